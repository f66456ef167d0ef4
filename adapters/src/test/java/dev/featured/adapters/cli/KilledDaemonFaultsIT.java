package dev.featured.adapters.cli;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import com.google.common.collect.TreeMultiset;
import dev.featured.adapters.redis.RunningRedis;
import dev.featured.adapters.systemd.RealSystemd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * The daemon, a process of the jar between a real Redis and a real systemd, is killed at random
 * instants while rows and unit files change (SPEC section 7, first line of its table).
 *
 * <p>The instants and the changes come from a seed, which each run prints and {@code -Dsoak.seed}
 * gives. Instants are counted in calls of systemctl and not in time, so that they fall into the
 * work on a slow machine as on a fast one.
 */
class KilledDaemonFaultsIT {
  private static final Pattern TRANSITION = Pattern.compile(" (\\S+): \\S+ -> (\\w+), ");
  private static final ImmutableSet<String> SETTLED =
      ImmutableSet.of("enabled", "disabled", "failed");
  private static final Duration FIRST_CALL = Duration.ofSeconds(5);
  private static final Duration NEXT_CALL = Duration.ofMillis(40);

  @RegisterExtension static final RealSystemd SYSTEMD = RealSystemd.withUnits(RowOwners.units());

  @TempDir Path folder;
  private final long seed = Long.getLong("soak.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private RunningRedis redis;
  private Jedis configDb;
  private Jedis stateDb;
  private RowOwners owners;
  private SystemctlCalls systemctl;
  private Optional<JarProcess> daemon = Optional.empty();
  private final Multiset<String> hits = TreeMultiset.create();
  private final Multiset<String> leftBehind = TreeMultiset.create();

  @BeforeEach
  void setUp() throws IOException {
    redis = RunningRedis.startIn(folder);
    configDb = redis.client(4);
    stateDb = redis.client(6);
    owners = new RowOwners(random, configDb, SYSTEMD);
    systemctl = SystemctlCalls.to(SYSTEMD.systemctl(), folder);
    redis.writeDatabaseConfig(folder.resolve("database_config.json"));
    SYSTEMD.countReloads(0.05); // so that a kill may also hit a reload
    configDb.set("CONFIG_DB_INITIALIZED", "1");
  }

  @AfterEach
  void tearDown() throws IOException {
    daemon.ifPresent(JarProcess::close);
    configDb.close();
    stateDb.close();
    redis.close();
  }

  @Test
  void afterEachOfTwentyKillsItConvergesToWhatTheRowsSay() throws Exception {
    isKilledAndConverges(20);

    assertThat(hits.elementSet()).as("%s", this).anyMatch(phase -> !phase.startsWith("no call"));
  }

  @Test
  @Tag("soak")
  void afterEachOfManyKillsItConvergesToWhatTheRowsSay() throws Exception {
    isKilledAndConverges(Integer.getInteger("soak.kills", 300));

    assertThat(hits.elementSet())
        .as("%s", this)
        .contains("show", "start", "stop", "enable", "daemon-reload", "mask");
  }

  private void isKilledAndConverges(int kills) throws Exception {
    for (int i = 0; i < 10; i++) {
      owners.act();
    }
    for (int i = 0; i < kills; i++) {
      JarProcess running = start(i);
      if (random.nextInt(3) == 0) {
        awaitCalls(FIRST_CALL, 1);
        awaitCalls(NEXT_CALL, random.nextInt(50));
      } else {
        awaitQuiet(running);
        changesGoOn(running, random.nextInt(10));
      }
      kill(running);
      changesGoOnUnseen();
    }
    JarProcess last = start(kills);
    awaitQuiet(last);
    last.signal("TERM");
    assertThat(last.exitCode()).isZero();
    assertThat(complaints()).as("%s, after SIGTERM", this).isEmpty();
    System.out.println(this);
  }

  private JarProcess start(int number) throws IOException {
    JarProcess started =
        JarProcess.start(
            folder.resolve("log" + number),
            "run",
            "--db-config",
            folder.resolve("database_config.json").toString(),
            "--systemctl",
            systemctl.program().toString(),
            "--root",
            SYSTEMD.file("/").toString(),
            "--journal",
            folder.resolve("journal.jsonl").toString(),
            "--parallel",
            "4",
            "--resync",
            "3600");
    daemon = Optional.of(started);
    return started;
  }

  private void changesGoOn(JarProcess running, int changes) throws IOException {
    for (int i = 0; i < changes; i++) {
      owners.act();
      awaitCalls(NEXT_CALL, random.nextInt(6));
    }
    assertThat(running.process().isAlive()).as("%s", this).isTrue();
  }

  private void changesGoOnUnseen() throws IOException {
    for (int i = random.nextInt(4); i > 0; i--) {
      owners.act();
    }
  }

  /**
   * Waits for that many beginnings and ends of calls.
   *
   * @param limit without another one for so long nothing is going on, and it waits no longer
   */
  private void awaitCalls(Duration limit, int calls) {
    int seen = systemctl.count();
    for (int target = seen + calls; seen < target; seen = systemctl.count()) {
      int before = seen;
      if (!cameTrue(limit, () -> systemctl.count() > before)) {
        return;
      }
    }
  }

  private static boolean cameTrue(Duration limit, BooleanSupplier condition) {
    try {
      await()
          .atMost(limit)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .until(condition::getAsBoolean);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private void kill(JarProcess running) throws InterruptedException {
    // An instant between two beginnings or ends, too.
    running.process().waitFor(random.nextInt(20), TimeUnit.MILLISECONDS);
    running.kill();
    ImmutableList<String> underWay = systemctl.underWay();
    if (underWay.isEmpty()) {
      hits.add(settledSoFar(running).isEmpty() ? "no call yet" : "no call");
    }
    hits.addAll(underWay);
  }

  private void awaitQuiet(JarProcess running) {
    boolean converged =
        cameTrue(
            Duration.ofMinutes(1),
            () ->
                settledSoFar(running).containsAll(owners.rows().keySet())
                    && systemctl.underWay().isEmpty()
                    && complaints().isEmpty());
    if (!converged) {
      assertThat(complaints()).as("%s\n%s", this, running.log()).isEmpty();
      throw new AssertionError(this + " is not quiet\n" + running.log());
    }
    countWhatIsLeftBehind();
  }

  /** The features whose last transition led to where nothing is under way. */
  private static ImmutableSet<String> settledSoFar(JarProcess running) {
    Map<String, String> states = new HashMap<>();
    Matcher lines = TRANSITION.matcher(running.log());
    while (lines.find()) {
      states.put(lines.group(1), lines.group(2));
    }
    return states.entrySet().stream()
        .filter(state -> SETTLED.contains(state.getValue()))
        .map(Map.Entry::getKey)
        .collect(toImmutableSet());
  }

  /** What is not as the rows say; empty once the daemon has converged. */
  private List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    complainOfKeys("CONFIG_DB", configDb, "FEATURE|", complaints);
    complainOfKeys("STATE_DB", stateDb, "FEATURE|", complaints);
    complainOfKeys("STATE_DB", stateDb, "FEATURE_LIFECYCLE|", complaints);
    owners
        .rows()
        .forEach(
            (name, row) -> {
              Map<String, String> fields = configDb.hgetAll("FEATURE|" + name);
              if (!fields.equals(row.rendered())) {
                complaints.add(name + ": its row is " + fields);
              }
              String state = stateDb.hget("FEATURE|" + name, "state");
              if (!owners.expectedState(name).equals(state)) {
                complaints.add(name + ": published as " + state);
              }
            });
    if (complaints.isEmpty()) {
      complainOfUnits(complaints);
      complainOfDropIns(complaints);
    }
    return complaints;
  }

  private void complainOfKeys(
      String database, Jedis client, String table, List<String> complaints) {
    for (String key : client.keys(table + "*")) {
      String name = key.substring(table.length());
      if (!owners.rows().containsKey(name)) {
        complaints.add(name + ": is in " + database + ": " + client.hgetAll(key));
      }
    }
  }

  private void complainOfUnits(List<String> complaints) {
    for (ImmutableMap<String, String> unit : showUnits()) {
      String name = unit.get("Id").replace(".service", "");
      String active = unit.get("ActiveState");
      if (active.endsWith("activating")) {
        complaints.add(name + ": on its way for ever: " + unit);
      }
      if (owners.rows().containsKey(name) && owners.hasUnit(name)) {
        boolean enabled = owners.rows().get(name).enabled();
        boolean asTheRowSays =
            switch (owners.expectedState(name)) {
              case "enabled" ->
                  active.equals("active") && unit.get("UnitFileState").equals("enabled");
              case "failed" ->
                  active.equals("failed") && unit.get("UnitFileState").equals("enabled");
              default ->
                  (active.equals("inactive") || active.equals("failed"))
                      && unit.get("UnitFileState").matches("masked|disabled");
            };
        boolean inForce =
            isReloaded(unit)
                && unit.get("UnitFileState").equals("masked")
                    == unit.get("LoadState").equals("masked")
                && (!enabled
                    || unit.get("Restart")
                        .equals(owners.rows().get(name).restarts() ? "always" : "no"));
        if (!asTheRowSays || !inForce) {
          complaints.add(name + ": its unit is " + unit);
        }
      }
    }
  }

  /** Of a masked unit with a drop-in systemd 252 says for ever that it needs a reload. */
  private static boolean isReloaded(ImmutableMap<String, String> unit) {
    return unit.get("NeedDaemonReload").equals("no") || unit.get("LoadState").equals("masked");
  }

  private ImmutableList<ImmutableMap<String, String>> showUnits() {
    String shown =
        SYSTEMD.exec(
            Stream.concat(
                    Stream.of(
                        "systemctl",
                        "show",
                        "-p",
                        "Id,LoadState,ActiveState,UnitFileState,NeedDaemonReload,Restart",
                        "--"),
                    owners.names().stream().map(name -> name + ".service"))
                .toArray(String[]::new));
    return Splitter.on("\n\n")
        .splitToStream(shown)
        .map(
            unit ->
                unit.lines()
                    .map(line -> Splitter.on('=').limit(2).splitToList(line))
                    .collect(toImmutableMap(p -> p.get(0), p -> p.get(1))))
        .collect(ImmutableList.toImmutableList());
  }

  private void complainOfDropIns(List<String> complaints) {
    for (String name : owners.names()) {
      Path file = dropIn(name);
      if (owners.rows().containsKey(name) && owners.hasUnit(name)) {
        String expected = owners.rows().get(name).dropIn();
        if (!contentOf(file).equals(Optional.of(expected))) {
          complaints.add(name + ": its drop-in is " + contentOf(file));
        }
      } else if (!owners.rows().containsKey(name)) {
        contentOf(file)
            .ifPresent(text -> complaints.add(name + ": a drop-in is left that says " + text));
      }
    }
  }

  private static Path dropIn(String name) {
    return SYSTEMD.file("/etc/systemd/system/" + name + ".service.d/auto_restart.conf");
  }

  private static Optional<String> contentOf(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void countWhatIsLeftBehind() {
    leftBehind.add("looks");
    for (ImmutableMap<String, String> unit : showUnits()) {
      String name = unit.get("Id").replace(".service", "");
      if (owners.rows().containsKey(name) && unit.get("UnitFileState").equals("disabled")) {
        leftBehind.add("units disabled and not masked");
      }
    }
  }

  @Override
  public String toString() {
    return "-Dsoak.seed=" + seed + ", kills hit " + hits + ", left behind " + leftBehind;
  }
}
