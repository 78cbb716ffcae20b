/** An OAuth 2 issuer for development, in the profile {@code local} only. */
@NullMarked
package io.orderstream.gateway.issuer;

import org.jspecify.annotations.NullMarked;
