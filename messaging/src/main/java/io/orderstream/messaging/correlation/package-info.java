/** The id that ties together everything one request set in motion. */
@NullMarked
package io.orderstream.messaging.correlation;

import org.jspecify.annotations.NullMarked;
