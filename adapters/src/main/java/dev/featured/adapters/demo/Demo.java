package dev.featured.adapters.demo;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.demo.clients.UnfencedDaemon;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * The demo: boots a switch that is not there, and then plays the two known races against the daemon
 * and, beside it, against a model of a daemon that writes back without a fence.
 */
final class Demo {
  private static final Duration BOOT_AT_MOST = Duration.ofSeconds(8);
  private static final Duration OPERATING_AT_MOST = Duration.ofSeconds(3);
  private static final Duration FRAME = Duration.ofMillis(50);
  private static final int RACES_AT_A_TIME = 8;
  private static final long SEED = 20_240_517;

  private final PrintWriter out;
  private final Function<SwitchConfiguration, DemoView> views;
  private final DemoDaemon.Starter daemons;
  private final CountDownLatch told;
  private final Stopwatch running;
  private final Pause pause = Pause.WALL_CLOCK;

  /**
   * A demo.
   *
   * @param out where the summary goes
   * @param views shows what happens on a switch with this configuration
   * @param daemons starts the daemon to be shown
   * @param told opens when the demo has been told to end
   * @param running counts from the demo's beginning
   */
  Demo(
      PrintWriter out,
      Function<SwitchConfiguration, DemoView> views,
      DemoDaemon.Starter daemons,
      CountDownLatch told,
      Stopwatch running) {
    this.out = out;
    this.views = views;
    this.daemons = daemons;
    this.told = told;
    this.running = running;
  }

  /**
   * Runs the demo to its end.
   *
   * @return 0 if all features converged and no row came back; 1 otherwise
   * @throws IOException if Redis or the daemon cannot be started
   */
  @SuppressWarnings("try") // the two daemons do their work by being open
  int run(DemoOptions options) throws IOException, InterruptedException {
    SwitchConfiguration configuration = SwitchConfiguration.of(options.device());
    ImmutableList<Race> plan = Race.plan(options.races(), SEED);
    DemoView view = views.apply(configuration);
    view.phase(
        "%s with %d features boots; the daemon waits for the configuration"
            .formatted(options.device().description(), configuration.features().size()));
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        SimulatedSystemd systemd = new SimulatedSystemd(DemoTimes.of(plan), pause);
        EmbeddedRedis otherRedis = EmbeddedRedis.start();
        SimulatedSystemd otherSystemd = new SimulatedSystemd(DemoTimes.of(plan), pause)) {
      Path disk = redis.folder().resolve("switch");
      new SwitchDisk(disk).fill(options.device(), configuration);
      configuration.units().forEach(systemd::install);
      World world = new World(redis.socket(), systemd);
      World otherWorld = new World(otherRedis.socket(), otherSystemd);
      DemoSwitch shown = new DemoSwitch(world, configuration, pause, view);
      try (Races here = new Races(world, plan, pause);
          Races unfenced = new Races(otherWorld, plan, pause)) {
        Convergence convergence;
        Optional<String> trouble;
        try (DemoDaemon daemon =
            daemons.start(
                redis.databaseConfig(),
                disk,
                systemd,
                new FeaturesOnly(configuration.features(), view))) {
          shown.boot(BOOT_AT_MOST);
          shown.operate(OPERATING_AT_MOST);
          view.phase("%d races are played here and unfenced".formatted(plan.size()));
          try (UnfencedDaemon model =
              new UnfencedDaemon(otherRedis.socket(), otherSystemd, RACES_AT_A_TIME)) {
            trouble = play(here, unfenced, view);
          }
          convergence = shown.convergence();
          if (options.stay()) {
            Summary summary = summary(convergence, here, unfenced, trouble);
            print(summary);
            invite(redis);
            told.await();
            return summary.exitCode();
          }
        }
        Summary summary = summary(convergence, here, unfenced, trouble);
        print(summary);
        return summary.exitCode();
      }
    }
  }

  private Optional<String> play(Races here, Races unfenced, DemoView view)
      throws InterruptedException {
    ExecutorService worlds = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> endHere = worlds.submit(() -> playAndSettle(here));
      Future<Boolean> endUnfenced = worlds.submit(() -> playAndSettle(unfenced));
      while (!endHere.isDone() || !endUnfenced.isDone()) {
        pause.await(FRAME);
        view.races(here.progress(), unfenced.progress());
      }
      return endHere.get() && endUnfenced.get()
          ? Optional.empty()
          : Optional.of("The switch did not come to rest after the races.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the races broke off", e.getCause());
    } finally {
      worlds.shutdownNow();
    }
  }

  private static boolean playAndSettle(Races races) throws InterruptedException {
    races.play(RACES_AT_A_TIME);
    return races.awaitQuiet();
  }

  private Summary summary(
      Convergence convergence, Races here, Races unfenced, Optional<String> trouble) {
    return new Summary(convergence, here.judge(), unfenced.judge(), running.elapsed(), trouble);
  }

  private void print(Summary summary) {
    out.println();
    summary.lines().forEach(out::println);
    out.flush();
  }

  private void invite(EmbeddedRedis redis) {
    String cli = "  redis-cli -s " + redis.socket() + " -n ";
    out.println();
    out.println("The switch stays up until Ctrl-C or SIGTERM. In another terminal:");
    out.println(cli + "4 hgetall 'FEATURE|bgp'");
    out.println(cli + "4 hset 'FEATURE|bgp' state disabled");
    out.println(cli + "6 hgetall 'FEATURE|bgp'");
    out.println(cli + "4 hset 'FEATURE|mux' state perhaps");
    out.println(cli + "4 del 'FEATURE|nat'");
    out.println(cli + "6 keys 'FEATURE|*'");
    out.flush();
  }
}
