/** What operators do to consumers: dead letters and rebuilds, through the gateway. */
@NullMarked
package io.orderstream.localstack.operating;

import org.jspecify.annotations.NullMarked;
