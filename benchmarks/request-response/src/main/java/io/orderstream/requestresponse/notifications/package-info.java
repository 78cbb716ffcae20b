/** E-mails customers while they wait. */
@NullMarked
package io.orderstream.requestresponse.notifications;

import org.jspecify.annotations.NullMarked;
