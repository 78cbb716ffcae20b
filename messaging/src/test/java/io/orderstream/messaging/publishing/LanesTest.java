package io.orderstream.messaging.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.testing.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

class LanesTest {

  private final JdbcConnectionDetails database = Servers.current().newDatabase();

  @Test
  void oneInstanceOwnsEverything() throws Exception {
    try (Connection connection = connect()) {
      Lanes lanes = Lanes.join(connection);
      lanes.rebalance();

      assertThat(lanes.owned()).hasSize(16);
    }
  }

  @Test
  void instancesShareEquallyAndNoLaneHasTwoOwners() throws Exception {
    try (Connection one = connect();
        Connection other = connect();
        Connection third = connect()) {
      Lanes first = Lanes.join(one);
      first.rebalance();
      Lanes second = Lanes.join(other);
      second.rebalance();
      assertThat(second.owned()).isEmpty();

      first.rebalance();
      second.rebalance();
      assertThat(first.owned()).hasSize(8);
      assertThat(second.owned()).hasSize(8).doesNotContainAnyElementsOf(first.owned());

      Lanes last = Lanes.join(third);
      first.rebalance();
      second.rebalance();
      last.rebalance();
      Set<Integer> all = new HashSet<>(first.owned());
      all.addAll(second.owned());
      all.addAll(last.owned());
      assertThat(all).hasSize(16);
      assertThat(first.owned().size() + second.owned().size() + last.owned().size()).isEqualTo(16);
    }
  }

  @Test
  void theLanesOfAnInstanceWhoseConnectionDiedGoToTheOthers() throws Exception {
    try (Connection survivor = connect()) {
      Lanes lanes = Lanes.join(survivor);
      try (Connection dying = connect()) {
        Lanes others = Lanes.join(dying);
        lanes.rebalance();
        others.rebalance();
        assertThat(lanes.owned()).hasSize(8);
      }

      org.awaitility.Awaitility.await()
          .untilAsserted(
              () -> {
                lanes.rebalance();
                assertThat(lanes.owned()).hasSize(16);
              });
    }
  }

  @Test
  void theLanesOfAnInstanceThatStandsStillGoToTheOthers() throws Exception {
    try (Connection survivor = connect();
        Connection silent = connect()) {
      Lanes lanes = Lanes.join(survivor);
      Lanes others = Lanes.join(silent);
      others.rebalance();
      assertThat(timeout(silent)).isEqualTo("30s");

      shortenTimeout(silent);

      org.awaitility.Awaitility.await()
          .untilAsserted(
              () -> {
                lanes.rebalance();
                assertThat(lanes.owned()).hasSize(16);
              });
    }
  }

  private static String timeout(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show idle_session_timeout")) {
      result.next();
      return result.getString(1);
    }
  }

  private static void shortenTimeout(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set idle_session_timeout = '200ms'");
    }
  }

  @Test
  void leavingGivesTheLanesBack() throws Exception {
    try (Connection one = connect();
        Connection other = connect()) {
      Lanes leaving = Lanes.join(one);
      leaving.rebalance();
      Lanes staying = Lanes.join(other);
      leaving.leave();
      staying.rebalance();

      assertThat(leaving.owned()).isEmpty();
      assertThat(staying.owned()).hasSize(16);
    }
  }

  private Connection connect() throws Exception {
    return DriverManager.getConnection(
        database.getJdbcUrl(), database.getUsername(), database.getPassword());
  }
}
