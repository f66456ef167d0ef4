package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableList;
import java.util.function.Function;
import redis.clients.jedis.Jedis;

/**
 * The scripts that are run outside the fence: one reads keys and {@code CONFIG_DB_INITIALIZED} in
 * one step, the other what has been asked of features. They call no command that writes.
 */
final class KeyReader {
  private static final Script READ = Script.of("loaded", "read");
  private static final Script ASKED = Script.of("asked");
  private static final byte[] INITIALISED = LosslessUtf8.encode(SonicKeys.CONFIG_DB_INITIALIZED);

  private KeyReader() {}

  /**
   * The reading of these keys.
   *
   * @return whether the configuration is loaded, see {@link #isLoaded}, and then for each key what
   *     {@link KeyContent#next} takes
   */
  static Function<Jedis, ImmutableList<String>> read(ImmutableList<byte[]> keys) {
    return READ.with(
        ImmutableList.<byte[]>builder().add(INITIALISED).addAll(keys).build(),
        new ScriptArguments());
  }

  /**
   * The reading of what has been asked.
   *
   * @param lifecycles keys of STATE_DB
   * @return for each of them what stands there, or an empty text
   */
  static Function<Jedis, ImmutableList<String>> asked(ImmutableList<byte[]> lifecycles) {
    return ASKED.with(lifecycles, new ScriptArguments());
  }

  /** Whether this is the text or the SHA-1 of one of these scripts. */
  static boolean isOurs(byte[] script) {
    return READ.isNamed(script) || ASKED.isNamed(script);
  }

  /** What the first text of an answer says. */
  static boolean isLoaded(String first) {
    return first.equals("loaded");
  }
}
