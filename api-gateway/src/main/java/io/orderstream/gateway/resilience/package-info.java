/** What keeps one ailing service from harming callers of the others. */
@NullMarked
package io.orderstream.gateway.resilience;

import org.jspecify.annotations.NullMarked;
