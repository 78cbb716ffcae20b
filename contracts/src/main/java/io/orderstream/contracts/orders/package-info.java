/** Events of orders, on {@link io.orderstream.contracts.Topics#ORDER_EVENTS}. */
@NullMarked
package io.orderstream.contracts.orders;

import org.jspecify.annotations.NullMarked;
