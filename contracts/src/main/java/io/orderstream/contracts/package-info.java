/**
 * What travels between the services: topics and the parts that events share. Types here are the
 * wire and nothing else; every service maps them to types of its own.
 */
@NullMarked
package io.orderstream.contracts;

import org.jspecify.annotations.NullMarked;
