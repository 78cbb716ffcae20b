/** What happened to orders, as work for the domain. */
@NullMarked
package io.orderstream.inventory.listening;

import org.jspecify.annotations.NullMarked;
