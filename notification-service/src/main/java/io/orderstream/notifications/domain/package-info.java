/** What customers are told about their orders, and the table of mails that it is kept in. */
@NullMarked
package io.orderstream.notifications.domain;

import org.jspecify.annotations.NullMarked;
