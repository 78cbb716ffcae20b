/** Owns orders: HTTP in, decide, publish; listen, decide, publish. */
@NullMarked
package io.orderstream.orders;

import org.jspecify.annotations.NullMarked;
