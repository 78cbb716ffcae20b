/** Consumers read a topic again from its beginning, so that what they made of it is made anew. */
@NullMarked
package io.orderstream.messaging.rebuilding;

import org.jspecify.annotations.NullMarked;
