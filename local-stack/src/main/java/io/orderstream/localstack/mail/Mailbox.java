package io.orderstream.localstack.mail;

import io.orderstream.localstack.mail.Mail.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

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

  private static final class Stored {
    private final Mail mail;
    private final byte[] packed;

    private Stored(Mail mail, byte[] packed) {
      this.mail = mail;
      this.packed = packed;
    }
  }

  /**
   * An empty mailbox.
   *
   * @param mostMails how many mails are kept
   * @param mostBytes how much room they may take, packed
   */
  Mailbox(int mostMails, long mostBytes) {
    this.mostMails = mostMails;
    this.mostBytes = mostBytes;
  }

  Mail add(String sender, Collection<String> recipients, byte[] source) {
    var mail = summary(sender, recipients, source);
    var stored = new Stored(mail, pack(source));
    synchronized (this) {
      mails.putLast(mail.id(), stored);
      bytes += stored.packed.length;
      while (mails.size() > mostMails || (bytes > mostBytes && mails.size() > 1)) {
        bytes -= mails.pollFirstEntry().getValue().packed.length;
      }
    }
    return mail;
  }

  /** The mails that a condition holds for, newest first. */
  synchronized List<Mail> newest(Predicate<Mail> condition) {
    return mails.sequencedValues().reversed().stream()
        .map(stored -> stored.mail)
        .filter(condition)
        .toList();
  }

  synchronized Optional<Mail> find(String id) {
    return Optional.ofNullable(mails.get(id)).map(stored -> stored.mail);
  }

  /** What is in a mail that {@link #find} knows. */
  Optional<MailContent> content(String id) {
    Optional<Stored> stored;
    synchronized (this) {
      stored = Optional.ofNullable(mails.get(id));
    }
    return stored.map(found -> MailContent.of(unpack(found.packed)));
  }

  synchronized void delete(Collection<String> ids) {
    for (var id : ids) {
      var stored = mails.remove(id);
      if (stored != null) {
        bytes -= stored.packed.length;
      }
    }
  }

  synchronized void deleteAll() {
    mails.clear();
    bytes = 0;
  }

  private static Mail summary(String sender, Collection<String> recipients, byte[] source) {
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
        UUID.randomUUID().toString(),
        content.messageId(),
        sender,
        from.isEmpty() ? new Address("", sender) : from.getFirst(),
        to,
        cc,
        bcc,
        content.subject(),
        Instant.now(),
        source.length,
        content.attachments(),
        text.length() > SNIPPET ? text.substring(0, SNIPPET) : text);
  }

  private static byte[] pack(byte[] source) {
    var packed = new ByteArrayOutputStream(source.length / 3);
    try (var deflater = new DeflaterOutputStream(packed)) {
      deflater.write(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] unpack(byte[] packed) {
    var source = new ByteArrayOutputStream(packed.length * 4);
    try (var inflater = new InflaterOutputStream(source)) {
      inflater.write(packed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return source.toByteArray();
  }
}
