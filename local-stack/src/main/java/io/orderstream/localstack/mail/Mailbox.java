package io.orderstream.localstack.mail;

import io.orderstream.localstack.mail.Mail.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest mails, in memory. When there are too many, or they take too much room, the oldest are
 * forgotten.
 */
final class Mailbox {

  private static final int SNIPPET = 200;

  private final int mostMails;
  private final long mostBytes;
  private final SequencedMap<String, Stored> mails = new LinkedHashMap<>();
  private long bytes;

  /** A mail as it came. It is read only when somebody looks: taking mails in must cost little. */
  private static final class Stored {
    private final String id = UUID.randomUUID().toString();
    private final Instant created = Instant.now();
    private final String sender;
    private final List<String> recipients;
    private final byte[] source;
    private @Nullable Mail summary;

    private Stored(String sender, Collection<String> recipients, byte[] source) {
      this.sender = sender;
      this.recipients = List.copyOf(recipients);
      this.source = source;
    }

    private synchronized Mail mail() {
      if (summary == null) {
        summary = summarise();
      }
      return summary;
    }

    private Mail summarise() {
      var content = MailContent.of(source);
      var from = content.addresses("From");
      var to = content.addresses("To");
      var cc = content.addresses("Cc");
      var named = new ArrayList<>(to);
      named.addAll(cc);
      var bcc =
          recipients.stream()
              .filter(r -> named.stream().noneMatch(n -> n.address().equalsIgnoreCase(r)))
              .map(address -> new Address("", address))
              .toList();
      var text = content.text().replaceAll("\\s+", " ").strip();
      return new Mail(
          id,
          content.messageId(),
          sender,
          from.isEmpty() ? new Address("", sender) : from.getFirst(),
          to,
          cc,
          bcc,
          content.subject(),
          created,
          source.length,
          content.attachments(),
          text.length() > SNIPPET ? text.substring(0, SNIPPET) : text);
    }
  }

  /**
   * An empty mailbox.
   *
   * @param mostMails how many mails are kept
   * @param mostBytes how much room they may take
   */
  Mailbox(int mostMails, long mostBytes) {
    this.mostMails = mostMails;
    this.mostBytes = mostBytes;
  }

  /**
   * Keeps a mail.
   *
   * @return its id
   */
  String add(String sender, Collection<String> recipients, byte[] source) {
    var stored = new Stored(sender, recipients, source);
    synchronized (this) {
      mails.putLast(stored.id, stored);
      bytes += source.length;
      while (mails.size() > mostMails || (bytes > mostBytes && mails.size() > 1)) {
        bytes -= mails.pollFirstEntry().getValue().source.length;
      }
    }
    return stored.id;
  }

  synchronized int size() {
    return mails.size();
  }

  /** The mails that a condition holds for, newest first. */
  List<Mail> newest(Predicate<Mail> condition) {
    List<Stored> newest;
    synchronized (this) {
      newest = List.copyOf(mails.sequencedValues().reversed());
    }
    return newest.stream().map(Stored::mail).filter(condition).toList();
  }

  Optional<Mail> find(String id) {
    return stored(id).map(Stored::mail);
  }

  /** What is in a mail that {@link #find} knows. */
  Optional<MailContent> content(String id) {
    return stored(id).map(found -> MailContent.of(found.source));
  }

  private synchronized Optional<Stored> stored(String id) {
    return Optional.ofNullable(mails.get(id));
  }

  synchronized void delete(Collection<String> ids) {
    for (var id : ids) {
      var stored = mails.remove(id);
      if (stored != null) {
        bytes -= stored.source.length;
      }
    }
  }

  synchronized void deleteAll() {
    mails.clear();
    bytes = 0;
  }
}
