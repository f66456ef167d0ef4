package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.featured.adapters.demo.clients.FeatureStates;
import dev.featured.adapters.demo.clients.FeatureTables;
import dev.featured.adapters.demo.clients.PackageManager;
import dev.featured.adapters.demo.clients.RevivalWatch;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.UnitName;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Plays races in a world, several at a time, and counts who lost them.
 *
 * <p>How a revival is found: a {@link RevivalWatch} sees every command that hits a FEATURE key, in
 * the order in which Redis executed them, from before the first race to the judgement. Each race
 * has a name of its own whose row is deleted once and never made again, so any command on it after
 * the deletion is a revival, also one that comes late or that somebody cleans up. As a second
 * witness the judgement looks for all the rows in CONFIG_DB.
 *
 * <p>How a late revival is not missed: {@link #awaitQuiet} first waits until systemd has nothing to
 * do, then until one more feature has gone the whole way from its row to its published state and
 * out again, so that the daemon has worked off what it had heard before, and then watches for as
 * long as STATE_DB rows of races are still there, up to a bound. That makes an early judgement very
 * likely right. What makes it certain is to judge again once the daemon has been ended, since
 * nobody is left who could write.
 */
final class Races implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration OBSERVATION = Duration.ofMillis(25);
  private static final int MOST_OBSERVATIONS = 20;

  private final World world;
  private final ImmutableList<Race> races;
  private final Pause pause;
  private final FeatureStates states;
  private final RevivalWatch watch;
  private final Set<String> played = ConcurrentHashMap.newKeySet();
  private final Set<String> stuck = ConcurrentHashMap.newKeySet();
  private final AtomicInteger markers = new AtomicInteger();

  /** Starts to watch the world; the races are yet to be played. */
  Races(World world, ImmutableList<Race> races, Pause pause) {
    this.world = world;
    this.races = races;
    this.pause = pause;
    this.states = new FeatureStates(world.socket());
    this.watch = new RevivalWatch(world.socket());
  }

  /**
   * Plays all races.
   *
   * @param parallel how many at a time
   */
  void play(int parallel) throws InterruptedException {
    Queue<Race> ahead = new ConcurrentLinkedQueue<>(races);
    ExecutorService players = Executors.newFixedThreadPool(parallel);
    try {
      ImmutableList<Future<?>> ends =
          Stream.generate(() -> players.submit(() -> playFrom(ahead)))
              .limit(parallel)
              .collect(ImmutableList.toImmutableList());
      for (Future<?> end : ends) {
        end.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a race could not be played", e.getCause());
    } finally {
      players.shutdownNow();
    }
  }

  /** How far the races are; may be asked at any time. */
  RaceProgress progress() {
    return new RaceProgress(
        played.size() + stuck.size(),
        races.size(),
        Sets.intersection(watch.revived(), played).size());
  }

  /**
   * Waits until whatever is still to happen on account of the races has happened, as far as that
   * can be seen from outside.
   *
   * @return false if the world did not come to rest
   */
  boolean awaitQuiet() throws InterruptedException {
    boolean quiet = world.systemd().awaitIdle(PATIENCE);
    FeatureName marker = new FeatureName("race-marker-" + markers.incrementAndGet());
    try (PackageManager packages = packageManager()) {
      quiet &= packages.install(marker, PATIENCE) && packages.uninstall(marker, PATIENCE);
    }
    quiet &= world.systemd().awaitIdle(PATIENCE);
    try (FeatureTables tables = new FeatureTables(world.socket())) {
      for (int seen = 0; seen < MOST_OBSERVATIONS && !published(tables).isEmpty(); seen++) {
        pause.await(OBSERVATION);
      }
    }
    return quiet;
  }

  /** Says what came of the races. */
  RaceReport judge() {
    boolean watched = watch.catchUp(PATIENCE);
    try (FeatureTables tables = new FeatureTables(world.socket())) {
      Set<String> back = Sets.union(watch.revived(), tables.config().keySet());
      Set<String> left = published(tables);
      ImmutableMap.Builder<RaceKind, RaceTally> tallies = ImmutableMap.builder();
      for (RaceKind kind : RaceKind.ALL) {
        ImmutableSet<String> names =
            races.stream()
                .filter(race -> race.kind() == kind)
                .map(race -> race.feature().value())
                .collect(ImmutableSet.toImmutableSet());
        Set<String> ended = Sets.intersection(names, played);
        tallies.put(
            kind,
            new RaceTally(
                ended.size(),
                Sets.intersection(ended, back).size(),
                Sets.intersection(ended, left).size(),
                Sets.intersection(names, stuck).size()));
      }
      return new RaceReport(tallies.buildOrThrow(), watched);
    }
  }

  @Override
  public void close() {
    watch.close();
    states.close();
  }

  private Void playFrom(Queue<Race> ahead) throws InterruptedException {
    try (PackageManager packages = packageManager()) {
      for (Race race = ahead.poll(); race != null; race = ahead.poll()) {
        (play(race, packages) ? played : stuck).add(race.feature().value());
      }
    }
    return null;
  }

  private boolean play(Race race, PackageManager packages) throws InterruptedException {
    FeatureName feature = race.feature();
    if (!packages.install(feature, PATIENCE)) {
      return false;
    }
    packages.enable(feature);
    return switch (race.kind()) {
      case AT_DISABLED -> {
        if (!packages.awaitEnabled(feature, PATIENCE) || !packages.stop(feature, PATIENCE)) {
          yield false;
        }
        hesitate(race);
        packages.erase(feature);
        yield true;
      }
      case DURING_START -> {
        if (!world.systemd().awaitFirstStart(UnitName.global(feature), PATIENCE)) {
          yield false;
        }
        hesitate(race);
        yield packages.uninstall(feature, PATIENCE);
      }
    };
  }

  private void hesitate(Race race) throws InterruptedException {
    pause.await(race.hesitation());
  }

  private Set<String> published(FeatureTables tables) {
    return Sets.intersection(tables.state().keySet(), played);
  }

  private PackageManager packageManager() {
    return new PackageManager(world.socket(), states, world.systemd());
  }
}
