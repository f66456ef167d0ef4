package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Stopwatch;
import dev.featured.adapters.redis.UnixSockets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class DemoTest {
  private static final int RACES = 40;
  private static final int CONFIG_DB = 4;

  private final StringWriter text = new StringWriter();
  private final InterruptedAtInvitation out = new InterruptedAtInvitation(text);

  @Test
  void everyFeatureConvergesAndNoRowComesBack() throws Exception {
    int code = Demo.on(out, false, Map.of()).run(new DemoOptions(DemoDevice.TOR, true, RACES));

    assertThat(text.toString())
        .contains(
            "21 of 21 features converged",
            "absent -> enabling (row wants enabled)",
            "lldp            enabled -> disabling",
            "OK: every row that was deleted stayed away",
            "redis-cli -s ")
        .containsPattern("uninstall as disabled is published +0 +[0-9]+ +" + RACES / 2)
        .containsPattern("uninstall during a start that fails +0 +[0-9]+ +" + RACES / 2);
    assertThat(text.toString()).doesNotContain("race-a-", "race-b-");
    assertThat(code).isZero();
    assertThat(matched("redis-cli -s (\\S+)/redis.sock")).doesNotExist();
    assertThat(matched("tail -f (\\S+)")).doesNotExist();
  }

  @Test
  void aRowThatComesBackAtTheVeryEndIsStillFound() throws Exception {
    Stopwatch running = Stopwatch.createStarted();
    Demo demo =
        new Demo(
            out,
            configuration -> new LiveTable(out, configuration.features().stream(), false, running),
            (databaseConfig, disk, systemctl, view) -> {
              ShownDaemon daemon = ShownDaemon.start(databaseConfig, disk, systemctl, view);
              return () -> {
                daemon.close();
                revive("race-a-001", databaseConfig.resolveSibling("redis.sock"));
              };
            },
            running);

    int code = demo.run(new DemoOptions(DemoDevice.DUALTOR, false, RACES));

    assertThat(code).isEqualTo(1);
    assertThat(text.toString())
        .contains("FAILED: a deleted row came back")
        .containsPattern("uninstall as disabled is published +1 +");
    Path log = matched("The daemon's log is in (\\S+)\\.\\R");
    assertThat(log).content().contains("race-a-001");
    Files.delete(log);
  }

  @Test
  void aDemoThatIsToldToEndLeavesNothingBehind() throws Exception {
    List<Path> used = new ArrayList<>();
    Demo demo =
        new Demo(
            out,
            configuration -> new PlainLines(out, Stopwatch.createUnstarted()),
            (databaseConfig, disk, systemctl, view) -> {
              used.add(databaseConfig.getParent());
              Thread.currentThread().interrupt();
              return ShownDaemon.start(databaseConfig, disk, systemctl, view);
            },
            Stopwatch.createUnstarted());

    assertThatThrownBy(() -> demo.run(new DemoOptions(DemoDevice.TOR, false, RACES)))
        .isInstanceOf(InterruptedException.class);

    assertThat(used).hasSize(1).allSatisfy(folder -> assertThat(folder).doesNotExist());
    assertThat(text.toString()).doesNotContain("log is in");
  }

  private static void revive(String feature, Path socket) {
    try (Jedis jedis =
        new Jedis(
            new UnixSockets(socket),
            DefaultJedisClientConfig.builder().database(CONFIG_DB).build())) {
      jedis.hset("FEATURE|" + feature, "has_global_scope", "True");
    }
  }

  private Path matched(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text.toString());
    assertThat(matcher.find()).as(pattern).isTrue();
    return Path.of(matcher.group(1));
  }

  /** A viewer who ends the demo as soon as he is invited to play with it. */
  private static final class InterruptedAtInvitation extends PrintWriter {
    InterruptedAtInvitation(StringWriter text) {
      super(text);
    }

    @Override
    public void println(String line) {
      super.println(line);
      if (line.contains("tail -f")) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
