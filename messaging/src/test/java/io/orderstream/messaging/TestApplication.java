package io.orderstream.messaging;

import io.orderstream.testing.RealServers;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A service with nothing but messaging. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(RealServers.class)
public class TestApplication {}
