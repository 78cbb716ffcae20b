package io.orderstream.audit;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Checks every order that was ever accepted against every {@link Rule}. Needs little memory however
 * many there are; needs room for temporary tables in order-service's database.
 */
public final class Audit {

  private final Platform platform;
  private final Duration settlingTime;

  /**
   * An audit of a platform, which may be running.
   *
   * @param settlingTime orders that changed more recently are left out, since what follows from
   *     them is still under way; with zero none is left out
   */
  public Audit(Platform platform, Duration settlingTime) {
    this.platform = platform;
    this.settlingTime = settlingTime;
  }

  /**
   * Runs the audit.
   *
   * @param activity told what is being done
   * @param found told each breach, as it is found
   * @throws SQLException if a database cannot be read
   * @throws IOException if the mail server does not answer
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  public AuditReport run(Consumer<String> activity, Consumer<Breach> found)
      throws SQLException, IOException {
    try (Evidence evidence = Evidence.of(platform, settlingTime, activity)) {
      List<AuditReport.Result> results = new ArrayList<>();
      for (Rule rule : Rule.values()) {
        activity.accept(rule.title());
        results.add(
            new AuditReport.Result(
                rule, evidence.count(rule.examined()), evidence.breaches(rule, found)));
      }
      return new AuditReport(
          evidence.count("select count(*) from audited"), results, notes(evidence));
    }
  }

  private static List<String> notes(Evidence evidence) throws SQLException {
    List<String> notes = new ArrayList<>();
    for (Note note : Note.values()) {
      long count = evidence.count(note.query());
      if (count > 0) {
        notes.add(note.of(count));
      }
    }
    return notes;
  }
}
