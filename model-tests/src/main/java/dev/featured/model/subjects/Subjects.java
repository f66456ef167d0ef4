package dev.featured.model.subjects;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import dev.featured.engine.lifecycle.PlainMachine;
import dev.featured.model.world.Flaw;
import dev.featured.model.world.Subject;
import java.util.stream.Stream;

/** The subjects that everything turns on. */
public final class Subjects {
  /** The core, the table and the shell's contract as they are shipped. */
  public static final Subject SHIPPED =
      new Subject(
          "shipped",
          "the core, the table and the shell's contract as they are shipped",
          new PlainMachine(FeatureLifecycle.table()),
          FeatureRegistry::step,
          ImmutableSet.of());

  /** SONiC's present write-backs. */
  public static final Subject UNFENCED =
      flawed(
          "unfenced",
          "the state is published first, then the row's fields are written without a look at the row",
          Flaw.UNFENCED_WRITES);

  /** The cure that was proposed for them. */
  public static final Subject RECHECK =
      flawed(
          "recheck",
          "as unfenced, but then the row is read again and deleted if it is partial",
          Flaw.WRITE_READ_DELETE);

  private Subjects() {}

  /** All that must be caught: the two that are known from SONiC, and mutants of our own. */
  public static ImmutableList<Subject> knownBad() {
    return ImmutableList.<Subject>builder()
        .add(UNFENCED, RECHECK)
        .addAll(CoreMutants.all())
        .addAll(ShellMutants.all())
        .build();
  }

  /**
   * The subject of that name, be it good or bad.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Subject named(String name) {
    return Stream.concat(Stream.of(SHIPPED), knownBad().stream())
        .filter(subject -> subject.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no subject: " + name));
  }

  private static Subject flawed(String name, String sentence, Flaw flaw) {
    return new Subject(
        name, sentence, SHIPPED.machine(), SHIPPED.stepping(), ImmutableSet.of(flaw));
  }
}
