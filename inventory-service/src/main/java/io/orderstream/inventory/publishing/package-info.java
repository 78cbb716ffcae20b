/** What was decided, as events for others. */
@NullMarked
package io.orderstream.inventory.publishing;

import org.jspecify.annotations.NullMarked;
