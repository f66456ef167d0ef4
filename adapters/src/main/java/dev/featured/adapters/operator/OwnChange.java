package dev.featured.adapters.operator;

import dev.featured.adapters.redis.FeatureStatus;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.Optional;

/**
 * Whether what the daemon made of one particular change has ended. What it has said before it read
 * the row as that change left it is no answer, however well it would fit.
 */
public final class OwnChange implements Question {
  private final LifecycleState wanted;
  private String token;

  /**
   * Asks about a change.
   *
   * @param wanted {@code enabled} or {@code disabled}, which the row says since then
   * @param token what was left with it
   */
  public OwnChange(LifecycleState wanted, String token) {
    this.wanted = wanted;
    this.token = token;
  }

  @Override
  public Optional<Verdict> answer(FeatureStatus now) {
    if (now.row().isEmpty()) {
      return verdict(Verdict.Outcome.GONE, "its row was deleted meanwhile");
    }
    if (!now.wanted().equals(Optional.of(wanted.toString()))) {
      return verdict(
          Verdict.Outcome.OVERRULED,
          "somebody else has written its row meanwhile, which now says "
              + now.wanted().map(Quoted::of).orElse("nothing of its state"));
    }
    if (now.asked().isEmpty()) {
      return verdict(Verdict.Outcome.GONE, "its row was deleted and registered anew meanwhile");
    }
    // Another command has asked for the same since. What answers that comes after this change too.
    token = now.asked().get();
    return now.report()
        .filter(report -> report.answered().equals(token))
        .flatMap(report -> answer(report, now));
  }

  private Optional<Verdict> answer(LifecycleReport report, FeatureStatus now) {
    if (report.state() == wanted) {
      return verdict(Verdict.Outcome.DONE, wanted.toString());
    }
    if (report.state() == LifecycleState.FAILED && now.isUpToDate()) {
      return verdict(Verdict.Outcome.FAILED, report.error());
    }
    return Optional.empty();
  }

  @Override
  public String pending(FeatureStatus now) {
    boolean answered = now.report().filter(report -> report.answered().equals(token)).isPresent();
    return answered
        ? Question.super.pending(now)
        : "the daemon has not looked at it yet (it does not if the feature is excluded, or before the"
            + " configuration is loaded)";
  }

  private static Optional<Verdict> verdict(Verdict.Outcome outcome, String message) {
    return Optional.of(new Verdict(outcome, message));
  }
}
