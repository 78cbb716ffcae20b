/** Who may do what: which scopes each path takes, and for which customers a caller acts. */
@NullMarked
package io.orderstream.orders.security;

import org.jspecify.annotations.NullMarked;
