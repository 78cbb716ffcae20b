package io.orderstream.audit;

import java.util.List;

/**
 * What an audit found.
 *
 * @param orders how many orders were audited
 * @param results one for each rule, in the order of {@link Rule}
 * @param notes what is no breach, but good to know
 */
public record AuditReport(long orders, List<Result> results, List<String> notes) {

  /** Whether nothing breaks a rule. */
  public boolean isClean() {
    return breaches() == 0;
  }

  public long breaches() {
    return results.stream().mapToLong(Result::breaches).sum();
  }

  /**
   * What became of one rule.
   *
   * @param examined how many orders, events, mails or items the rule is about
   * @param breaches how many of them break it
   */
  public record Result(Rule rule, long examined, long breaches) {}
}
