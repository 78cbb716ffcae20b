package io.orderstream.notifications.domain;

/** There may be mails to send. */
public record MailsAdded() {}
