package io.orderstream.messaging.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class TransientFailuresTest {

  @ParameterizedTest
  @ValueSource(strings = {"08006", "40001", "40P01", "53100", "53300", "57P01", "25006", "55P03"})
  void passesWhatTheDatabaseWillGetOver(String sqlState) {
    assertThat(isTransient(sqlState)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22001", "42P01", "54000"})
  void doesNotWaitForWhatStaysAsItIs(String sqlState) {
    assertThat(isTransient(sqlState)).isFalse();
  }

  @Test
  void goesByTheKindOfAFailureWithoutSqlState() {
    assertThat(
            TransientFailures.isTransient(
                new CannotCreateTransactionException(
                    "no connection", new SQLException("pool is empty"))))
        .isTrue();
    assertThat(TransientFailures.isTransient(new QueryTimeoutException("late"))).isTrue();
    assertThat(TransientFailures.isTransient(new DataIntegrityViolationException("no"))).isFalse();
    assertThat(TransientFailures.isTransient(new IllegalStateException("a bug"))).isFalse();
  }

  @Test
  void passesWhatCouldNotEvenBeRolledBack() {
    assertThat(
            TransientFailures.isTransient(
                new TransactionSystemException(
                    "JDBC rollback failed", new SQLException("Connection is closed"))))
        .isTrue();
  }

  private static boolean isTransient(String sqlState) {
    return TransientFailures.isTransient(
        new IllegalStateException(
            new DataAccessResourceFailureException(
                "translated", new SQLException("by the database", sqlState))));
  }
}
