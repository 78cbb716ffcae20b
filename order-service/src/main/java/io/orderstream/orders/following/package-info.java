/** Those who want to hear of an order's changes at once, whichever instance makes them. */
@NullMarked
package io.orderstream.orders.following;

import org.jspecify.annotations.NullMarked;
