/** What operators do with records that could not be handled: look, replay, discard. */
@NullMarked
package io.orderstream.messaging.deadletters;

import org.jspecify.annotations.NullMarked;
