/** What a user sees. */
@NullMarked
package io.orderstream.localstack.terminal;

import org.jspecify.annotations.NullMarked;
