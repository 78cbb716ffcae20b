/** What a user types after {@code ./stack}. */
@NullMarked
package io.orderstream.localstack.commands;

import org.jspecify.annotations.NullMarked;
