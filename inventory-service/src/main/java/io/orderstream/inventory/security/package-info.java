/** Who may do what. */
@NullMarked
package io.orderstream.inventory.security;

import org.jspecify.annotations.NullMarked;
