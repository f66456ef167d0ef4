package dev.featured.adapters.redis;

import dev.featured.engine.feature.Quoted;
import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Why Redis would not write.
 *
 * @param reason one line for an operator
 * @param passing whether it is a state of the server, which passes: it is a replica, its memory or
 *     its disk is full. Then the same write is worth another try
 */
public record Refusal(String reason, boolean passing) {
  /** What Redis adds to an error inside a script; it says nothing to an operator. */
  private static final Pattern PLACE_IN_SCRIPT = Pattern.compile(" script: [0-9a-f]{40}, on .*");

  /** Inside a script, Redis 6 puts the error's own text behind the place, after a dash. */
  private static final Pattern PASSING =
      Pattern.compile("(^|[ @:]-)(READONLY|OOM|MISCONF|NOREPLICAS|CLUSTERDOWN) ");

  static Refusal of(JedisDataException e) {
    return new Refusal(
        "Redis refuses to write: " + quoted(e),
        PASSING.matcher(String.valueOf(e.getMessage())).find());
  }

  /** What Redis or Jedis says. */
  static String quoted(JedisException e) {
    return Quoted.of(PLACE_IN_SCRIPT.matcher(String.valueOf(e.getMessage())).replaceFirst(""));
  }
}
