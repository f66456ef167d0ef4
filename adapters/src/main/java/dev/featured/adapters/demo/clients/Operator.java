package dev.featured.adapters.demo.clients;

import dev.featured.engine.feature.FeatureName;
import java.nio.file.Path;
import redis.clients.jedis.Jedis;

/** An operator, who changes rows at any moment and waits for nobody (SPEC section 4). */
public final class Operator implements AutoCloseable {
  private final Jedis configDb;

  /** Connects to the Redis behind this socket. */
  public Operator(Path socket) {
    this.configDb = Connections.open(socket, SwitchDatabase.CONFIG_DB);
  }

  /** As {@code config feature state} does it. */
  public void setState(FeatureName feature, String state) {
    configDb.hset(FeatureKeys.of(feature.value()), "state", state);
  }

  @Override
  public void close() {
    configDb.close();
  }
}
