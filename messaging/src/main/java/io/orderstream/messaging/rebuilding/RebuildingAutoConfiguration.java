package io.orderstream.messaging.rebuilding;

import io.orderstream.access.AccessRules;
import io.orderstream.messaging.MessagingAutoConfiguration;
import io.orderstream.messaging.consuming.EventHandlers;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rebuilds of what consumers made of their topics. */
@AutoConfiguration(
    after = {MessagingAutoConfiguration.class, JdbcTemplateAutoConfiguration.class},
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
    })
class RebuildingAutoConfiguration {

  @Bean
  @DependsOn("messagingSchema")
  RebuildTable rebuildTable(
      JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
    return new RebuildTable(JdbcClient.create(jdbc), new TransactionTemplate(transactions), clock);
  }

  @Bean
  PartitionRestarts partitionRestarts(RebuildTable table, EventHandlers handlers) {
    return new PartitionRestarts(table, handlers.subscriptions());
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass(AccessRules.class)
  static class ForOperators {

    @Bean
    RebuildController rebuildController(
        RebuildTable table, EventHandlers handlers, KafkaAdmin kafka) {
      return new RebuildController(table, handlers, kafka);
    }
  }
}
