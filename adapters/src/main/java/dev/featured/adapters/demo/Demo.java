package dev.featured.adapters.demo;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.demo.clients.UnfencedDaemon;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
public final class Demo {
  private static final Duration BOOT_AT_MOST = Duration.ofSeconds(8);
  private static final Duration OPERATING_AT_MOST = Duration.ofSeconds(3);
  private static final Duration FRAME = Duration.ofMillis(50);
  private static final int RACES_AT_A_TIME = 8;
  private static final long SEED = 20_240_517;

  private final PrintWriter out;
  private final Function<SwitchConfiguration, DemoView> views;
  private final DemoDaemon.Starter daemons;
  private final Stopwatch running;
  private final Pause pause = Pause.WALL_CLOCK;

  /**
   * A demo.
   *
   * @param out where the summary goes
   * @param views shows what happens on a switch with this configuration
   * @param daemons starts the daemon to be shown
   * @param running counts from the demo's beginning
   */
  Demo(
      PrintWriter out,
      Function<SwitchConfiguration, DemoView> views,
      DemoDaemon.Starter daemons,
      Stopwatch running) {
    this.out = out;
    this.views = views;
    this.daemons = daemons;
    this.running = running;
  }

  /**
   * The demo for a viewer.
   *
   * @param out where everything goes
   * @param terminal whether that is a terminal, which a table can be painted on
   * @param environment the environment's variables, of which {@code TERM} and {@code NO_COLOR} are
   *     heeded
   */
  public static Demo on(PrintWriter out, boolean terminal, Map<String, String> environment) {
    Stopwatch running = Stopwatch.createStarted();
    boolean table = terminal && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Demo(
        out,
        configuration ->
            table
                ? new LiveTable(out, configuration.features().stream(), colours, running)
                : new PlainLines(out, running),
        ShownDaemon::start,
        running);
  }

  /**
   * Runs the demo to its end; one that is to stay ends when the caller is interrupted.
   *
   * @return 0 if all features converged and no row came back; 1 otherwise
   * @throws IOException if Redis or the daemon cannot be started
   * @throws InterruptedException if the caller is interrupted before there is a summary
   */
  public int run(DemoOptions options) throws IOException, InterruptedException {
    LogFile log = LogFile.open();
    boolean worthReading = true;
    try (log) {
      int code = run(options, log.path());
      worthReading = code != 0;
      return code;
    } catch (InterruptedException e) {
      worthReading = false;
      throw e;
    } finally {
      if (worthReading) {
        print(ImmutableList.of("The daemon's log is in " + log.path() + "."));
      } else {
        Files.delete(log.path());
      }
    }
  }

  private int run(DemoOptions options, Path log) throws IOException, InterruptedException {
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
      try (Races here = new Races(world, plan, pause);
          Races unfenced = new Races(new World(otherRedis.socket(), otherSystemd), plan, pause)) {
        DemoDaemon daemon =
            daemons.start(
                redis.databaseConfig(),
                disk,
                systemd,
                new FeaturesOnly(configuration.features(), view));
        Findings findings;
        try (daemon) {
          DemoSwitch shown = new DemoSwitch(world, configuration, pause, view);
          shown.boot(BOOT_AT_MOST);
          shown.operate(OPERATING_AT_MOST);
          view.phase("%d races are played here and unfenced".formatted(plan.size()));
          UnfencedDaemon model =
              new UnfencedDaemon(otherRedis.socket(), otherSystemd, RACES_AT_A_TIME);
          Optional<String> trouble;
          try (model) {
            trouble = play(here, unfenced, view);
          }
          findings = new Findings(shown.convergence(), trouble);
          if (options.stay()) {
            Summary summary = summary(findings, here, unfenced);
            print(summary.lines());
            print(invitation(redis, log));
            return stay(summary);
          }
        }
        Summary summary = summary(findings, here, unfenced);
        print(summary.lines());
        return summary.exitCode();
      }
    }
  }

  private static int stay(Summary summary) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // This is how the viewer ends it. From here on everything is put away in order.
    }
    return summary.exitCode();
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

  private Summary summary(Findings findings, Races here, Races unfenced) {
    return new Summary(
        findings.convergence(),
        here.judge(),
        unfenced.judge(),
        running.elapsed(),
        findings.trouble());
  }

  private void print(ImmutableList<String> lines) {
    out.println();
    lines.forEach(out::println);
    out.flush();
  }

  private static ImmutableList<String> invitation(EmbeddedRedis redis, Path log) {
    String cli = "  redis-cli -s " + redis.socket() + " -n ";
    return ImmutableList.of(
        "The switch stays up until Ctrl-C or SIGTERM. In another terminal:",
        cli + "4 hgetall 'FEATURE|bgp'",
        cli + "4 hset 'FEATURE|bgp' state disabled",
        cli + "6 hgetall 'FEATURE|bgp'",
        cli + "4 hset 'FEATURE|sflow' state perhaps",
        cli + "4 del 'FEATURE|nat'",
        cli + "6 keys 'FEATURE|*'",
        "  tail -f " + log);
  }

  /** What is found while the daemon still runs. */
  private record Findings(Convergence convergence, Optional<String> trouble) {}
}
