package io.orderstream.requestresponse.notifications;

import io.orderstream.requestresponse.api.NotifyCustomer;
import io.orderstream.requestresponse.api.NotifyCustomer.Message;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Sends mails while the caller waits. No transaction is open in the meantime. What the mail server
 * does not take is recorded as failed and not tried again: there is nobody left to wait for it.
 */
@Service
class NotifyingCustomers {

  private static final Logger log = LoggerFactory.getLogger(NotifyingCustomers.class);

  private final Mails mails;
  private final MailComposer composer;
  private final MailServer server;

  NotifyingCustomers(Mails mails, MailComposer composer, MailServer server) {
    this.mails = mails;
    this.composer = composer;
    this.server = server;
  }

  /** Records and sends the messages of a request that were not recorded before. */
  void tell(NotifyCustomer request) {
    Set<UUID> added = mails.add(request);
    if (request.order().email() == null) {
      return;
    }
    List<UUID> sent = new ArrayList<>();
    try (MailServer.Connection connection = server.connection()) {
      for (Message message : request.messages()) {
        if (added.contains(message.id()) && delivers(request, message, connection)) {
          sent.add(message.id());
        }
      }
    }
    if (!sent.isEmpty()) {
      mails.sent(sent);
    }
  }

  private boolean delivers(
      NotifyCustomer request, Message message, MailServer.Connection connection) {
    try {
      connection.deliver(composer.compose(request, message));
      return true;
    } catch (MessagingException e) {
      log.debug("Mail {} was not taken", message.id(), e);
      mails.failed(message.id(), e.toString());
      return false;
    }
  }
}
