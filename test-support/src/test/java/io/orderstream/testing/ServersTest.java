package io.orderstream.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class ServersTest {

  @Test
  void givesEveryCallerADatabaseOfItsOwn() throws Exception {
    var one = Servers.current().newDatabase();
    var other = Servers.current().newDatabase();

    try (var connection =
            DriverManager.getConnection(one.getJdbcUrl(), one.getUsername(), one.getPassword());
        var statement = connection.createStatement()) {
      statement.execute("create table t (id int)");
      try (var version = statement.executeQuery("show server_version_num")) {
        version.next();
        assertThat(version.getInt(1)).isGreaterThanOrEqualTo(180000);
      }
    }
    assertThat(other.getJdbcUrl()).isNotEqualTo(one.getJdbcUrl());
  }

  @Test
  void givesABrokerThatAnswers() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", Servers.current().bootstrapServers()))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }
}
