package io.orderstream.messaging.consuming;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells failures that pass by themselves from failures of the event. */
final class TransientFailures {

  /**
   * SQLSTATE classes: connection exception, transaction rollback, insufficient resources, operator
   * intervention, system error.
   *
   * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL error
   *     codes</a>
   */
  private static final Set<String> SQL_STATES = Set.of("08", "40", "53", "57", "58");

  private TransientFailures() {}

  static boolean isTransient(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TransientDataAccessException
          || cause instanceof RecoverableDataAccessException
          || cause instanceof DataAccessResourceFailureException
          || cause instanceof CannotCreateTransactionException
          || cause instanceof SQLTransientException
          || cause instanceof SQLRecoverableException
          || (cause instanceof SQLException sql && passes(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean passes(@Nullable String sqlState) {
    return sqlState != null
        && sqlState.length() == 5
        && SQL_STATES.contains(sqlState.substring(0, 2));
  }
}
