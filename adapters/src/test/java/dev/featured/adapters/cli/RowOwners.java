package dev.featured.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.systemd.RealSystemd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/**
 * The other owners of a switch's rows, an operator and a package manager, and what they know: which
 * rows there must be and what each wants. They wait for nobody, so they also meet a daemon that is
 * not there.
 */
final class RowOwners {
  /** Has no unit file, ever: to start it must fail. */
  private static final String GHOST = "ghost";

  /** Has a unit that cannot start. */
  private static final String BROKEN = "broken";

  private static final ImmutableList<String> NAMES =
      Stream.concat(IntStream.range(0, 5).mapToObj(i -> "f" + i), Stream.of(GHOST, BROKEN))
          .collect(ImmutableList.toImmutableList());

  private static final String GOOD_UNIT =
      """
      [Service]
      ExecStartPre=/bin/sleep 0.1
      ExecStart=/bin/sleep infinity
      ExecStop=/bin/sleep 0.05
      [Install]
      WantedBy=multi-user.target
      """;
  private static final String BROKEN_UNIT =
      """
      [Service]
      Type=oneshot
      ExecStart=/bin/false
      [Install]
      WantedBy=multi-user.target
      """;

  private final Random random;
  private final Jedis configDb;
  private final RealSystemd systemd;
  private final Map<String, OwnedRow> rows = new TreeMap<>();
  private int serial;

  RowOwners(Random random, Jedis configDb, RealSystemd systemd) {
    this.random = random;
    this.configDb = configDb;
    this.systemd = systemd;
  }

  static ImmutableMap<String, String> units() {
    ImmutableMap.Builder<String, String> units = ImmutableMap.builder();
    for (String name : NAMES) {
      unitOf(name).ifPresent(text -> units.put(name + ".service", text));
    }
    return units.buildOrThrow();
  }

  private static Optional<String> unitOf(String name) {
    return switch (name) {
      case GHOST -> Optional.empty();
      case BROKEN -> Optional.of(BROKEN_UNIT);
      default -> Optional.of(GOOD_UNIT);
    };
  }

  /** The rows that there must be, by the features' names. */
  ImmutableSortedMap<String, OwnedRow> rows() {
    return ImmutableSortedMap.copyOf(rows);
  }

  /** All names that ever had a row. */
  ImmutableList<String> names() {
    return NAMES;
  }

  /** What STATE_DB must come to say. */
  String expectedState(String name) {
    OwnedRow row = rows.get(name);
    if (!row.enabled()) {
      return "disabled";
    }
    return name.equals(GHOST) || name.equals(BROKEN) ? "failed" : "enabled";
  }

  boolean hasUnit(String name) {
    return unitOf(name).isPresent();
  }

  /** One of them does something. */
  void act() throws IOException {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    if (!rows.containsKey(name)) {
      install(name);
      return;
    }
    OwnedRow row = rows.get(name);
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> write(name, row.toggled());
      case 4 -> write(name, row.withRestart(!row.restarts() && !name.equals(BROKEN)));
      case 5 -> write(name, row.withTemplates(++serial));
      case 6 -> write(name, row.noted(++serial));
      case 7 -> delete(name);
      case 8 -> {
        delete(name);
        create(name, anyRow(name));
      }
      default -> uninstall(name);
    }
  }

  /** What cannot start at all must not be started again either: systemd refuses such a unit. */
  private OwnedRow anyRow(String name) {
    OwnedRow row = OwnedRow.of(random.nextBoolean(), random.nextBoolean() && !name.equals(BROKEN));
    return random.nextBoolean() ? row.withTemplates(++serial) : row;
  }

  private void install(String name) throws IOException {
    Path file = unitFile(name);
    if (unitOf(name).isPresent() && Files.notExists(file)) {
      Files.writeString(file, unitOf(name).get());
      systemd.exec("systemctl", "daemon-reload");
    }
    create(name, anyRow(name));
  }

  private void uninstall(String name) throws IOException {
    write(name, rows.get(name).disabled());
    Files.deleteIfExists(unitFile(name));
    delete(name);
  }

  private Path unitFile(String name) {
    return systemd.file("/lib/systemd/system/" + name + ".service");
  }

  private void create(String name, OwnedRow row) {
    assertThat(configDb.exists(key(name))).as("%s is revived", name).isFalse();
    rows.put(name, row);
    configDb.hset(key(name), row.written());
  }

  private void write(String name, OwnedRow row) {
    rows.put(name, row);
    configDb.hset(key(name), row.written());
  }

  private void delete(String name) {
    rows.remove(name);
    configDb.del(key(name));
  }

  private static String key(String name) {
    return "FEATURE|" + name;
  }
}
