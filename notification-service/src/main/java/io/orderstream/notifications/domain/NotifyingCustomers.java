package io.orderstream.notifications.domain;

import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides nothing about when and how mails are sent, only that they will be. */
@Service
public class NotifyingCustomers {

  private final Mails mails;
  private final ApplicationEventPublisher events;

  NotifyingCustomers(Mails mails, ApplicationEventPublisher events) {
    this.mails = mails;
    this.events = events;
  }

  /**
   * Stores mails for sending. Those stored before, by an earlier delivery of their events, stay.
   */
  @Transactional
  public void by(List<Mail> news) {
    mails.add(news);
    events.publishEvent(new MailsAdded());
  }
}
