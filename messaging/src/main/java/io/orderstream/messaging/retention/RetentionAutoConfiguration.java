package io.orderstream.messaging.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.messaging.MessagingAutoConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;

/** The removal of old rows: the inbox's, and those of the service's own tables. */
@AutoConfiguration(after = MessagingAutoConfiguration.class)
@EnableConfigurationProperties(RetentionProperties.class)
class RetentionAutoConfiguration {

  private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);

  @Bean
  ExpiringRows expiringInbox(RetentionProperties settings) {
    return new ExpiringRows("messaging.inbox", "received_at", settings.inbox());
  }

  @Bean
  @DependsOn("messagingSchema")
  RemovingExpiredRows removingExpiredRows(
      List<ExpiringRows> rows,
      DataSource dataSource,
      RetentionProperties settings,
      Clock clock,
      MeterRegistry meters) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.setQueryTimeout(Math.toIntExact(STATEMENT_LIMIT.toSeconds()));
    return new RemovingExpiredRows(
        rows.stream().map(table -> new ExpiredRows(table, jdbc, meters)).toList(),
        new JdbcTemplateLockProvider(
            JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(jdbc)
                .withTableName("messaging.shedlock")
                .usingDbTime()
                .build()),
        settings,
        clock);
  }

  @Bean
  RetentionSchedule retentionSchedule(RemovingExpiredRows removing, RetentionProperties settings) {
    return new RetentionSchedule(removing::run, settings.interval());
  }
}
