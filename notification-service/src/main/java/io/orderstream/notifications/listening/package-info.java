/** Order events in, mails to send out. */
@NullMarked
package io.orderstream.notifications.listening;

import org.jspecify.annotations.NullMarked;
