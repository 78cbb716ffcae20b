/** Owns items and their stock: reserves for orders, releases for cancelled ones. */
@NullMarked
package io.orderstream.inventory;

import org.jspecify.annotations.NullMarked;
