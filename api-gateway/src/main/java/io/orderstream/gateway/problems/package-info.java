/** RFC 9457 problem details for every error that the gateway itself answers. */
@NullMarked
package io.orderstream.gateway.problems;

import org.jspecify.annotations.NullMarked;
