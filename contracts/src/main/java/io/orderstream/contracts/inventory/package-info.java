/** Events of inventory: reservations and items. */
@NullMarked
package io.orderstream.contracts.inventory;

import org.jspecify.annotations.NullMarked;
