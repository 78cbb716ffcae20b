/** How much of the gateway one caller can take. */
@NullMarked
package io.orderstream.gateway.limits;

import org.jspecify.annotations.NullMarked;
