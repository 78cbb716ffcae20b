/** Which path belongs to which service, and the exchange with it. */
@NullMarked
package io.orderstream.gateway.routing;

import org.jspecify.annotations.NullMarked;
