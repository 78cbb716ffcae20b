/** Access tokens of the stack's own issuer. */
@NullMarked
package io.orderstream.localstack.tokens;

import org.jspecify.annotations.NullMarked;
