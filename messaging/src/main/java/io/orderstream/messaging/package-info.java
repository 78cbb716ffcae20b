/**
 * Reliable events between services: what is published is what was committed, and what is delivered
 * has its effect once.
 */
@NullMarked
package io.orderstream.messaging;

import org.jspecify.annotations.NullMarked;
