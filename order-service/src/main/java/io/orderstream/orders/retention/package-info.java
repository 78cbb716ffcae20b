/** What the service forgets, and when. */
@NullMarked
package io.orderstream.orders.retention;

import org.jspecify.annotations.NullMarked;
