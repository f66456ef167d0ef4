package dev.featured.adapters.demo.clients;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.MoreExecutors;
import dev.featured.adapters.systemd.Systemctl;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;

/**
 * A small model of a daemon that writes back without a fence, after SPEC section 5: it does a
 * feature's units, publishes {@code state}, and only then sees to the scopes and writes their
 * fields; after a start that failed it writes {@code state} back. It never asks whether the row is
 * still there.
 *
 * <p>It is not slowed down to make it lose. Between publishing and writing lies one question to
 * systemd, whether the unit of each scope is as it should be, which takes as long as that question
 * takes anybody else. Unlike today's daemon it works on several features at a time, so that it
 * keeps up with the demo; each feature's changes are handled in order.
 */
public final class UnfencedDaemon implements AutoCloseable {
  private static final Duration ENDING = Duration.ofSeconds(10);

  private final ImmutableList<Lane> lanes;
  private final KeyspaceNotifications notifications;

  /**
   * Starts it.
   *
   * @param socket Redis's unix socket
   * @param systemctl what starts and stops units
   * @param parallel how many features it works on at a time
   */
  public UnfencedDaemon(Path socket, Systemctl systemctl, int parallel) {
    this.lanes =
        IntStream.range(0, parallel)
            .mapToObj(number -> new Lane(number, socket, systemctl))
            .collect(ImmutableList.toImmutableList());
    this.notifications =
        new KeyspaceNotifications(
            socket, SwitchDatabase.CONFIG_DB, (feature, event) -> lane(feature).changed(feature));
  }

  /** Ends it; what it has heard of is still done. Once this returns, it writes no more. */
  @Override
  public void close() {
    notifications.catchUp(ENDING);
    notifications.close();
    for (Lane lane : lanes) {
      lane.close();
    }
  }

  private Lane lane(String feature) {
    return lanes.get(Math.floorMod(feature.hashCode(), lanes.size()));
  }

  /** One thread, its connections, and the features that it looks after. */
  private static final class Lane {
    private final ExecutorService thread;
    private final Systemctl systemctl;
    private final Jedis configDb;
    private final Jedis stateDb;
    private final Map<String, String> doneStates = new HashMap<>();

    Lane(int number, Path socket, Systemctl systemctl) {
      this.thread =
          Executors.newSingleThreadExecutor(
              task -> {
                Thread lane = new Thread(task, "unfenced-" + number);
                lane.setDaemon(true);
                return lane;
              });
      this.systemctl = systemctl;
      this.configDb = Connections.open(socket, SwitchDatabase.CONFIG_DB);
      this.stateDb = Connections.open(socket, SwitchDatabase.STATE_DB);
    }

    void changed(String feature) {
      thread.execute(
          () -> {
            try {
              handle(feature);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }

    void close() {
      if (!MoreExecutors.shutdownAndAwaitTermination(thread, ENDING)) {
        throw new IllegalStateException("the unfenced daemon did not end");
      }
      configDb.close();
      stateDb.close();
    }

    private void handle(String feature) throws InterruptedException {
      String key = FeatureKeys.of(feature);
      Map<String, String> row = configDb.hgetAll(key);
      if (row.isEmpty()) {
        doneStates.remove(feature);
        stateDb.del(key);
        return;
      }
      Optional<String> wanted = Optional.ofNullable(row.get("state"));
      String done = doneStates.getOrDefault(feature, "");
      if (wanted.isEmpty() || wanted.get().equals(done)) {
        return;
      }
      UnitName unit = UnitName.global(new FeatureName(feature));
      if (wanted.get().equals("enabled") ? start(unit) : stop(unit)) {
        doneStates.put(feature, wanted.get());
        stateDb.hset(key, "state", wanted.get());
        show(unit);
        configDb.hset(
            key,
            ImmutableMap.of(
                "has_per_asic_scope", row.getOrDefault("has_per_asic_scope", "False"),
                "has_global_scope", row.getOrDefault("has_global_scope", "True")));
      } else {
        stateDb.hset(key, "state", "failed");
        configDb.hset(key, "state", done);
      }
    }

    private boolean start(UnitName unit) throws InterruptedException {
      String state = show(unit);
      if (state.contains("UnitFileState=enabled") && state.contains("ActiveState=active")) {
        return true;
      }
      return succeeds("unmask", unit) && enabledOrNot(unit) && succeeds("start", unit);
    }

    private boolean stop(UnitName unit) throws InterruptedException {
      String state = show(unit);
      boolean idle = state.contains("ActiveState=inactive");
      boolean off =
          state.contains("UnitFileState=disabled") || state.contains("UnitFileState=masked");
      if (idle && (off || state.contains("LoadState=not-found"))) {
        return true;
      }
      return succeeds("stop", unit) && succeeds("disable", unit) && succeeds("mask", unit);
    }

    /** A failing {@code enable} is no error: generated units cannot be enabled. */
    private boolean enabledOrNot(UnitName unit) throws InterruptedException {
      run(ImmutableList.of("enable", "--", unit.toString()));
      return true;
    }

    private String show(UnitName unit) throws InterruptedException {
      Systemctl.Result result =
          run(
              ImmutableList.of(
                  "show", "-p", "LoadState,ActiveState,UnitFileState", "--", unit.toString()));
      return result instanceof Systemctl.Result.Exited exited ? exited.output() : "";
    }

    private boolean succeeds(String verb, UnitName unit) throws InterruptedException {
      return run(ImmutableList.of(verb, "--", unit.toString()))
              instanceof Systemctl.Result.Exited exited
          && exited.code() == 0;
    }

    private Systemctl.Result run(ImmutableList<String> arguments) throws InterruptedException {
      return systemctl.run(arguments);
    }
  }
}
