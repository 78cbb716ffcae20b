/** Rows that nobody needs any more, and their removal. */
@NullMarked
package io.orderstream.messaging.retention;

import org.jspecify.annotations.NullMarked;
