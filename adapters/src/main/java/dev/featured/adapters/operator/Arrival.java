package dev.featured.adapters.operator;

import dev.featured.adapters.redis.FeatureStatus;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.engine.lifecycle.LifecycleState;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a feature stands in a state, whoever wanted it there. What the daemon has said of another
 * row than the one that is there is no answer, nor is a failure from before the question.
 */
public final class Arrival implements Question {
  private final LifecycleState wanted;
  private Optional<Optional<Instant>> oldFailure = Optional.empty();

  /**
   * Asks about a state.
   *
   * @param wanted the state; {@code deregistered} stands for no row at all
   */
  public Arrival(LifecycleState wanted) {
    this.wanted = wanted;
  }

  @Override
  public Optional<Verdict> answer(FeatureStatus now) {
    if (oldFailure.isEmpty()) {
      oldFailure = Optional.of(failure(now));
    }
    if (wanted == LifecycleState.DEREGISTERED) {
      return now.row().isEmpty() && now.report().isEmpty()
          ? Optional.of(new Verdict(Verdict.Outcome.DONE, "not registered"))
          : Optional.empty();
    }
    if (now.row().isEmpty()) {
      return Optional.of(new Verdict(Verdict.Outcome.GONE, "it has no row"));
    }
    if (!now.isUpToDate()) {
      return Optional.empty();
    }
    LifecycleReport report = now.report().orElseThrow();
    if (report.state() == wanted) {
      return Optional.of(new Verdict(Verdict.Outcome.DONE, wanted.toString()));
    }
    Optional<Instant> failure = failure(now);
    return failure.isPresent() && !failure.equals(oldFailure.get())
        ? Optional.of(new Verdict(Verdict.Outcome.FAILED, report.error()))
        : Optional.empty();
  }

  private static Optional<Instant> failure(FeatureStatus now) {
    return now.report()
        .filter(report -> report.state() == LifecycleState.FAILED)
        .map(LifecycleReport::since);
  }
}
