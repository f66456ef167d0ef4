package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RowContent;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.args.ClientType;

/**
 * Reads for a person what Redis says of features. It writes nothing.
 *
 * <p>Belongs to one thread. Every method throws {@link RedisUnavailable} when there is no answer;
 * the next call connects anew.
 */
public final class StatusReader implements AutoCloseable {
  private final FeatureStore store;
  private final Table states;
  private final Table lifecycles;
  private final RedisConnection configDb;
  private final RedisConnection stateDb;

  /** A reader of these databases; connects when first asked. */
  public StatusReader(DatabaseConfig databases) {
    this.store = new FeatureStore(databases);
    this.states = SonicKeys.features(databases.stateDb());
    this.lifecycles = SonicKeys.lifecycles(databases.stateDb());
    this.configDb = new RedisConnection(databases.configDb());
    this.stateDb = new RedisConnection(databases.stateDb());
  }

  /** The features that have a row. */
  public Listing configured() {
    return store.configured();
  }

  /** The features that have a row, or that STATE_DB speaks of. */
  public Listing known() {
    return store.names();
  }

  /**
   * What is said of these features. STATE_DB is read before CONFIG_DB: what it says of a row is not
   * newer than the row that is shown beside it.
   */
  public ImmutableList<FeatureStatus> read(Set<FeatureName> names) {
    ImmutableList.Builder<byte[]> keys = ImmutableList.builder();
    for (FeatureName name : names) {
      keys.add(states.key(name)).add(lifecycles.key(name));
    }
    Iterator<String> answer = stateDb.ask(KeyReader.read(keys.build())).iterator();
    answer.next();
    ImmutableSortedMap<FeatureName, Optional<RowContent>> rows = store.read(names);
    ImmutableList.Builder<FeatureStatus> found = ImmutableList.builder();
    for (FeatureName name : names) {
      ImmutableSortedMap<String, String> published = KeyContent.next(answer).fields();
      ImmutableSortedMap<String, String> lifecycle = KeyContent.next(answer).fields();
      found.add(new FeatureStatus(name, rows.get(name), published, lifecycle));
    }
    return found.build();
  }

  /** What is said of this feature. */
  public FeatureStatus read(FeatureName name) {
    return read(Set.of(name)).get(0);
  }

  /** Whether a daemon is subscribed to the rows' changes, so that it acts on them. */
  public boolean isFollowed() {
    return configDb.ask(
        jedis ->
            jedis
                .clientList(ClientType.PUBSUB)
                .lines()
                .anyMatch(client -> client.contains(" name=" + RedisConnection.DAEMON + " ")));
  }

  @Override
  public void close() {
    store.close();
    configDb.close();
    stateDb.close();
  }
}
