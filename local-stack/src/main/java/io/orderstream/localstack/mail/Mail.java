package io.orderstream.localstack.mail;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A mail as a list shows it.
 *
 * @param bcc recipients that no header names
 * @param size in bytes, as it came
 * @param snippet how its text begins
 */
record Mail(
    String id,
    String messageId,
    String sender,
    Address from,
    List<Address> to,
    List<Address> cc,
    List<Address> bcc,
    String subject,
    Instant created,
    int size,
    int attachments,
    String snippet) {

  /** A mail address with the name that stands beside it, which may be empty. */
  record Address(String name, String address) {}

  Stream<Address> recipients() {
    return Stream.of(to, cc, bcc).flatMap(List::stream);
  }
}
