/**
 * Who may call a service: OAuth 2 access tokens (RFC 6750, RFC 7519) are checked here, in the same
 * way by every service, and each service says what they must allow.
 */
@NullMarked
package io.orderstream.access;

import org.jspecify.annotations.NullMarked;
