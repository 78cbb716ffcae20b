package io.orderstream.notifications.domain;

import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells customers what happened to their orders: mails are stored here, and sent later. */
@Service
public class NotifyingCustomers {

  private final Mails mails;
  private final ApplicationEventPublisher events;

  NotifyingCustomers(Mails mails, ApplicationEventPublisher events) {
    this.mails = mails;
    this.events = events;
  }

  /** Sees to it that mails are sent, except those it has seen to before. */
  @Transactional
  public void with(List<Mail> news) {
    mails.add(news);
    events.publishEvent(new MailsAdded());
  }
}
