/** Events on their way into a service: subscriptions, the idempotent inbox, dead letters. */
@NullMarked
package io.orderstream.messaging.consuming;

import org.jspecify.annotations.NullMarked;
