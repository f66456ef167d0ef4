package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A Lua script that Redis runs as one atomic step. */
final class Script {
  private final byte[] text;
  private final byte[] sha1;

  private Script(byte[] text) {
    this.text = text;
    this.sha1 = sha1Of(text);
  }

  /** The script made of these resource files, one behind the other. */
  static Script of(String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      text.append(resource(part + ".lua")).append('\n');
    }
    return new Script(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The running of it with these keys and arguments: by its SHA-1 if Redis knows it. A restarted
   * Redis, or a flushed one, does not.
   */
  Function<Jedis, ImmutableList<String>> with(
      ImmutableList<byte[]> keys, ScriptArguments arguments) {
    return jedis -> texts(evaluate(jedis, keys, arguments.toList()));
  }

  /** The running of it in a transaction: its answer, once the transaction is carried out. */
  Function<Transaction, Response<Object>> inTransaction(
      ImmutableList<byte[]> keys, ScriptArguments arguments) {
    return transaction -> transaction.eval(text, keys, arguments.toList());
  }

  /** Whether this is its text, or its SHA-1. */
  boolean isNamed(byte[] name) {
    return Arrays.equals(name, text) || Arrays.equals(name, sha1);
  }

  private Object evaluate(Jedis jedis, List<byte[]> keys, List<byte[]> arguments) {
    try {
      return jedis.evalsha(sha1, keys, arguments);
    } catch (JedisNoScriptException e) {
      return jedis.eval(text, keys, arguments);
    }
  }

  static ImmutableList<String> texts(Object answer) {
    return ((List<?>) answer)
        .stream()
            .map(item -> LosslessUtf8.decode((byte[]) item))
            .collect(ImmutableList.toImmutableList());
  }

  private static String resource(String name) {
    try {
      return Resources.toString(Resources.getResource(Script.class, name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static byte[] sha1Of(byte[] text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
      return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
