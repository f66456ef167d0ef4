package dev.featured.model.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import dev.featured.engine.store.Call;
import dev.featured.model.explore.Coverage;
import dev.featured.model.explore.Schedule;
import dev.featured.model.explore.Script;
import dev.featured.model.random.Drawn;
import dev.featured.model.random.Draws;
import dev.featured.model.random.Replay;
import dev.featured.model.random.Walker;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.world.Budget;
import dev.featured.model.world.Move;
import dev.featured.model.world.Setting;
import dev.featured.model.world.Subject;
import dev.featured.model.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the model says of Redis and the fence, the real ones do. */
@Timeout(600)
class SchedulesOnRedisTest {
  private static final int SCHEDULES = 1_050;
  private static final long SEED = 1_000 + Drawn.seed();

  @TempDir private static Path folder;
  private static RunningRedis redis;

  @BeforeAll
  static void start() throws IOException {
    redis = RunningRedis.startIn(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
  }

  private static RedisTwin twin() throws InterruptedException {
    Instance server = FenceContract.instance("redis", redis.socket());
    return new RedisTwin(redis, FenceContract.databases(server, server));
  }

  /** What is announced is compared too, so nobody switches it off. */
  private static Setting audible(String name, Subject subject) {
    return Settings.named(name, subject).without(Budget.EVENTS_OFF);
  }

  private static Schedule schedule(Setting setting, Draws draws) {
    return new Walker(setting, Set.of(), new Coverage()).walk(draws).schedule();
  }

  @Test
  void aRealRedisDoesWhatTheModelSays() throws InterruptedException {
    // The twin has no namespaces. In a crowd hardly a trace stays unchanged for long enough, and
    // hardly a write is refused.
    ImmutableList<String> names =
        Stream.concat(
                Settings.ofRandomWalks().keySet().stream()
                    .filter(name -> !name.contains("namespaces")),
                Stream.of("trace", "lost"))
            .collect(ImmutableList.toImmutableList());
    int followed = 0;
    try (RedisTwin twin = twin()) {
      for (Draws draws : Drawn.draws(SCHEDULES, SEED)) {
        Setting setting = audible(names.get(followed % names.size()), Subjects.SHIPPED);
        Schedule schedule = schedule(setting, draws);
        Optional<RedisTwin.Difference> difference = twin.follow(setting, schedule);
        difference.ifPresent(what -> fail(report(setting, schedule, what)));
        followed++;
      }
      System.out.println("followed on a real Redis: " + followed + " " + twin.outcomes());
      assertThat(twin.outcomes())
          .containsKeys("STANDS", "GONE", "CHANGED", "BACK", "Refused", "Names");
    }
    assertThat(followed).isGreaterThanOrEqualTo(1_000);
  }

  private static boolean sends(World world, Class<? extends Call> call) {
    return world.sent().map(sent -> sent.call()).filter(call::isInstance).isPresent();
  }

  /** Few walks have something to forget while the configuration is loaded. */
  @Test
  void whatIsForgottenWhileTheConfigurationIsLoadedToo() throws InterruptedException {
    Setting setting = audible("loading", Subjects.SHIPPED);
    Script script =
        Script.of(setting)
            .rest()
            .then(Move.FORCE_UNINSTALL)
            .then(Move.GO_ON)
            .until(world -> sends(world, Call.Forget.class))
            .then(Move.FLUSH)
            .until(world -> !sends(world, Call.Forget.class));
    try (RedisTwin twin = twin()) {
      assertThat(twin.follow(setting, script.schedule())).isEmpty();
      assertThat(twin.outcomes()).containsKey("UNLOADED");
    }
  }

  /** Few walks come to a barrier. */
  @Test
  void whatWaitsForABarrierToo() throws InterruptedException {
    Script restored = Script.of(audible("renewed", Subjects.SHIPPED)).rest().then(Move.EDIT_0);
    Script touched = restored.until(world -> sends(world, Call.Guarded.class)).then(Move.EDIT_0);
    try (RedisTwin twin = twin()) {
      for (Script script : List.of(restored.rest(), touched.rest())) {
        assertThat(twin.follow(audible("renewed", Subjects.SHIPPED), script.schedule())).isEmpty();
      }
    }
  }

  /** Else the comparison above would be worth nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "unfenced",
        "rewrites-changed-rows",
        "publishes-unseen",
        "rewrite-adds-fields",
        "forgets-unseen",
        "never-forgets"
      })
  void aModelThatHasItWrongIsFound(String subject) throws InterruptedException {
    Setting setting = audible("crowd", Subjects.named(subject));
    try (RedisTwin twin = twin()) {
      for (Draws draws : Drawn.draws(SCHEDULES, SEED)) {
        if (twin.follow(setting, schedule(setting, draws)).isPresent()) {
          return;
        }
      }
    }
    fail("Redis has done all that the model of " + subject + " says");
  }

  private static String report(
      Setting setting, Schedule schedule, RedisTwin.Difference difference) {
    int steps = difference.step() == 0 ? schedule.length() : difference.step();
    Schedule way = new Schedule(schedule.choices().subArray(0, steps).trimmed());
    Replay replay = new Replay(setting, way);
    return replay.sentences()
        + "\nThen Redis is not what the model says. "
        + difference.what()
        + "\nTo see what the model does:\n  "
        + replay.command();
  }
}
