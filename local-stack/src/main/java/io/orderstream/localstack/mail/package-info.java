/** The mail sink: takes every mail over SMTP, delivers none, shows all. */
@NullMarked
package io.orderstream.localstack.mail;

import org.jspecify.annotations.NullMarked;
