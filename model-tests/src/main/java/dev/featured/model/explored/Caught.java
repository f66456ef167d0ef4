package dev.featured.model.explored;

import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.collect.ImmutableSortedSet;
import dev.featured.model.explore.Passage;
import dev.featured.model.explore.Result;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.Property;

/**
 * The shortest counterexample of a known-bad subject.
 *
 * @param subject the subject's name
 * @param says what is wrong with it
 * @param setting where it is caught
 * @param lookingFor what is looked for
 * @param violated what it violates there
 * @param replay from which it can be followed again
 * @param steps how many steps there are
 * @param ways the ids of the ways through the table that are taken on the way there; of a subject
 *     with a table of its own they need not be the shipped one's
 */
public record Caught(
    String subject,
    String says,
    String setting,
    String lookingFor,
    ImmutableSortedSet<String> violated,
    String replay,
    int steps,
    ImmutableSortedSet<String> ways) {
  /**
   * What a hunt has come to.
   *
   * @throws IllegalStateException if nothing was caught
   */
  public static Caught of(Hunt hunt, Result result) {
    Result.Violation violation =
        result.violation().orElseThrow(() -> new IllegalStateException("nothing catches " + hunt));
    String setting = hunt.setting().name();
    return new Caught(
        hunt.subject().name(),
        hunt.subject().sentence(),
        setting,
        hunt.property().map(Property::toString).orElse("anything"),
        violation.properties().stream()
            .map(Property::toString)
            .collect(toImmutableSortedSet(String::compareTo)),
        setting + "/" + hunt.subject().name() + ":" + violation.schedule(),
        violation.schedule().length(),
        Trace.of(hunt.setting(), violation.schedule()).frames().stream()
            .flatMap(frame -> frame.taken().stream())
            .map(taken -> WayIds.of(Passage.of(taken)))
            .collect(toImmutableSortedSet(String::compareTo)));
  }
}
