package dev.featured.adapters.demo.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.adapters.demo.EmbeddedRedis;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.UnitName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class PackageManagerTest implements UnitFiles {
  private static final FeatureName NAT = new FeatureName("nat");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final List<String> unitFiles = Collections.synchronizedList(new ArrayList<>());
  private EmbeddedRedis redis;
  private FeatureStates states;
  private PackageManager packages;
  private Jedis configDb;
  private Jedis stateDb;

  @BeforeEach
  void connect() throws Exception {
    redis = EmbeddedRedis.start();
    states = new FeatureStates(redis.socket());
    packages = new PackageManager(redis.socket(), states, this);
    configDb = Connections.open(redis.socket(), SwitchDatabase.CONFIG_DB);
    stateDb = Connections.open(redis.socket(), SwitchDatabase.STATE_DB);
  }

  @AfterEach
  void disconnect() {
    configDb.close();
    stateDb.close();
    packages.close();
    states.close();
    redis.close();
  }

  @Override
  public void install(UnitName unit) {
    unitFiles.add(unit.toString());
  }

  @Override
  public void remove(UnitName unit) {
    unitFiles.remove(unit.toString());
  }

  @Test
  void anInstalledPackageHasAWholeRowThatSaysDisabled() throws Exception {
    publish("disabled");

    assertThat(packages.install(NAT, LONG)).isTrue();

    assertThat(unitFiles).containsExactly("nat.service");
    assertThat(configDb.hgetAll("FEATURE|nat"))
        .containsEntry("state", "disabled")
        .containsKeys("auto_restart", "delayed", "has_global_scope", "has_per_asic_scope");
  }

  @Test
  void anUninstallTakesAStateThatIsThereAlready() throws Exception {
    publish("disabled");
    assertThat(packages.install(NAT, LONG)).isTrue();
    packages.enable(NAT);

    assertThat(packages.uninstall(NAT, LONG)).isTrue();

    assertThat(configDb.exists("FEATURE|nat")).isFalse();
    assertThat(unitFiles).isEmpty();
  }

  @Test
  void anUninstallWaitsForTheState() throws Exception {
    publish("enabled");
    CompletableFuture<Boolean> uninstall = new CompletableFuture<>();
    try (RevivalWatch watch = new RevivalWatch(redis.socket())) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  uninstall.complete(packages.uninstall(NAT, LONG));
                } catch (InterruptedException e) {
                  uninstall.completeExceptionally(e);
                }
              });
      thread.start();
      while (!"disabled".equals(configDb.hget("FEATURE|nat", "state"))) {
        Thread.onSpinWait();
      }
      publish("enabled");
      assertThat(watch.catchUp(LONG)).isTrue();
      assertThat(watch.deleted()).isEmpty();

      publish("failed");

      assertThat(uninstall.get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(configDb.exists("FEATURE|nat")).isFalse();
    }
  }

  @Test
  void anUninstallErasesNothingWhileTheFeatureRuns() throws Exception {
    publish("enabled");

    assertThat(packages.uninstall(NAT, SHORT)).isFalse();

    assertThat(configDb.hget("FEATURE|nat", "state")).isEqualTo("disabled");
  }

  private void publish(String state) {
    stateDb.hset("FEATURE|nat", "state", state);
  }
}
