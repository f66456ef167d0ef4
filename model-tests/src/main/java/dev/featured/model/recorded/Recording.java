package dev.featured.model.recorded;

import dev.featured.engine.lifecycle.Effect;
import dev.featured.model.trace.Frame;
import dev.featured.model.trace.SequenceDiagram;
import dev.featured.model.trace.Trace;
import java.util.Optional;

/**
 * A sequence worth looking at.
 *
 * @param name for files and links
 * @param title what it shows
 * @param says what a reader should see in it, in sentences
 * @param replay the setting, the subject and the choices, from which a counterexample can be
 *     followed again; empty where the setting is the recording's own
 * @param trace what happened
 */
public record Recording(
    String name, String title, String says, Optional<String> replay, Trace trace) {
  /** It as a picture. */
  public SequenceDiagram diagram() {
    return SequenceDiagram.of(title, trace);
  }

  /** Its end as a picture, from the last decision on that asks for something to be written. */
  public SequenceDiagram diagramSinceTheDecision() {
    int decision = trace.frames().size() - 1;
    while (decision > 0 && !decides(trace.frames().get(decision))) {
      decision--;
    }
    return SequenceDiagram.of(title, trace, decision);
  }

  private static boolean decides(Frame frame) {
    return frame.taken().stream()
        .flatMap(taken -> taken.transition().effects().stream())
        .anyMatch(Effect::writes);
  }
}
