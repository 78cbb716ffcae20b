/** What an order is, what may happen to it, and the use cases that make it happen. */
@NullMarked
package io.orderstream.orders.domain;

import org.jspecify.annotations.NullMarked;
