/** Calls to the stack's own APIs. */
@NullMarked
package io.orderstream.localstack.http;

import org.jspecify.annotations.NullMarked;
