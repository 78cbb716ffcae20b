/** Prices and reserves items. */
@NullMarked
package io.orderstream.requestresponse.inventory;

import org.jspecify.annotations.NullMarked;
