package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RowContent;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
  private final Table lifecycles;
  private final Table deviceMetadata;

  /** A reader of these databases; connects when first asked. */
  public FeatureStore(DatabaseConfig databases) {
    this(databases, TimeLimits.DEFAULT);
  }

  /** A reader of these databases that waits no longer than this for an answer. */
  public FeatureStore(DatabaseConfig databases, TimeLimits limits) {
    this.databases = databases;
    this.configDb = new RedisConnection(databases.configDb(), limits);
    this.stateDb = new RedisConnection(databases.stateDb(), limits);
    this.applDb = new RedisConnection(databases.applDb(), limits);
    this.rows = SonicKeys.features(databases.configDb());
    this.lifecycles = SonicKeys.lifecycles(databases.stateDb());
    this.deviceMetadata = SonicKeys.deviceMetadata(databases.configDb());
  }

  /**
   * Reads rows of CONFIG_DB in one atomic step, and in the same step whether the configuration is
   * loaded. While it is not, no row may be looked at: one that is missing may be about to come.
   *
   * @param metadata keys of DEVICE_METADATA
   * @param names whose FEATURE rows
   * @return empty while the configuration is not loaded
   */
  public Optional<LoadedConfiguration> loaded(Set<String> metadata, Set<FeatureName> names) {
    Iterator<String> answer = answer(metadata, names);
    return KeyReader.isLoaded(answer.next())
        ? Optional.of(new LoadedConfiguration(fields(metadata, answer), rows(names, answer)))
        : Optional.empty();
  }

  /** The keys of DEVICE_METADATA, whether they are there or not: always {@code localhost}. */
  public ImmutableSet<String> deviceMetadataKeys() {
    return ImmutableSet.<String>builder()
        .add("localhost")
        .addAll(names(configDb, deviceMetadata))
        .build();
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

  /**
   * All features that have a key in CONFIG_DB or STATE_DB, of whatever type and in either table.
   */
  public Listing names() {
    Set<String> found = new HashSet<>(names(configDb, rows));
    found.addAll(names(stateDb, SonicKeys.features(databases.stateDb())));
    found.addAll(names(stateDb, lifecycles));
    return Listing.of(found);
  }

  /**
   * What has been asked of features, be it answered or not; see {@link LifecycleReport}. A row that
   * is read after this is not older than what is said here.
   *
   * @return by name, where anything has been asked
   */
  public ImmutableSortedMap<FeatureName, String> asked(Set<FeatureName> names) {
    ImmutableList<byte[]> keys =
        names.stream().map(lifecycles::key).collect(ImmutableList.toImmutableList());
    Iterator<String> answer = stateDb.ask(KeyReader.asked(keys)).iterator();
    ImmutableSortedMap.Builder<FeatureName, String> asked = ImmutableSortedMap.naturalOrder();
    for (FeatureName name : names) {
      String request = answer.next();
      if (!request.isEmpty()) {
        asked.put(name, request);
      }
    }
    return asked.buildOrThrow();
  }

  /** The features that have a key in CONFIG_DB, of whatever type. */
  public Listing configured() {
    return Listing.of(names(configDb, rows));
  }

  /** The features that have a key in STATE_DB, of whatever type and in either table. */
  public Listing published() {
    Set<String> found = new HashSet<>(names(stateDb, SonicKeys.features(databases.stateDb())));
    found.addAll(names(stateDb, lifecycles));
    return Listing.of(found);
  }

  /**
   * Reads rows of CONFIG_DB in one atomic step.
   *
   * @return for each name its row, or empty where there is none
   */
  public ImmutableSortedMap<FeatureName, Optional<RowContent>> read(Set<FeatureName> names) {
    Iterator<String> answer = answer(ImmutableSet.of(), names);
    answer.next();
    return rows(names, answer);
  }

  /** The whole table DEVICE_METADATA, by key; what is not a hash is left out. */
  public ImmutableMap<String, ImmutableMap<String, String>> deviceMetadata() {
    Set<String> keys = deviceMetadataKeys();
    Iterator<String> answer = answer(keys, ImmutableSet.of());
    answer.next();
    return fields(keys, answer);
  }

  /**
   * Sees to it that Redis announces changes, on each server that the daemon watches: adds to {@code
   * notify-keyspace-events} what is missing there. A Redis that was restarted has forgotten it. On
   * databases that are read only it does nothing.
   *
   * @return whether anything was missing
   */
  public boolean makeWatchable() {
    boolean missing = KeyspaceEvents.enable(configDb);
    if (!databases.configDb().sharesInstanceWith(databases.stateDb())) {
      missing |= KeyspaceEvents.enable(stateDb);
    }
    if (!databases.configDb().sharesInstanceWith(databases.applDb())) {
      missing |= KeyspaceEvents.enable(applDb);
    }
    return missing;
  }

  /** Whether Redis announces changes, on each server that is watched. */
  public boolean announcesChanges() {
    return KeyspaceEvents.areOn(configDb)
        && KeyspaceEvents.areOn(stateDb)
        && KeyspaceEvents.areOn(applDb);
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

  /** First whether the configuration is loaded, then what is under each key. */
  private Iterator<String> answer(Set<String> metadata, Set<FeatureName> names) {
    ImmutableList.Builder<byte[]> keys = ImmutableList.builder();
    metadata.forEach(name -> keys.add(deviceMetadata.key(name)));
    names.forEach(name -> keys.add(rows.key(name)));
    return configDb.ask(KeyReader.read(keys.build())).iterator();
  }

  private static ImmutableMap<String, ImmutableMap<String, String>> fields(
      Set<String> metadata, Iterator<String> answer) {
    ImmutableMap.Builder<String, ImmutableMap<String, String>> found = ImmutableMap.builder();
    for (String name : metadata) {
      KeyContent content = KeyContent.next(answer);
      if (!content.fields().isEmpty()) {
        found.put(name, content.fields());
      }
    }
    return found.buildOrThrow();
  }

  private static ImmutableSortedMap<FeatureName, Optional<RowContent>> rows(
      Set<FeatureName> names, Iterator<String> answer) {
    ImmutableSortedMap.Builder<FeatureName, Optional<RowContent>> contents =
        ImmutableSortedMap.naturalOrder();
    names.forEach(name -> contents.put(name, KeyContent.next(answer).row()));
    return contents.buildOrThrow();
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
