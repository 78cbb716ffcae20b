package io.orderstream.requestresponse.web;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Everything in this package. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class WebConfiguration {}
