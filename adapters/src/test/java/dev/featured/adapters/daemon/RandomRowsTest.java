package dev.featured.adapters.daemon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.primitives.Bytes;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.device.DeviceSource;
import dev.featured.adapters.device.KnownDevice;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.RunningRedis;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.feature.WishReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import redis.clients.jedis.Jedis;

/** A daemon that is fed random bytes as rows, while it runs, and goes on with its work. */
class RandomRowsTest extends DaemonOnRedis {
  /** Of a field's name and a value, each with at most 80 characters, all of them escaped. */
  private static final int LONGEST_COMPLAINT = 2 * 80 * "\\u0000".length() + 200;

  private static final FeatureName GOOD = new FeatureName("good");

  private LogLines log;
  private Path folder;
  private RunningRedis server;
  private FeatureStore store;
  private KnownDevice device;
  private FeaturedDaemon running;
  private boolean goodRuns;
  private int complaints;

  @BeforeProperty
  void startDaemon() throws IOException {
    folder = Files.createTempDirectory("rows");
    server = RunningRedis.startIn(folder);
    begin(server, folder.resolve("root"));
    store = new FeatureStore(redis.databases());
    device = new DeviceSource(new DeviceFactsReader(root, Map.of())).learn(ImmutableMap.of());
    log = new LogLines();
    configurationIsLoaded();
    running =
        start(
            new DaemonOptions(
                16, ImmutableSet.of(), Duration.ofHours(1), Duration.ZERO, Duration.ZERO, root));
    goodIsToggled();
  }

  @AfterProperty
  void stopDaemon() throws IOException {
    log.close();
    store.close();
    end();
    server.close();
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    assertThat(complaints).as("complaints, or this was no test").isPositive();
  }

  /** One write of somebody's: the key goes first, so each is a new registration. */
  private record Write(ByteString name, String type, Map<ByteString, ByteString> fields) {
    void to(Jedis configDb) {
      byte[] key = Bytes.concat("FEATURE|".getBytes(UTF_8), name.bytes());
      configDb.del(key);
      fields.forEach(
          (field, value) -> {
            switch (type) {
              case "hash" -> configDb.hset(key, field.bytes(), value.bytes());
              case "string" -> configDb.set(key, value.bytes());
              case "list" -> configDb.rpush(key, value.bytes());
              case "set" -> configDb.sadd(key, value.bytes());
              default -> throw new AssertionError(type);
            }
          });
    }

    Optional<FeatureName> feature() {
      String text = new String(name.bytes(), UTF_8);
      return text.matches("r\\d") ? Optional.of(new FeatureName(text)) : Optional.empty();
    }
  }

  private record ByteString(List<Byte> list) {
    byte[] bytes() {
      return Bytes.toArray(list);
    }

    @Override
    public String toString() {
      return Quoted.of(new String(bytes(), ISO_8859_1));
    }
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void everyRowComesToItsOwnEndAndAGoodFeatureGoesOn(@ForAll("batches") List<Write> batch) {
    batch.forEach(write -> write.to(configDb));
    goodIsToggled();

    batch.stream().map(Write::feature).flatMap(Optional::stream).forEach(this::comesToItsEnd);
    assertThat(running.isRunning()).isTrue();
    for (ILoggingEvent line : log.take()) {
      assertThat(line.getFormattedMessage()).doesNotContainPattern("[\\p{Cntrl}\u2028\u2029]");
      assertThat(line.getThrowableProxy()).as(line.getFormattedMessage()).isNull();
    }
  }

  private void goodIsToggled() {
    goodRuns = !goodRuns;
    row(GOOD.value(), "state", goodRuns ? "enabled" : "disabled");
    comesToItsEnd(GOOD);
    assertThat(systemctl.isActive("good.service")).isEqualTo(goodRuns);
  }

  private void comesToItsEnd(FeatureName name) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> assertThat(stateDb.hgetAll("FEATURE|" + name)).isEqualTo(expected(name)));
    String complaint = stateDb.hget("FEATURE|" + name, "error_message");
    if (complaint != null) {
      complaints++;
      assertThat(complaint)
          .hasSizeLessThan(LONGEST_COMPLAINT)
          .doesNotContainPattern("[\\p{Cntrl}\u2028\u2029]");
    }
  }

  private Map<String, String> expected(FeatureName name) {
    Optional<Wish> wish =
        store
            .read(ImmutableSet.of(name))
            .get(name)
            .map(device::render)
            .flatMap(row -> WishReader.read(name, row, Optional.empty()));
    if (wish.isEmpty()) {
      return Map.of();
    }
    return wish.get() instanceof Wish.Clear clear
        ? Map.of("state", clear.state().enabled() ? "enabled" : "disabled")
        : Map.of("state", "failed", "error_message", ((Wish.Unclear) wish.get()).problem());
  }

  @Provide
  Arbitrary<List<Write>> batches() {
    Arbitrary<ByteString> names =
        Arbitraries.frequencyOf(
            Tuple.of(8, text("r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9")),
            Tuple.of(1, anyBytes(20)));
    Arbitrary<String> types =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just("hash")),
            Tuple.of(1, Arbitraries.of("string", "list", "set")));
    return Combinators.combine(names, types, fields()).as(Write::new).list().ofMaxSize(12);
  }

  private static Arbitrary<Map<ByteString, ByteString>> fields() {
    Arbitrary<ByteString> fields =
        Arbitraries.frequencyOf(
            Tuple.of(
                6,
                text(
                    "state",
                    "state",
                    "state",
                    "delayed",
                    "auto_restart",
                    "has_global_scope",
                    "has_per_asic_scope",
                    "has_per_dpu_scope",
                    "has_timer",
                    "set_owner")),
            Tuple.of(1, anyBytes(12)));
    Arbitrary<ByteString> values =
        Arbitraries.frequencyOf(
            Tuple.of(
                4,
                text(
                    "enabled",
                    "disabled",
                    "always_enabled",
                    "always_disabled",
                    "True",
                    "false",
                    "{% if true %}enabled{% else %}disabled{% endif %}",
                    "{{ false }}")),
            Tuple.of(1, text("{%", "{{", "{{ x.y.z }}", "{% for i in x %}\n", "}}", "\r\n", "%n")),
            Tuple.of(1, anyBytes(60)),
            Tuple.of(1, anyBytes(4000)));
    return Arbitraries.maps(fields, values).ofMaxSize(6);
  }

  private static Arbitrary<ByteString> text(String... texts) {
    return Arbitraries.of(texts).map(text -> new ByteString(Bytes.asList(text.getBytes(UTF_8))));
  }

  private static Arbitrary<ByteString> anyBytes(int most) {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMaxSize(most)
        .map(bytes -> new ByteString(Bytes.asList(bytes)));
  }
}
