package dev.featured.adapters.operator;

import dev.featured.adapters.redis.FeatureStatus;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.Optional;

/** What is waited for. It may remember what it has seen. */
public interface Question {
  /** The answer, if what stands there now is one. */
  Optional<Verdict> answer(FeatureStatus now);

  /** For a person: what is still being waited for. */
  default String pending(FeatureStatus now) {
    return now.report().map(Question::doing).orElse("the daemon has not said anything of it yet");
  }

  /** For a person: what the daemon is about. */
  static String doing(LifecycleReport report) {
    if (report.state() == LifecycleState.ABSENT && report.wish() == LifecycleReport.Wish.ENABLED) {
      return "absent: its start waits for the ports";
    }
    boolean onTheWay =
        report.state() == LifecycleState.ENABLING || report.state() == LifecycleState.DISABLING;
    if (onTheWay && report.operation().isEmpty()) {
      return report.state() + ": it waits for its turn";
    }
    return report.operation().isEmpty()
        ? report.state().toString()
        : report.state() + ": " + report.operation();
  }
}
