/** Who is let in, and what browsers are told. */
@NullMarked
package io.orderstream.gateway.security;

import org.jspecify.annotations.NullMarked;
