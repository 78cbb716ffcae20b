/** Who may do what. */
@NullMarked
package io.orderstream.notifications.security;

import org.jspecify.annotations.NullMarked;
