/** Decides: what an item is, how its stock moves, and what an order gets of it. */
@NullMarked
package io.orderstream.inventory.domain;

import org.jspecify.annotations.NullMarked;
