/** How requests may come in: how large, and within which time. */
@NullMarked
package io.orderstream.gateway.arrival;

import org.jspecify.annotations.NullMarked;
