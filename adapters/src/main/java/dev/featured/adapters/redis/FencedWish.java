package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Quoted;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Writes what an operator wants into a feature's row, if that is there and may be changed: in the
 * one step that finds it so. It never creates a row, nor a field of one.
 *
 * <p>Besides, it can leave a token, which the daemon repeats in its {@link LifecycleReport} once it
 * has read the row as it was then or later. Where STATE_DB is on another server, the token is left
 * right after the row was written.
 */
public final class FencedWish implements AutoCloseable {
  private static final Script SET = Script.of("arguments", "publication", "set_wish");
  private static final Script ASK = Script.of("arguments", "publication", "ask");
  private static final String NO_TOKEN = "";

  private final DatabaseConfig databases;
  private final boolean oneServer;
  private final Table rows;
  private final Table states;
  private final Table lifecycles;
  private final RedisConnection configDb;
  private final RedisConnection stateDb;

  /** Connects when first used. */
  public FencedWish(DatabaseConfig databases) {
    this.databases = databases;
    this.oneServer = databases.configDb().sharesInstanceWith(databases.stateDb());
    this.rows = SonicKeys.features(databases.configDb());
    this.states = SonicKeys.features(databases.stateDb());
    this.lifecycles = SonicKeys.lifecycles(databases.stateDb());
    this.configDb = new RedisConnection(databases.configDb());
    this.stateDb = new RedisConnection(databases.stateDb());
  }

  /**
   * Sets a feature's {@code state}.
   *
   * @throws RedisUnavailable if there is no answer; whether it was written is not known then
   */
  public WishOutcome set(FeatureName name, String state) {
    return set(name, state, NO_TOKEN);
  }

  /**
   * Sets a feature's {@code state} and leaves a token.
   *
   * @param token not empty, and never used before
   * @throws RedisUnavailable if there is no answer; whether it was written is not known then
   */
  public WishOutcome setAndAsk(FeatureName name, String state, String token) {
    if (oneServer) {
      return set(name, state, token);
    }
    WishOutcome outcome = set(name, state, NO_TOKEN);
    if (!(outcome instanceof WishOutcome.Set)) {
      return outcome;
    }
    WishOutcome asked = ask(name, token);
    return asked instanceof WishOutcome.Set ? outcome : asked;
  }

  private WishOutcome set(FeatureName name, String state, String token) {
    ScriptArguments arguments =
        new ScriptArguments()
            .number(databases.configDb().id())
            .number(databases.stateDb().id())
            .text(state)
            .text(token);
    ImmutableList<byte[]> keys = ImmutableList.of(rows.key(name), lifecycles.key(name));
    try {
      return outcome(name, configDb.call(SET.with(keys, arguments)));
    } catch (JedisDataException e) {
      return new WishOutcome.Refused(Refusal.of(e).reason());
    }
  }

  private WishOutcome ask(FeatureName name, String token) {
    ImmutableList<byte[]> keys = ImmutableList.of(states.key(name), lifecycles.key(name));
    try {
      return outcome(name, stateDb.call(ASK.with(keys, new ScriptArguments().text(token))));
    } catch (JedisDataException e) {
      return new WishOutcome.Refused(Refusal.of(e).reason());
    }
  }

  private WishOutcome outcome(FeatureName name, ImmutableList<String> answer) {
    return switch (answer.get(0)) {
      case "set" -> new WishOutcome.Set(answer.get(1));
      case "gone" -> new WishOutcome.Gone();
      case "immutable" -> new WishOutcome.Immutable(answer.get(1));
      case "unmanaged" ->
          new WishOutcome.Refused("its row has no field 'state', so it is somebody else's");
      case "foreign" ->
          new WishOutcome.Refused("its row is of the Redis type " + answer.get(1) + ", not a hash");
      case "mute" ->
          new WishOutcome.Refused(
              "STATE_DB key %s is a %s, not a hash"
                  .formatted(Quoted.of(lifecycles.prefix() + name), answer.get(1)));
      default -> throw new IllegalStateException("no answer of a script: " + answer);
    };
  }

  @Override
  public void close() {
    configDb.close();
    stateDb.close();
  }
}
