package dev.featured.adapters.redis;

import com.google.common.annotations.VisibleForTesting;
import java.util.Optional;
import redis.clients.jedis.Jedis;

/**
 * The setting {@code notify-keyspace-events}, without which Redis announces nothing. Other clients
 * have wishes about it too, so what is there is kept (SPEC section 1).
 */
final class KeyspaceEvents {
  private static final String SETTING = "notify-keyspace-events";
  private static final String NEEDED = "AKE";

  private KeyspaceEvents() {}

  /**
   * Adds what is missing; sets nothing when nothing is, nor for somebody who only looks.
   *
   * @return whether it has set anything
   */
  static boolean enable(RedisConnection connection) {
    if (connection.isReadOnly()) {
      return false;
    }
    return connection.ask(
        jedis -> {
          Optional<String> missing = completed(current(jedis));
          missing.ifPresent(flags -> jedis.configSet(SETTING, flags));
          return missing.isPresent();
        });
  }

  /** Whether Redis announces all that is needed. */
  static boolean areOn(RedisConnection connection) {
    return connection.ask(jedis -> completed(current(jedis)).isEmpty());
  }

  private static String current(Jedis jedis) {
    return jedis.configGet(SETTING).getOrDefault(SETTING, "");
  }

  @VisibleForTesting
  static Optional<String> completed(String current) {
    StringBuilder flags = new StringBuilder(current);
    NEEDED
        .chars()
        .filter(flag -> current.indexOf(flag) < 0)
        .forEach(flag -> flags.append((char) flag));
    return flags.length() == current.length() ? Optional.empty() : Optional.of(flags.toString());
  }
}
