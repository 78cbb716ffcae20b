/**
 * E-mails customers about their orders. Read it in the order that a mail travels: {@code listening}
 * takes an order event and stores the mail it calls for, {@code sending} sends what is stored,
 * {@code web} tells what became of it.
 */
@NullMarked
package io.orderstream.notifications;

import org.jspecify.annotations.NullMarked;
