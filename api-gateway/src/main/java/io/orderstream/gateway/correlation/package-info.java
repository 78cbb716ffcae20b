/** The id that ties together everything that one request causes. */
@NullMarked
package io.orderstream.gateway.correlation;

import org.jspecify.annotations.NullMarked;
