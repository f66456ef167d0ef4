package dev.featured.adapters.redis;

import static java.util.Locale.ROOT;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;

/**
 * A connection that sends nothing but what it knows to change nothing: reads, subscriptions, what a
 * client says of itself, and the scripts of {@link KeyReader}. It is the one place through which
 * every command goes, so nobody who has such a connection needs to be careful.
 */
final class ReadOnlyConnection extends Connection {
  private static final ImmutableSet<String> READS =
      ImmutableSet.of(
          "AUTH",
          "EXISTS",
          "GET",
          "HELLO",
          "HGET",
          "HGETALL",
          "PING",
          "PSUBSCRIBE",
          "PUNSUBSCRIBE",
          "SCAN",
          "SELECT",
          "TYPE");

  /** Commands of which some subcommands change things. */
  private static final ImmutableSet<String> SUBCOMMANDS =
      ImmutableSet.of("CLIENT LIST", "CLIENT SETNAME", "CONFIG GET");

  private static final ImmutableSet<String> SCRIPTS = ImmutableSet.of("EVAL", "EVALSHA");

  ReadOnlyConnection(JedisSocketFactory sockets, JedisClientConfig clientConfig) {
    super(sockets, clientConfig);
  }

  /**
   * Sends a command.
   *
   * @throws IllegalStateException if it may change something; it is not sent then
   */
  @Override
  public void sendCommand(CommandArguments command) {
    // Called while super() shakes hands, so nothing of this object may be needed here.
    ImmutableList<byte[]> words =
        Streams.stream(command).map(word -> word.getRaw()).collect(ImmutableList.toImmutableList());
    if (!changesNothing(words)) {
      throw new IllegalStateException(
          "who only looks does not send " + LosslessUtf8.decode(words.get(0)));
    }
    super.sendCommand(command);
  }

  private static boolean changesNothing(ImmutableList<byte[]> words) {
    String verb = upperCase(words.get(0));
    if (READS.contains(verb)) {
      return true;
    }
    if (words.size() < 2) {
      return false;
    }
    return SCRIPTS.contains(verb)
        ? KeyReader.isOurs(words.get(1))
        : SUBCOMMANDS.contains(verb + " " + upperCase(words.get(1)));
  }

  private static String upperCase(byte[] word) {
    return LosslessUtf8.decode(word).toUpperCase(ROOT);
  }
}
