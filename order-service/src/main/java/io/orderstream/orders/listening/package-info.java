/** Events of other services on their way in: translated, and handed to a use case. */
@NullMarked
package io.orderstream.orders.listening;

import org.jspecify.annotations.NullMarked;
