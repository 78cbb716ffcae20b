package io.orderstream.requestresponse.notifications;

record MailText(String subject, String plain, String html) {}
