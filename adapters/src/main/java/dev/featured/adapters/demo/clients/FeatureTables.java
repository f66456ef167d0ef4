package dev.featured.adapters.demo.clients;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.nio.file.Path;
import redis.clients.jedis.Jedis;

/** An onlooker's view of the FEATURE tables. Belongs to one thread. */
public final class FeatureTables implements AutoCloseable {
  private final Jedis configDb;
  private final Jedis stateDb;

  /** Connects to the Redis behind this socket. */
  public FeatureTables(Path socket) {
    this.configDb = Connections.open(socket, SwitchDatabase.CONFIG_DB);
    this.stateDb = Connections.open(socket, SwitchDatabase.STATE_DB);
  }

  /** CONFIG_DB's rows by feature. */
  public ImmutableSortedMap<String, ImmutableMap<String, String>> config() {
    return rows(configDb);
  }

  /** STATE_DB's rows by feature. */
  public ImmutableSortedMap<String, ImmutableMap<String, String>> state() {
    return rows(stateDb);
  }

  @Override
  public void close() {
    configDb.close();
    stateDb.close();
  }

  private static ImmutableSortedMap<String, ImmutableMap<String, String>> rows(Jedis database) {
    ImmutableSortedMap.Builder<String, ImmutableMap<String, String>> rows =
        ImmutableSortedMap.naturalOrder();
    for (String key : database.keys(FeatureKeys.PREFIX + "*")) {
      ImmutableMap<String, String> fields = ImmutableMap.copyOf(database.hgetAll(key));
      if (!fields.isEmpty()) {
        rows.put(FeatureKeys.nameIn(key), fields);
      }
    }
    return rows.buildOrThrow();
  }
}
