package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.NotAHash;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Reads what the daemon needs to know from Redis (SPEC sections 1 and 2). It writes nothing.
 *
 * <p>Belongs to one thread. Every method throws {@link RedisUnavailable} when there is no answer;
 * the next call connects anew.
 */
public final class FeatureStore implements AutoCloseable {
  private static final int KEYS_PER_SCAN = 1_000;

  private final DatabaseConfig databases;
  private final RedisConnection configDb;
  private final RedisConnection stateDb;
  private final RedisConnection applDb;
  private final Table rows;

  /** A reader of these databases; connects when first asked. */
  public FeatureStore(DatabaseConfig databases) {
    this.databases = databases;
    this.configDb = new RedisConnection(databases.configDb());
    this.stateDb = new RedisConnection(databases.stateDb());
    this.applDb = new RedisConnection(databases.applDb());
    this.rows = SonicKeys.features(databases.configDb());
  }

  /** Whether the configuration is loaded; before that nothing may be read. */
  public boolean configInitialised() {
    byte[] key = LosslessUtf8.encode(SonicKeys.CONFIG_DB_INITIALIZED);
    return configDb.ask(
        jedis ->
            unlessOfAnotherType(() -> Optional.ofNullable(jedis.get(key)))
                .flatMap(value -> value)
                .map(LosslessUtf8::decode)
                .filter("1"::equals)
                .isPresent());
  }

  /** Whether swss has said that the ports are initialised. */
  public boolean portInitDone() {
    byte[] key = LosslessUtf8.encode(SonicKeys.portInitDone(databases.applDb()));
    return applDb.ask(jedis -> jedis.exists(key));
  }

  /** Whether a warm or fast boot is in progress. */
  public boolean warmBootInProgress() {
    byte[] key = LosslessUtf8.encode(SonicKeys.warmRestart(databases.stateDb()));
    byte[] field = LosslessUtf8.encode("enable");
    return stateDb.ask(
        jedis ->
            unlessOfAnotherType(() -> Optional.ofNullable(jedis.hget(key, field)))
                .flatMap(value -> value)
                .map(LosslessUtf8::decode)
                .filter("true"::equals)
                .isPresent());
  }

  /** All features that have a key in CONFIG_DB or STATE_DB, of whatever type. */
  public Listing names() {
    Set<String> found = new HashSet<>(names(configDb, rows));
    found.addAll(names(stateDb, SonicKeys.features(databases.stateDb())));
    return Listing.of(found);
  }

  /** The features that have a key in CONFIG_DB, of whatever type. */
  public Listing configured() {
    return Listing.of(names(configDb, rows));
  }

  /** The features that have a key in STATE_DB, of whatever type. */
  public Listing published() {
    return Listing.of(names(stateDb, SonicKeys.features(databases.stateDb())));
  }

  /**
   * Reads rows of CONFIG_DB, in one pipeline.
   *
   * @return for each name its row, or empty where there is none
   */
  public ImmutableSortedMap<FeatureName, Optional<RowContent>> read(Set<FeatureName> names) {
    return configDb.ask(jedis -> read(jedis, names));
  }

  /** The whole table DEVICE_METADATA, by key; what is not a hash is left out. */
  public ImmutableMap<String, ImmutableMap<String, String>> deviceMetadata() {
    Table table = SonicKeys.deviceMetadata(databases.configDb());
    Set<String> names = names(configDb, table);
    ImmutableMap.Builder<String, ImmutableMap<String, String>> metadata = ImmutableMap.builder();
    configDb
        .ask(jedis -> hashes(jedis, names, table::key))
        .forEach(
            (name, hash) ->
                hash.filter(fields -> !fields.isEmpty())
                    .ifPresent(fields -> metadata.put(name, fields)));
    return metadata.buildOrThrow();
  }

  /**
   * Sees to it that Redis announces changes, on each server that the daemon watches: adds to {@code
   * notify-keyspace-events} what is missing there. A Redis that was restarted has forgotten it.
   */
  public void watchable() {
    KeyspaceEvents.enable(configDb);
    if (!databases.configDb().sharesInstanceWith(databases.stateDb())) {
      KeyspaceEvents.enable(stateDb);
    }
    if (!databases.configDb().sharesInstanceWith(databases.applDb())) {
      KeyspaceEvents.enable(applDb);
    }
  }

  @Override
  public void close() {
    configDb.close();
    stateDb.close();
    applDb.close();
  }

  private static Set<String> names(RedisConnection connection, Table table) {
    ScanParams params =
        new ScanParams().match(LosslessUtf8.encode(table.pattern())).count(KEYS_PER_SCAN);
    return connection.ask(
        jedis -> {
          Set<String> names = new HashSet<>();
          byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
          ScanResult<byte[]> page;
          do {
            page = jedis.scan(cursor, params);
            page.getResult().forEach(key -> names.add(table.nameIn(key)));
            cursor = page.getCursorAsBytes();
          } while (!page.isCompleteIteration());
          return names;
        });
  }

  private ImmutableSortedMap<FeatureName, Optional<RowContent>> read(
      Jedis jedis, Set<FeatureName> names) {
    ImmutableSortedMap.Builder<FeatureName, Optional<RowContent>> contents =
        ImmutableSortedMap.naturalOrder();
    hashes(jedis, names, rows::key)
        .forEach(
            (name, hash) ->
                contents.put(
                    name, hash.map(FeatureStore::row).orElseGet(() -> notAHash(jedis, name))));
    return contents.build();
  }

  private static Optional<RowContent> row(ImmutableSortedMap<String, String> fields) {
    return fields.isEmpty() ? Optional.empty() : Optional.of(new Row(fields));
  }

  private Optional<RowContent> notAHash(Jedis jedis, FeatureName name) {
    String type = jedis.type(rows.key(name));
    return switch (type) {
      case "none" -> Optional.empty();
      case "hash" -> read(jedis, Set.of(name)).get(name);
      default -> Optional.of(new NotAHash(type));
    };
  }

  /** The hash under each key, without fields if there is no key; empty if it is something else. */
  private static <N> ImmutableMap<N, Optional<ImmutableSortedMap<String, String>>> hashes(
      Jedis jedis, Set<N> names, Function<N, byte[]> key) {
    Map<N, Response<Map<byte[], byte[]>>> answers = new LinkedHashMap<>();
    try (Pipeline pipeline = jedis.pipelined()) {
      names.forEach(name -> answers.put(name, pipeline.hgetAll(key.apply(name))));
      pipeline.sync();
    }
    ImmutableMap.Builder<N, Optional<ImmutableSortedMap<String, String>>> hashes =
        ImmutableMap.builder();
    answers.forEach(
        (name, answer) -> hashes.put(name, unlessOfAnotherType(answer).map(FeatureStore::text)));
    return hashes.buildOrThrow();
  }

  private static ImmutableSortedMap<String, String> text(Map<byte[], byte[]> hash) {
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();
    hash.forEach(
        (field, value) -> fields.put(LosslessUtf8.decode(field), LosslessUtf8.decode(value)));
    return fields.buildOrThrow();
  }

  private static <T> Optional<T> unlessOfAnotherType(Supplier<T> answer) {
    try {
      return Optional.of(answer.get());
    } catch (JedisDataException e) {
      if (e.getMessage().startsWith("WRONGTYPE")) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
