package dev.featured.adapters.demo.clients;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import redis.clients.jedis.Jedis;

/**
 * The package manager's side of Redis (SPEC section 5). It writes and deletes rows when it likes
 * and checks nothing.
 *
 * <p>One instance belongs to one thread.
 */
public final class PackageManager implements AutoCloseable {
  private static final ImmutableMap<String, String> ROW_OF_A_PACKAGE =
      ImmutableMap.of(
          "state", "disabled",
          "auto_restart", "enabled",
          "delayed", "False",
          "has_global_scope", "True",
          "has_per_asic_scope", "False",
          "set_owner", "local",
          "high_mem_alert", "disabled",
          "check_up_status", "False",
          "support_syslog_rate_limit", "True");
  private static final ImmutableSet<String> STOPPED = ImmutableSet.of("disabled", "failed");

  private final FeatureStates states;
  private final UnitFiles unitFiles;
  private final Jedis configDb;
  private final Jedis stateDb;

  /**
   * Connects.
   *
   * @param socket Redis's unix socket
   * @param states where it waits for a feature's state
   * @param unitFiles the unit files that it installs and removes
   */
  public PackageManager(Path socket, FeatureStates states, UnitFiles unitFiles) {
    this.states = states;
    this.unitFiles = unitFiles;
    this.configDb = Connections.open(socket, SwitchDatabase.CONFIG_DB);
    this.stateDb = Connections.open(socket, SwitchDatabase.STATE_DB);
  }

  /**
   * Installs a package: its unit file, then its whole row, which says {@code disabled}.
   *
   * @return whether the daemon has taken note of it before the time was over
   */
  public boolean install(FeatureName feature, Duration limit) throws InterruptedException {
    unitFiles.install(UnitName.global(feature));
    configDb.hset(FeatureKeys.of(feature.value()), ROW_OF_A_PACKAGE);
    return states.await(stateDb, feature.value(), STOPPED, limit);
  }

  /** Switches a feature on and does not wait. */
  public void enable(FeatureName feature) {
    configDb.hset(FeatureKeys.of(feature.value()), "state", "enabled");
  }

  /**
   * Waits until the daemon says that a feature is enabled.
   *
   * @return false if the time was over before that
   */
  public boolean awaitEnabled(FeatureName feature, Duration limit) throws InterruptedException {
    return states.await(stateDb, feature.value(), ImmutableSet.of("enabled"), limit);
  }

  /**
   * The first half of an uninstall: switches a feature off and waits until STATE_DB says {@code
   * disabled} or {@code failed}; what it says already counts.
   *
   * @return false if the time was over before that
   */
  public boolean stop(FeatureName feature, Duration limit) throws InterruptedException {
    configDb.hset(FeatureKeys.of(feature.value()), "state", "disabled");
    return states.await(stateDb, feature.value(), STOPPED, limit);
  }

  /** The second half of an uninstall: removes the unit file and the row. */
  public void erase(FeatureName feature) {
    unitFiles.remove(UnitName.global(feature));
    configDb.del(FeatureKeys.of(feature.value()));
  }

  /**
   * Uninstalls a package without a pause between the two halves.
   *
   * @return false if the time was over before the feature had stopped; nothing is erased then
   */
  public boolean uninstall(FeatureName feature, Duration limit) throws InterruptedException {
    if (!stop(feature, limit)) {
      return false;
    }
    erase(feature);
    return true;
  }

  @Override
  public void close() {
    configDb.close();
    stateDb.close();
  }
}
