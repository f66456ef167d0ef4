package dev.featured.model.subjects;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.model.world.Flaw;
import dev.featured.model.world.Subject;
import java.util.Locale;

/** The shipped core in a shell that does one thing wrong. */
final class ShellMutants {
  private ShellMutants() {}

  static ImmutableList<Subject> all() {
    ImmutableList.Builder<Subject> all = ImmutableList.builder();
    for (Flaw flaw : Flaw.values()) {
      if (flaw != Flaw.UNFENCED_WRITES && flaw != Flaw.WRITE_READ_DELETE) {
        all.add(of(flaw));
      }
    }
    return all.build();
  }

  private static Subject of(Flaw flaw) {
    String words = flaw.name().toLowerCase(Locale.ROOT);
    return new Subject(
        words.replace('_', '-'),
        words.replace('_', ' '),
        Subjects.SHIPPED.machine(),
        FeatureRegistry::step,
        ImmutableSet.of(flaw));
  }
}
