/** What the service forgets, and when. */
@NullMarked
package io.orderstream.notifications.retention;

import org.jspecify.annotations.NullMarked;
