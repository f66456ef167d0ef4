package dev.featured.model.explore;

import com.google.common.collect.ImmutableSet;
import dev.featured.model.world.Choices;
import dev.featured.model.world.Happened;
import dev.featured.model.world.Memo;
import dev.featured.model.world.Packing;
import dev.featured.model.world.Properties;
import dev.featured.model.world.Property;
import dev.featured.model.world.Quiet;
import dev.featured.model.world.Setting;
import dev.featured.model.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Goes through all worlds that a setting can become, breadth first, to the last one. A level is
 * finished before the next one begins, so a violation that is found has no shorter way to it.
 *
 * <p>What it answers does not depend on how many threads it has, but for the time it takes.
 */
public final class Search {
  private final Setting setting;
  private final int threads;
  private final int bits;
  private final long properties;
  private final long most;

  private Search(Setting setting, int threads, int bits, long properties, long most) {
    this.setting = setting;
    this.threads = threads;
    this.bits = bits;
    this.properties = properties;
    this.most = most;
  }

  /**
   * A search of this setting for whatever may be violated.
   *
   * @param threads how many threads it has
   * @param bits it has room for two to the power of this many worlds; it takes 16 bytes for each
   */
  public static Search of(Setting setting, int threads, int bits) {
    return new Search(setting, threads, bits, Properties.bits(Properties.ALL), Long.MAX_VALUE);
  }

  /** The same, but it looks for violations of these properties only. */
  public Search lookingFor(Property... wanted) {
    return new Search(setting, threads, bits, Properties.bits(ImmutableSet.copyOf(wanted)), most);
  }

  /** The same, but it gives up after the level in which it has met so many worlds. */
  public Search atMost(long worlds) {
    return new Search(setting, threads, bits, properties, worlds);
  }

  /**
   * Searches.
   *
   * @throws InterruptedException if the caller is interrupted
   * @throws IllegalStateException if there are more worlds than there is room for
   */
  public Result run() throws InterruptedException {
    long begin = System.nanoTime();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      return run(executor, begin);
    } finally {
      executor.shutdownNow();
    }
  }

  private Result run(ExecutorService executor, long begin) throws InterruptedException {
    Visited visited = new Visited(bits);
    World first = World.begin(setting);
    Packing packing = new Packing(first);
    List<Memo> memos = Stream.generate(() -> new Memo(setting)).limit(threads).toList();
    Level level = new Level(packing);
    level.add(first, visited.addFirst(first.fingerprint()));
    long states = 1;
    long transitions = 0;
    int depth = 0;
    Optional<Found> found = Optional.empty();
    while (true) {
      List<Expansion> expansions = expand(executor, memos, packing, level, visited, depth + 1);
      Level next = new Level(packing);
      for (Expansion expansion : expansions) {
        next.add(expansion.next);
        transitions += expansion.transitions;
        found = Found.better(found, expansion.found);
      }
      states += next.size();
      if (states > visited.capacity() / 8 * 7) {
        throw new IllegalStateException("more than " + states + " worlds, too many");
      }
      if (found.isPresent() || next.size() == 0 || states >= most) {
        boolean complete = next.size() == 0;
        double seconds = (System.nanoTime() - begin) / 1e9;
        Coverage coverage = new Coverage();
        memos.forEach(memo -> memo.tell(coverage::saw));
        return new Result(
            setting.name() + "/" + setting.subject().name(),
            states,
            transitions,
            depth,
            complete,
            seconds,
            found.map(violation -> violation.in(visited)),
            coverage.passages(),
            coverage.sightings());
      }
      level = next;
      depth++;
    }
  }

  private List<Expansion> expand(
      ExecutorService executor,
      List<Memo> memos,
      Packing packing,
      Level level,
      Visited visited,
      int depth)
      throws InterruptedException {
    AtomicInteger position = new AtomicInteger();
    List<Future<Expansion>> futures = new ArrayList<>();
    for (Memo memo : memos) {
      futures.add(
          executor.submit(
              () -> {
                Expansion expansion = new Expansion(memo, packing, visited, properties, depth);
                for (int portion = position.getAndIncrement();
                    portion < level.portions();
                    portion = position.getAndIncrement()) {
                  level.take(portion, expansion::expand);
                }
                expansion.addThoseThatWait();
                return expansion;
              }));
    }
    List<Expansion> expansions = new ArrayList<>();
    for (Future<Expansion> future : futures) {
      try {
        expansions.add(future.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            "a thread of the search failed: " + e.getCause().getMessage(), e.getCause());
      }
    }
    return expansions;
  }

  /** What one thread makes of its part of a level. */
  private static final class Expansion {
    private final Memo memo;
    private final Visited visited;
    private final long properties;
    private final int depth;
    private final Choices possible;
    private final Happened[] waiting = new Happened[64];
    private final long[] places = new long[waiting.length];
    private final int[] choices = new int[waiting.length];
    private int waits;

    @SuppressWarnings("UnusedVariable") // what nobody kept would not be read at all
    private long touched;

    private final Level next;
    private long transitions;
    private Optional<Found> found = Optional.empty();

    Expansion(Memo memo, Packing packing, Visited visited, long properties, int depth) {
      this.memo = memo;
      this.possible = new Choices(memo.setting());
      this.next = new Level(packing);
      this.visited = visited;
      this.properties = properties;
      this.depth = depth;
    }

    void expand(World world, long place) {
      int count = possible.of(world).count();
      if (possible.atRest()) {
        note(Quiet.violations(world) & properties, world, place, Optional.empty());
      }
      for (int i = 0; i < count; i++) {
        int choice = possible.get(i);
        Happened happened = memo.happen(world, choice);
        transitions++;
        note(happened.violations() & properties, world, place, Optional.of(choice));
        touched ^= visited.touch(happened.fingerprint());
        waiting[waits] = happened;
        places[waits] = place;
        choices[waits] = choice;
        if (++waits == waiting.length) {
          addThoseThatWait();
        }
      }
    }

    /** Until now, what has been touched may come near, many at a time. */
    void addThoseThatWait() {
      for (int i = 0; i < waits; i++) {
        Happened happened = waiting[i];
        long added =
            visited.add(
                happened.fingerprint(),
                places[i],
                happened.before().fingerprint(),
                choices[i],
                depth);
        if (added >= 0) {
          next.add(happened.next(), added);
        }
        waiting[i] = null;
      }
      waits = 0;
    }

    private void note(long violations, World world, long place, Optional<Integer> choice) {
      if (violations != 0) {
        Found one = new Found(violations, world.fingerprint(), place, choice);
        found = Found.better(found, Optional.of(one));
      }
    }
  }

  /** A violation, while the search is still at work. */
  private record Found(long violations, long print, long place, Optional<Integer> choice) {
    static Optional<Found> better(Optional<Found> one, Optional<Found> other) {
      if (one.isEmpty() || other.isEmpty()) {
        return one.or(() -> other);
      }
      return one.get().isBefore(other.get()) ? one : other;
    }

    /** One that is found at rest has one step less. */
    private boolean isBefore(Found other) {
      if (choice.isPresent() != other.choice.isPresent()) {
        return choice.isEmpty();
      }
      if (print != other.print) {
        return print < other.print;
      }
      return choice.orElse(0) <= other.choice.orElse(0);
    }

    Result.Violation in(Visited visited) {
      int[] way = visited.wayTo(place);
      int[] choices = way;
      if (choice.isPresent()) {
        choices = Arrays.copyOf(way, way.length + 1);
        choices[way.length] = choice.get();
      }
      return new Result.Violation(
          Properties.of(violations), Schedule.of(choices), choice.isEmpty());
    }
  }
}
