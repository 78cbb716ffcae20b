/** The items that a new shop starts with. */
@NullMarked
package io.orderstream.inventory.catalogue;

import org.jspecify.annotations.NullMarked;
