package io.orderstream.messaging.deadletters;

import io.orderstream.access.AccessRules;
import io.orderstream.messaging.MessagingAutoConfiguration;
import io.orderstream.messaging.consuming.EventHandlers;
import io.orderstream.messaging.consuming.EventSubscription;
import io.orderstream.messaging.consuming.TopicListeners;
import io.orderstream.messaging.consuming.TopicListeners.TopicListener;
import io.orderstream.messaging.envelope.CloudEvents;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Dead letters in the database, and what operators do with them. */
@AutoConfiguration(
    after = {MessagingAutoConfiguration.class, JdbcTemplateAutoConfiguration.class},
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
    })
@EnableConfigurationProperties(DeadLetterProperties.class)
class DeadLetterAutoConfiguration {

  @Bean
  @DependsOn("messagingSchema")
  DeadLetterTable deadLetterTable(JdbcTemplate jdbc, Clock clock) {
    return new DeadLetterTable(jdbc, clock);
  }

  @Bean
  TopicListeners deadLetterIntake(
      EventHandlers handlers, DeadLetterTable table, CloudEvents cloudEvents) {
    return new TopicListeners(
        handlers.groups().stream()
            .map(
                group ->
                    new TopicListener(
                        group + ".dead-letters",
                        handlers.subscriptions().stream()
                            .filter(subscription -> subscription.group().equals(group))
                            .map(EventSubscription::deadLetterTopic)
                            .toList(),
                        new DeadLetterIntake(group, table, cloudEvents)))
            .toList());
  }

  @Bean
  Replaying replaying(
      DeadLetterTable table,
      EventHandlers handlers,
      PlatformTransactionManager transactions,
      DeadLetterProperties properties) {
    return new Replaying(
        table, handlers, new TransactionTemplate(transactions), properties.parkedAfter());
  }

  @Bean
  @DependsOn("messagingSchema")
  ReplayJobs replayJobs(JdbcTemplate jdbc, DeadLetterTable table, Clock clock) {
    return new ReplayJobs(jdbc, table, clock);
  }

  @Bean
  ReplayWorker replayWorker(ReplayJobs jobs, Replaying replaying) {
    return new ReplayWorker(jobs, replaying);
  }

  @Bean
  DeadLetterGauge deadLetterGauge(JdbcTemplate jdbc, EventHandlers handlers) {
    return new DeadLetterGauge(jdbc, handlers);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass(AccessRules.class)
  static class ForOperators {

    @Bean
    DeadLetterController deadLetterController(
        DeadLetterTable table, Replaying replaying, EventHandlers handlers) {
      return new DeadLetterController(table, replaying, handlers);
    }

    @Bean
    ReplaysController replaysController(ReplayJobs jobs, EventHandlers handlers) {
      return new ReplaysController(jobs, handlers);
    }
  }
}
