package dev.featured.model.world;

import com.google.common.collect.ImmutableSet;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.Step;
import dev.featured.engine.lifecycle.Interpreter;

/**
 * What is searched: a core, and how the shell around it keeps its contract.
 *
 * @param name for the result's line
 * @param sentence what it is, in one sentence
 * @param machine answers which transition is taken
 * @param stepping how the core takes an event
 * @param flaws what the shell gets wrong
 */
public record Subject(
    String name,
    String sentence,
    Interpreter machine,
    Stepping stepping,
    ImmutableSet<Flaw> flaws) {
  /** Takes one event; the shipped way is {@link FeatureRegistry#step}. */
  @FunctionalInterface
  public interface Stepping {
    /** Takes one event. */
    Step step(FeatureRegistry registry, Event event);
  }

  boolean has(Flaw flaw) {
    return !flaws.isEmpty() && flaws.contains(flaw);
  }
}
