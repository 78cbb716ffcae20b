package io.orderstream.messaging.consuming;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells failures that pass by themselves from failures of the event. */
public final class TransientFailures {

  /**
   * SQLSTATE classes: connection exception, transaction rollback, insufficient resources, operator
   * intervention, system error.
   *
   * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL error
   *     codes</a>
   */
  private static final Set<String> SQL_STATES = Set.of("08", "40", "53", "57", "58");

  /** Read-only transaction, as on a primary that was demoted; lock not available. */
  private static final Set<String> SINGLE_SQL_STATES = Set.of("25006", "55P03");

  private TransientFailures() {}

  /**
   * Where the database gave a SQLSTATE it decides, else the kind of the exception. An exception of
   * JDBC without a SQLSTATE does not come from the database, but from the pool or the driver that
   * lost the way to it: that is all that is left when also the rollback fails.
   */
  public static boolean isTransient(Throwable failure) {
    boolean passes = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return passes(sql.getSQLState());
      }
      passes |=
          cause instanceof TransientDataAccessException
              || cause instanceof RecoverableDataAccessException
              || cause instanceof DataAccessResourceFailureException
              || cause instanceof CannotCreateTransactionException
              || cause instanceof SQLException;
    }
    return passes;
  }

  private static boolean passes(String sqlState) {
    return SINGLE_SQL_STATES.contains(sqlState)
        || (sqlState.length() == 5 && SQL_STATES.contains(sqlState.substring(0, 2)));
  }
}
