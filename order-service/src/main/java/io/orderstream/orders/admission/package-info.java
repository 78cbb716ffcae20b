/** How many requests are let in at a time. */
@NullMarked
package io.orderstream.orders.admission;

import org.jspecify.annotations.NullMarked;
