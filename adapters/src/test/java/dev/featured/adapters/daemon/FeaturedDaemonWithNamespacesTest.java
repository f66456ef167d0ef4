package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.util.concurrent.Service.State;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import dev.featured.adapters.redis.DatabaseGlobal;
import dev.featured.adapters.redis.RunningRedis;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** The whole daemon on a host with two namespaces, each with a real Redis of its own. */
class FeaturedDaemonWithNamespacesTest {
  private static final String TEMPLATE =
      "{% if 'type' in DEVICE_METADATA['localhost'] %}enabled{% else %}disabled{% endif %}";

  private static final Pattern CALLS =
      Pattern.compile("cmdstat_(hset|hdel|del|hgetall|scan|evalsha):calls=(\\d+),");

  /** Only a guard against hanging; nothing waits this long. */
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Looks often, so that what is done next is done at once, as the package manager does it. */
  private static ConditionFactory awaiting() {
    return await().atMost(LONG).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
  }

  /** A Redis and a client for each of the two databases. */
  private record Databases(RunningRedis redis, Jedis configDb, Jedis stateDb)
      implements AutoCloseable {
    static Databases startIn(Path folder) throws IOException {
      RunningRedis redis = RunningRedis.startIn(Files.createDirectories(folder));
      return new Databases(redis, redis.client(4), redis.client(6));
    }

    void row(String name, String... fieldsAndValues) {
      for (int i = 0; i < fieldsAndValues.length; i += 2) {
        configDb.hset("FEATURE|" + name, fieldsAndValues[i], fieldsAndValues[i + 1]);
      }
    }

    Map<String, String> row(String name) {
      return configDb.hgetAll("FEATURE|" + name);
    }

    void delete(String name) {
      configDb.del("FEATURE|" + name);
    }

    void awaitPublished(String name, String state) {
      awaiting().until(() -> state.equals(stateDb.hget("FEATURE|" + name, "state")));
    }

    void awaitRow(String name, Map<String, String> fields) {
      awaiting().until(() -> row(name).equals(fields));
    }

    /** How often the server has run which command that reads or writes, be it from a script. */
    Map<String, Integer> calls() {
      return configDb
          .info("commandstats")
          .lines()
          .map(CALLS::matcher)
          .filter(Matcher::lookingAt)
          .collect(Collectors.toMap(call -> call.group(1), call -> Integer.valueOf(call.group(2))));
    }

    void awaitForgotten(String name) {
      awaiting().until(() -> !stateDb.exists("FEATURE|" + name));
    }

    @Override
    public void close() throws IOException {
      configDb.close();
      stateDb.close();
      redis.close();
    }
  }

  @TempDir Path folder;
  private final GatedSystemctl systemctl = new GatedSystemctl();
  private Databases host;
  private Databases asic0;
  private Databases asic1;
  private Optional<FeaturedDaemon> daemon = Optional.empty();

  @BeforeEach
  void startServers() throws IOException {
    host = Databases.startIn(folder.resolve("h"));
    asic0 = Databases.startIn(folder.resolve("0"));
    asic1 = Databases.startIn(folder.resolve("1"));
    host.configDb().set("CONFIG_DB_INITIALIZED", "1");
    host.configDb().hset("DEVICE_METADATA|localhost", "type", "ToRRouter");
  }

  @AfterEach
  void stop() throws IOException {
    daemon.ifPresent(running -> running.stopAsync().awaitTerminated());
    host.close();
    asic0.close();
    asic1.close();
  }

  private FeaturedDaemon start() {
    return start(Duration.ofHours(1), asic1.redis().databases());
  }

  private FeaturedDaemon start(Duration resync, DatabaseConfig secondNamespace) {
    FeaturedDaemon started =
        FeaturedDaemon.create(
            new DaemonOptions(
                16,
                ImmutableSet.of("telemetry"),
                resync,
                Duration.ofHours(1),
                Duration.ofHours(1),
                folder),
            new DatabaseGlobal(
                host.redis().databases(),
                ImmutableSortedMap.of(
                    "asic0", asic0.redis().databases(), "asic1", secondNamespace)),
            systemctl,
            Map.of(),
            taken -> {});
    daemon = Optional.of(started);
    started.startAsync().awaitRunning();
    return started;
  }

  private List<Databases> everywhere() {
    return List.of(host, asic0, asic1);
  }

  @Test
  void namespacesFollowAFeatureFromItsInstallationToItsEnd() {
    start();
    everywhere().forEach(databases -> databases.row("dhcp", "state", "disabled"));
    everywhere().forEach(databases -> databases.awaitPublished("dhcp", "disabled"));

    host.row("dhcp", "state", "enabled");
    everywhere().forEach(databases -> databases.awaitPublished("dhcp", "enabled"));
    assertThat(asic0.row("dhcp")).as("a user's state").isEqualTo(Map.of("state", "disabled"));

    host.row("dhcp", "state", "disabled");
    everywhere().forEach(databases -> databases.awaitPublished("dhcp", "disabled"));
    host.delete("dhcp");

    everywhere().forEach(databases -> databases.awaitForgotten("dhcp"));
    // A publication that is taken back leaves no key either, and the rows go only after that.
    everywhere().forEach(databases -> databases.awaitRow("dhcp", Map.of()));
  }

  @Test
  void templatesAreRenderedInTheNamespacesToo() {
    host.row("bgp", "state", TEMPLATE, "has_per_asic_scope", "{{ true }}");
    asic0.row("bgp", "state", TEMPLATE, "has_per_asic_scope", "{{ true }}", "delayed", "{{ 1 }}");
    start();

    asic0.awaitPublished("bgp", "enabled");
    assertThat(asic0.row("bgp"))
        .isEqualTo(Map.of("state", "enabled", "has_per_asic_scope", "True", "delayed", "False"));
    asic1.awaitPublished("bgp", "enabled");
    assertThat(asic1.configDb().keys("*")).as("a row that is missing is not created").isEmpty();
  }

  @Test
  void anImmutableStateWinsInTheNamespacesToo() {
    host.row("database", "state", "always_enabled");
    asic0.row("database", "state", "disabled");
    start();

    asic0.awaitRow("database", Map.of("state", "always_enabled"));
    asic0.awaitPublished("database", "enabled");
  }

  @Test
  void aFailureAndItsReasonAreSaidInTheNamespacesToo() {
    host.row("pmon", "state", "enabeld");
    asic0.row("pmon", "state", TEMPLATE);
    start();

    asic0.awaitPublished("pmon", "failed");
    assertThat(asic0.stateDb().hget("FEATURE|pmon", "error_message")).contains("'enabeld'");
    assertThat(asic0.row("pmon")).isEqualTo(Map.of("state", TEMPLATE));
  }

  @Test
  void whatOnlyANamespaceKnowsIsForgottenAtTheStart() {
    asic0.stateDb().hset("FEATURE|left", "state", "enabled");
    asic0.stateDb().hset("FEATURE|telemetry", "state", "enabled");
    asic0.row("left", "state", "enabled");
    start();

    asic0.awaitForgotten("left");
    assertThat(asic0.row("left")).as("a row never seen").isEqualTo(Map.of("state", "enabled"));
    assertThat(asic0.stateDb().exists("FEATURE|telemetry")).as("an excluded feature").isTrue();
  }

  @Test
  void theSteadyComparisonSaysEverythingAnew() {
    host.row("bgp", "state", "enabled");
    start(Duration.ofMillis(100), asic1.redis().databases());
    asic0.awaitPublished("bgp", "enabled");

    asic0.stateDb().del("FEATURE|bgp");
    asic0.row("bgp", "state", TEMPLATE);

    asic0.awaitPublished("bgp", "enabled");
    asic0.awaitRow("bgp", Map.of("state", "enabled"));
  }

  @Test
  void whatSomebodyRemovesOrOverwritesInANamespaceIsPublishedAgainAtOnce() {
    host.row("bgp", "state", "enabled");
    start();
    everywhere().forEach(databases -> databases.awaitPublished("bgp", "enabled"));
    awaitQuiet();

    asic0.stateDb().hdel("FEATURE|bgp", "state");
    asic0.awaitPublished("bgp", "enabled");
    awaitQuiet();
    asic0.stateDb().hset("FEATURE|bgp", "state", "disabled");
    asic0.awaitPublished("bgp", "enabled");
    awaitQuiet();
    asic1.stateDb().del("FEATURE|bgp");
    asic1.awaitPublished("bgp", "enabled");
  }

  @Test
  void aDerivedFieldThatSomebodyOverwritesInANamespaceIsPutRightAtOnce() {
    host.row("bgp", "state", "always_enabled", "delayed", "False");
    asic0.row("bgp", "state", "always_enabled", "delayed", "False");
    start();
    asic0.awaitPublished("bgp", "enabled");
    awaitQuiet();

    asic0.row("bgp", "delayed", "True");
    asic0.awaitRow("bgp", Map.of("state", "always_enabled", "delayed", "False"));
    awaitQuiet();
    asic0.row("bgp", "state", "disabled");
    asic0.awaitRow("bgp", Map.of("state", "always_enabled", "delayed", "False"));
  }

  @Test
  void aRowThatSomebodyRestoresInANamespaceIsRenderedAtOnce() {
    host.row("bgp", "state", "enabled", "has_per_asic_scope", "True");
    start();
    asic0.awaitPublished("bgp", "enabled");
    awaitQuiet();

    asic0
        .configDb()
        .hset("FEATURE|bgp", Map.of("state", TEMPLATE, "has_per_asic_scope", "{{ 1 }}"));
    asic0.awaitRow("bgp", Map.of("state", "enabled", "has_per_asic_scope", "True"));
  }

  @Test
  void whatTheDaemonWritesInANamespaceComesToOneMoreRoundAndNoMore() {
    host.row("bgp", "state", "enabled", "delayed", "False");
    everywhere().forEach(databases -> databases.row("bgp", "state", "enabled", "delayed", "False"));
    start();
    everywhere().forEach(databases -> databases.awaitPublished("bgp", "enabled"));
    awaitQuiet();
    List<Map<String, Integer>> before = callsEverywhere();

    asic0.stateDb().hdel("FEATURE|bgp", "state");
    asic0.awaitPublished("bgp", "enabled");
    awaitQuiet();
    asic0.row("bgp", "delayed", "True");
    asic0.awaitRow("bgp", Map.of("state", "enabled", "delayed", "False"));
    awaitQuiet();
    List<Map<String, Integer>> after = callsEverywhere();

    assertThat(more("hset", before, after))
        .as("writes: the daemon's two and the test's one, in asic0")
        .containsExactly(0, 3, 0);
    assertThat(more("hdel", before, after)).as("the test's").containsExactly(0, 1, 0);
    assertThat(more("del", before, after)).containsExactly(0, 0, 0);
    assertThat(more("evalsha", before, after).get(2))
        .as("scripts that read and settle where nothing was to be done: a few rounds, then quiet")
        .isBetween(2, 16);
  }

  private static List<Integer> more(
      String command, List<Map<String, Integer>> before, List<Map<String, Integer>> after) {
    return IntStream.range(0, before.size())
        .map(i -> after.get(i).getOrDefault(command, 0) - before.get(i).getOrDefault(command, 0))
        .boxed()
        .toList();
  }

  /** How often each server has run which command, be it from a script. */
  private List<Map<String, Integer>> callsEverywhere() {
    return everywhere().stream().map(Databases::calls).toList();
  }

  /** Of the rows, of what is published, and of barriers. */
  private void awaitListener(Databases namespace) {
    awaiting().until(() -> namespace.configDb().pubsubNumPat() == 3);
  }

  /** For some time nobody has written anything anywhere, nor tried to. */
  private void awaitQuiet() {
    AtomicReference<List<Map<String, Integer>>> last = new AtomicReference<>(callsEverywhere());
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(10))
        .during(Duration.ofMillis(300))
        .until(
            () -> {
              List<Map<String, Integer>> now = callsEverywhere();
              return last.getAndSet(now).equals(now);
            });
  }

  @Test
  void noNamespaceIsLookedAtBeforeTheConfigurationIsLoaded() {
    host.configDb().del("CONFIG_DB_INITIALIZED");
    asic0.stateDb().hset("FEATURE|left", "state", "enabled");
    start();
    for (Databases namespace : List.of(asic0, asic1)) {
      awaitListener(namespace);
    }
    asic0.row("left", "has_global_scope", "True");
    awaitQuiet();

    assertThat(asic0.calls()).doesNotContainKeys("hgetall", "scan", "evalsha");
    host.configDb().set("CONFIG_DB_INITIALIZED", "1");
    asic0.awaitForgotten("left");
  }

  @Test
  void aNameThatIsRefusedIsComplainedOfInANamespaceToo() {
    try (Log log = Log.capture()) {
      start();
      awaitListener(asic0);
      // No comparison is still to come that would find it too.
      awaitQuiet();

      asic0.row("-h", "state", "enabled");

      awaiting().until(() -> log.lines(Level.ERROR).size() == 1);
      assertThat(log.lines(Level.ERROR)).singleElement().asString().contains("'-h'");
    }
  }

  @Test
  void theTracesOfRevivedRowsAreRemovedInANamespaceWhateverTheHostHas() {
    Map<String, String> trace = Map.of("has_per_asic_scope", "False", "delayed", "False");
    host.row("bgp", "state", "enabled");
    for (String name : List.of("bgp", "gone", "telemetry")) {
      asic0.configDb().hset("FEATURE|" + name, trace);
    }
    asic0.row("kube", "has_per_asic_scope", "False", "set_owner", "kube");
    try (Log log = Log.capture()) {
      start(Duration.ofMillis(20), asic1.redis().databases());

      asic0.awaitRow("bgp", Map.of());
      asic0.awaitRow("gone", Map.of());
      awaiting().until(() -> log.lines(Level.WARN).size() == 2);
      assertThat(log.lines(Level.WARN))
          .contains(
              "gone in namespace 'asic0': row removed: it had nothing but delayed 'False',"
                  + " has_per_asic_scope 'False', which is what an older daemon leaves when it"
                  + " writes to a row that was deleted");
    }
    asic0.awaitPublished("bgp", "enabled");
    assertThat(asic0.row("telemetry")).isEqualTo(trace);
    assertThat(asic0.row("kube")).hasSize(2);
    assertThat(host.row("bgp")).isEqualTo(Map.of("state", "enabled"));
  }

  @Test
  void aTraceInANamespaceStaysWithoutASteadyComparison() {
    asic0.configDb().hset("FEATURE|gone", Map.of("has_per_asic_scope", "False"));
    start();
    for (int i = 0; i < 5; i++) {
      awaitListener(asic1);
      awaitQuiet();
      int comparisons = asic0.calls().getOrDefault("scan", 0);
      asic1.configDb().clientKill(new ClientKillParams().type(ClientType.PUBSUB));
      awaiting().until(() -> asic0.calls().getOrDefault("scan", 0) > comparisons);
    }
    awaitQuiet();

    assertThat(asic0.row("gone")).isEqualTo(Map.of("has_per_asic_scope", "False"));
  }

  @Test
  void aNamespaceWhoseRedisWasRestartedIsComparedAndFollowedAgain() throws IOException {
    try (Log log = Log.capture()) {
      host.row("bgp", "state", "enabled");
      start();
      everywhere().forEach(databases -> databases.awaitPublished("bgp", "enabled"));
      awaitQuiet();

      asic1.close();
      // Nothing is to be said to it: only who listens to it can know.
      awaiting().until(() -> log.lines(Level.WARN).size() == 1);
      asic1 = Databases.startIn(folder.resolve("1"));

      asic1.awaitPublished("bgp", "enabled");
      awaitQuiet();
      asic1.stateDb().del("FEATURE|bgp");
      asic1.awaitPublished("bgp", "enabled");
      assertThat(log.lines(Level.WARN))
          .singleElement()
          .asString()
          .startsWith("namespace 'asic1': Redis ")
          .contains("trying again");
      assertThat(log.lines(Level.INFO))
          .filteredOn(line -> line.endsWith("answers again"))
          .containsExactly("namespace 'asic1': Redis answers again");
    }
  }

  @Test
  void aNamespaceThatIsAwayHearsLaterWhatItMissedAndHoldsUpNobody() throws IOException {
    try (Log log = Log.capture()) {
      host.row("bgp", "state", "enabled");
      host.row("lldp", "state", "enabled");
      start();
      everywhere().forEach(databases -> databases.awaitPublished("lldp", "enabled"));
      asic1.close();

      host.row("bgp", "state", "disabled");
      host.awaitPublished("bgp", "disabled");
      asic0.awaitPublished("bgp", "disabled");
      host.delete("lldp");
      asic0.awaitForgotten("lldp");
      awaiting().until(() -> log.lines(Level.WARN).size() == 1);

      asic1 = Databases.startIn(folder.resolve("1"));
      asic1.awaitPublished("bgp", "disabled");
      awaitQuiet();
      assertThat(log.lines(Level.WARN))
          .singleElement()
          .asString()
          .startsWith("namespace 'asic1': Redis ")
          .contains("trying again");
    }
  }

  /** What the daemon's package has said. */
  private record Log(Logger logger, ListAppender<ILoggingEvent> appender) implements AutoCloseable {
    static Log capture() {
      Log log =
          new Log((Logger) LoggerFactory.getLogger("dev.featured.adapters"), new ListAppender<>());
      log.appender().start();
      log.logger().addAppender(log.appender());
      return log;
    }

    List<String> lines(Level level) {
      return List.copyOf(appender.list).stream()
          .filter(event -> event.getLevel().equals(level))
          .map(ILoggingEvent::getFormattedMessage)
          .toList();
    }

    @Override
    public void close() {
      logger.detachAppender(appender);
    }
  }

  @Test
  void aNamespaceThatNeverAnswersHoldsUpNobodyAndTheEndNeither() throws IOException {
    Path socket = folder.resolve("mute.sock");
    try (ServerSocketChannel mute = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      mute.bind(UnixDomainSocketAddress.of(socket));
      Instance server = new Instance("mute", "127.0.0.1", 0, Optional.of(socket));
      host.row("bgp", "state", "enabled");
      FeaturedDaemon running =
          start(
              Duration.ofHours(1),
              new DatabaseConfig(
                  new Database(4, "|", server),
                  new Database(6, "|", server),
                  new Database(0, ":", server)));

      host.awaitPublished("bgp", "enabled");
      asic0.awaitPublished("bgp", "enabled");
      running.stopAsync().awaitTerminated();
      assertThat(running.state()).isEqualTo(State.TERMINATED);
    }
  }

  @Test
  void noRowComesBackWhenAPackageIsRemovedAtOnce() {
    FeaturedDaemon running = start();
    for (int i = 0; i < 50; i++) {
      everywhere()
          .forEach(
              databases ->
                  databases.row("dhcp", "state", "disabled", "has_per_asic_scope", "{{ true }}"));
      host.awaitPublished("dhcp", "disabled");
      everywhere().forEach(databases -> databases.delete("dhcp"));
      everywhere().forEach(databases -> databases.awaitForgotten("dhcp"));
    }
    running.stopAsync().awaitTerminated();

    everywhere()
        .forEach(
            databases -> {
              assertThat(databases.configDb().keys("FEATURE|*")).isEmpty();
              assertThat(databases.stateDb().keys("*")).isEmpty();
            });
  }
}
