package dev.featured.adapters.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.XAddParams;

/**
 * Bad rows and bad names in a real Redis, before the daemon's start and while it runs: one line
 * each, and nothing else is disturbed (SPEC sections 2 and 7).
 */
class BadRowsOnRedisTest extends DaemonOnSharedRedis {
  private static final String FLAG = "it must be True or False";
  private static final String STATE =
      "it must be enabled, disabled, always_enabled or always_disabled";
  private static final String HUGE = "x".repeat(100_000);
  private static final String HUGE_QUOTED = "'" + "x".repeat(80) + "'... (100000 characters)";
  private static final byte[] BINARY = {(byte) 0xff, 0, '\n', (byte) 0xfe};
  private static final String BINARY_QUOTED = "'\\udcff\\u0000\\u000a\\udcfe'";
  private static final String NOT_UTF8 = "it holds bytes that are not UTF-8";

  private LogLines log;

  /** A row that cannot be understood: how it comes into being, and what is said of it. */
  private record BadRow(String name, BiConsumer<Jedis, byte[]> write, String complaint) {
    void to(Jedis configDb) {
      write.accept(configDb, keyOf(name.getBytes(UTF_8)));
    }
  }

  private static final class Table {
    private final List<BadRow> rows = new ArrayList<>();

    /** Set in a row that was fine before, if there was one. */
    Table field(String field, byte[] value, String complaint) {
      return add(
          (configDb, key) -> {
            configDb.hsetnx(key, "state".getBytes(UTF_8), "enabled".getBytes(UTF_8));
            configDb.hset(key, field.getBytes(UTF_8), value);
          },
          "field '" + field + "' is " + complaint);
    }

    Table field(String field, String value, String complaint) {
      return field(field, value.getBytes(UTF_8), complaint);
    }

    Table other(BiConsumer<Jedis, byte[]> write, String type) {
      return add(
          (configDb, key) -> {
            configDb.del(key);
            write.accept(configDb, key);
          },
          "the row is of the Redis type " + type + ", not a hash");
    }

    private Table add(BiConsumer<Jedis, byte[]> write, String complaint) {
      rows.add(new BadRow("bad%02d".formatted(rows.size()), write, complaint));
      return this;
    }
  }

  private static ImmutableList<BadRow> badRows() {
    Table table = new Table();
    for (String field :
        List.of(
            "state", "delayed", "has_global_scope", "has_per_asic_scope", "has_per_dpu_scope")) {
      String must = field.equals("state") ? STATE : FLAG;
      table
          .field(field, "maybe", "'maybe': " + must)
          .field(field, "", "'': " + must)
          .field(field, " True\n", "' True\\u000a': " + must)
          .field(field, HUGE, HUGE_QUOTED + ": " + must)
          .field(field, BINARY, BINARY_QUOTED + ": " + NOT_UTF8);
    }
    for (String field : List.of("state", "delayed", "has_global_scope", "has_per_asic_scope")) {
      table
          .field(field, "{{ nothing['x'] }}", "'{{ nothing['x'] }}': 'nothing' is undefined")
          .field(field, "{% if true %}x", "'{% if true %}x': ");
    }
    table
        .field("state", "{% for i in range(9) %}{% endfor %}", "'{% for i in range(9) %}")
        .field("state", "{{ ''.getClass() }}", "'{{ ''.getClass() }}': ")
        .field("state", "{% include '/etc/passwd' %}", "'{% include '/etc/passwd' %}': ")
        .field("state", "{{ 'x' }}", "'{{ 'x' }}': it renders to 'x'; " + STATE)
        .field("has_timer", "True", "'True': the field is obsolete; say 'delayed' instead")
        .field("has_timer", "", "'': the field is obsolete; say 'delayed' instead")
        .field("auto_restart", BINARY, BINARY_QUOTED + ": " + NOT_UTF8)
        .field("set_owner", BINARY, BINARY_QUOTED + ": " + NOT_UTF8)
        .field("of_a_later_release", BINARY, BINARY_QUOTED + ": " + NOT_UTF8);
    table
        .other((redis, key) -> redis.set(key, BINARY), "string")
        .other((redis, key) -> redis.rpush(key, BINARY), "list")
        .other((redis, key) -> redis.sadd(key, BINARY), "set")
        .other((redis, key) -> redis.zadd(key, 1, BINARY), "zset")
        .other(
            (redis, key) -> redis.xadd(key, ImmutableMap.of(BINARY, BINARY), new XAddParams()),
            "stream");
    return ImmutableList.copyOf(table.rows);
  }

  private static final ImmutableList<byte[]> BAD_NAMES =
      Stream.of(
              "",
              " ",
              "a b",
              " a",
              "a ",
              "a\tb",
              "a\nb",
              "a\u0000b",
              "-h",
              "--help",
              "--root=/",
              ".",
              "..",
              ".a",
              "../x",
              "../../etc/x",
              "/etc/x",
              "a/b",
              "a\\b",
              "a%i",
              "%n",
              "a@1",
              "@",
              "a:b",
              "a*",
              "a;reboot",
              "a|b",
              "$(reboot)",
              "`reboot`",
              "a'b",
              "a\"b",
              "\u00fc",
              "\u202egib",
              "\ud83d\ude00",
              "x".repeat(129),
              "x".repeat(100_000))
          .map(name -> name.getBytes(UTF_8))
          .collect(ImmutableList.toImmutableList());

  @BeforeEach
  void twoGoodFeatures() {
    log = new LogLines();
    configurationIsLoaded();
    row("aaa", "state", "enabled");
    row("zzz", "state", "enabled");
  }

  @AfterEach
  @Override
  void stopDaemon() {
    super.stopDaemon();
    log.close();
  }

  private static byte[] keyOf(byte[] name) {
    return Bytes.concat("FEATURE|".getBytes(UTF_8), name);
  }

  /** Bytes of all rows; what the daemon does must not show in those of bad ones. */
  private Map<String, String> dump(Iterable<BadRow> rows) {
    ImmutableMap.Builder<String, String> dumped = ImmutableMap.builder();
    rows.forEach(
        row ->
            dumped.put(
                row.name(),
                List.of(Bytes.asList(configDb.dump("FEATURE|" + row.name()))).toString()));
    return dumped.buildOrThrow();
  }

  private void theGoodOnesAreFollowed() {
    for (String state : List.of("disabled", "enabled")) {
      row("aaa", "state", state);
      row("zzz", "state", state);
      awaitPublished("aaa", state);
      awaitPublished("zzz", state);
    }
  }

  /**
   * A row of another type comes behind a deletion. If it is read before that is heard of, it is
   * complained of twice, for the registration that ends and for the one that begins.
   */
  private static ImmutableList<String> oncePerRegistration(ImmutableList<String> complaints) {
    return complaints.stream()
        .filter(
            line ->
                !line.contains(": absent -> failed, ")
                    || !complaints.contains(
                        line.replace(": absent -> failed, ", ": enabled -> failed, ")))
        .collect(ImmutableList.toImmutableList());
  }

  private void eachIsComplainedOfOnce(ImmutableList<BadRow> rows) {
    for (BadRow row : rows) {
      awaitPublished(row.name(), "failed");
      assertThat(stateDb.hget("FEATURE|" + row.name(), "error_message"))
          .startsWith(row.complaint())
          .hasSizeLessThan(400)
          .doesNotContainPattern("\\p{Cntrl}");
    }
    theGoodOnesAreFollowed();
    ImmutableList<String> complaints = oncePerRegistration(log.complaints());
    assertThat(complaints).hasSameSizeAs(rows);
    for (BadRow row : rows) {
      assertThat(complaints)
          .filteredOn(line -> line.startsWith(row.name() + ": "))
          .singleElement()
          .asString()
          .contains("-> failed, row unusable: " + row.complaint());
    }
    assertThat(log.take()).allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull());
  }

  @Test
  void badRowsThatAreThereAtTheStart() {
    ImmutableList<BadRow> rows = badRows();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(40);
    rows.forEach(row -> row.to(configDb));
    Map<String, String> before = dump(rows);
    start();

    eachIsComplainedOfOnce(rows);

    assertThat(dump(rows)).isEqualTo(before);
    assertThat(systemctl.changes())
        .filteredOn(call -> !call.startsWith("daemon-reload"))
        .isNotEmpty()
        .allMatch(call -> call.endsWith(" aaa.service") || call.endsWith(" zzz.service"));
  }

  @Test
  void rowsThatTurnBadWhileTheirUnitsRun() {
    ImmutableList<BadRow> rows = badRows();
    rows.forEach(row -> row(row.name(), "state", "enabled"));
    start();
    rows.forEach(row -> awaitPublished(row.name(), "enabled"));
    ImmutableList<String> changes = systemctl.changes();
    log.take();

    rows.forEach(row -> row.to(configDb));
    Map<String, String> before = dump(rows);
    eachIsComplainedOfOnce(rows);

    assertThat(dump(rows)).isEqualTo(before);
    assertThat(rows).allMatch(row -> systemctl.isActive(row.name() + ".service"));
    assertThat(systemctl.changes().subList(changes.size(), systemctl.changes().size()))
        .allMatch(call -> !call.contains("bad"));
  }

  @Test
  void badNamesReachNoPathAndNoArgumentListWheneverTheyCome() throws IOException {
    assertThat(BAD_NAMES).hasSizeGreaterThanOrEqualTo(30);
    int half = BAD_NAMES.size() / 2;
    BAD_NAMES.subList(0, half).forEach(this::enabled);
    start();
    awaitPublished("zzz", "enabled");
    BAD_NAMES.subList(half, BAD_NAMES.size()).forEach(this::enabled);
    theGoodOnesAreFollowed();

    await().atMost(LONG).until(() -> log.complaints().size() >= BAD_NAMES.size());
    assertThat(log.complaints())
        .hasSameSizeAs(BAD_NAMES)
        .doesNotHaveDuplicates()
        .allMatch(line -> line.startsWith("feature name '") && line.contains(" is refused: "))
        .allMatch(line -> line.length() < 300);
    assertThat(systemctl.changes())
        .filteredOn(call -> !call.startsWith("daemon-reload"))
        .allMatch(call -> call.matches("[a-z]+ (aaa|zzz)[.]service"));
    assertThat(stateDb.keys("FEATURE|*")).containsExactlyInAnyOrder("FEATURE|aaa", "FEATURE|zzz");
    try (Stream<Path> files = Files.walk(rootFolder)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> rootFolder.relativize(file).toString()))
          .containsExactlyInAnyOrder(
              "etc/systemd/system/aaa.service.d/auto_restart.conf",
              "etc/systemd/system/zzz.service.d/auto_restart.conf");
    }
  }

  private void enabled(byte[] name) {
    configDb.hset(keyOf(name), Map.of("state".getBytes(UTF_8), "enabled".getBytes(UTF_8)));
  }
}
