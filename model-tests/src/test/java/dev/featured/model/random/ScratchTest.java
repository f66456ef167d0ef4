package dev.featured.model.random;

import dev.featured.model.explore.*;
import dev.featured.model.subjects.*;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.*;
import java.util.*;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

class ScratchTest {
  static List<Draws> draws(int n, long seed) {
    List<Draws> all = new ArrayList<>();
    JqwikSession.run(
        () ->
            Drawn.of(200).generator(1000).stream(new Random(seed))
                .limit(n)
                .forEach(s -> all.add(s.value())));
    return all;
  }

  @Test
  void shipped() {
    long t = System.nanoTime();
    List<Draws> all = draws(Integer.getInteger("n", 2000), Long.getLong("s", 1));
    System.out.printf("drawn %.1f s%n", (System.nanoTime() - t) / 1e9);
    for (String name : Settings.ofRandomWalks().keySet()) {
      Setting setting = Settings.named(name, Subjects.SHIPPED);
      t = System.nanoTime();
      Coverage coverage = new Coverage();
      Walker walker = new Walker(setting, dev.featured.model.world.Properties.ALL, coverage);
      long steps = 0, drawn = 0;
      Map<String, Integer> bad = new TreeMap<>();
      Map<String, Schedule> shortest = new TreeMap<>();
      for (Draws d : all) {
        Path path = walker.walk(d);
        steps += path.schedule().length();
        drawn += path.drawn();
        path.violation()
            .ifPresent(
                v -> {
                  bad.merge(v.properties().toString(), 1, Integer::sum);
                  shortest.merge(
                      v.properties().toString(),
                      v.schedule(),
                      (a, b) -> a.length() <= b.length() ? a : b);
                });
      }
      System.out.printf(
          "%s %.1f s drawn %d steps %d ways %d never %s %s%n",
          name,
          (System.nanoTime() - t) / 1e9,
          drawn,
          steps,
          coverage.ways().size(),
          EnumSet.complementOf(EnumSet.copyOf(coverage.sightings().keySet())),
          bad);
      System.out.println(coverage.sightings());
      for (var e : shortest.entrySet()) {
        Walker w = new Walker(setting, dev.featured.model.world.Properties.ALL, new Coverage());
        t = System.nanoTime();
        Schedule s =
            Shrinker.shrink(
                e.getValue(),
                c ->
                    w.follow(c)
                        .violation()
                        .filter(v -> v.properties().toString().equals(e.getKey()))
                        .map(Result.Violation::schedule));
        System.out.printf(
            "shrunk %d to %d in %.2f s%n",
            e.getValue().length(), s.length(), (System.nanoTime() - t) / 1e9);
        System.out.println(e.getKey() + "\n" + Trace.of(setting, s).sentences() + "\n" + s);
      }
    }
  }
}
