package io.orderstream.notifications.sending;

/** What a mail says, in both of its forms. */
record MailText(String subject, String plain, String html) {}
