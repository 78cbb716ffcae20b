/** What operators should hear of. */
@NullMarked
package io.orderstream.orders.watching;

import org.jspecify.annotations.NullMarked;
