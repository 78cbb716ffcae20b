/** Mails go out over SMTP, apart from the consumption of events. */
@NullMarked
package io.orderstream.notifications.sending;

import org.jspecify.annotations.NullMarked;
