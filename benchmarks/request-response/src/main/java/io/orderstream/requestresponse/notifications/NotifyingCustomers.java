package io.orderstream.requestresponse.notifications;

import io.orderstream.requestresponse.api.NotifyCustomer;
import io.orderstream.requestresponse.api.NotifyCustomer.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Service;

/**
 * Sends mails while the caller waits, those of one request over one connection. No transaction is
 * open in the meantime. What the mail server does not take is recorded as failed and not tried
 * again: there is nobody left to wait for it.
 */
@Service
class NotifyingCustomers {

  private static final Logger log = LoggerFactory.getLogger(NotifyingCustomers.class);

  private final Mails mails;
  private final MailComposer composer;
  private final JavaMailSender server;

  NotifyingCustomers(Mails mails, MailComposer composer, JavaMailSender server) {
    this.mails = mails;
    this.composer = composer;
    this.server = server;
  }

  /** Records and sends the messages of a request that were not recorded before. */
  void tell(NotifyCustomer request) {
    Set<UUID> added = mails.add(request);
    if (request.order().email() == null || added.isEmpty()) {
      return;
    }
    Map<MimeMessage, UUID> composed = compose(request, added);
    Map<UUID, String> failures = send(composed);
    failures.forEach(mails::failed);
    List<UUID> sent = added.stream().filter(id -> !failures.containsKey(id)).toList();
    if (!sent.isEmpty()) {
      mails.sent(sent);
    }
  }

  private Map<MimeMessage, UUID> compose(NotifyCustomer request, Set<UUID> ids) {
    var composed = new LinkedHashMap<MimeMessage, UUID>();
    try {
      for (Message message : request.messages()) {
        if (ids.contains(message.id())) {
          composed.put(composer.compose(request, message), message.id());
        }
      }
    } catch (MessagingException e) {
      throw new IllegalStateException("cannot compose the mails about " + request.order().id(), e);
    }
    return composed;
  }

  /** Why mails were not taken, by their ids. */
  private Map<UUID, String> send(Map<MimeMessage, UUID> composed) {
    var failures = new HashMap<UUID, String>();
    try {
      server.send(composed.keySet().toArray(MimeMessage[]::new));
    } catch (MailSendException e) {
      log.debug("Mails were not taken", e);
      e.getFailedMessages()
          .forEach(
              (mail, failure) -> {
                UUID id = composed.get(mail);
                if (id != null) {
                  failures.put(id, failure.toString());
                }
              });
    } catch (MailException e) {
      log.debug("Mails were not taken", e);
      composed.values().forEach(id -> failures.put(id, e.toString()));
    }
    return failures;
  }
}
