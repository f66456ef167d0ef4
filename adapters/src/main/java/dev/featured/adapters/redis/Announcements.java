package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableMap;
import java.util.function.BiConsumer;
import redis.clients.jedis.BinaryJedisPubSub;

/** The messages that are wanted from one server, each pattern with its receiver. */
final class Announcements extends BinaryJedisPubSub {
  private final ImmutableMap<String, BiConsumer<String, String>> receivers;
  private final Runnable confirmed;

  /**
   * Messages for these patterns.
   *
   * @param receivers by pattern, who is told the channel and the message
   * @param confirmed run when the server has confirmed every pattern
   */
  Announcements(ImmutableMap<String, BiConsumer<String, String>> receivers, Runnable confirmed) {
    this.receivers = receivers;
    this.confirmed = confirmed;
  }

  byte[][] patterns() {
    return receivers.keySet().stream().map(LosslessUtf8::encode).toArray(byte[][]::new);
  }

  @Override
  public void onPSubscribe(byte[] pattern, int patternsSoFar) {
    if (patternsSoFar == receivers.size()) {
      confirmed.run();
    }
  }

  @Override
  public void onPMessage(byte[] pattern, byte[] channel, byte[] message) {
    receivers
        .get(LosslessUtf8.decode(pattern))
        .accept(LosslessUtf8.decode(channel), LosslessUtf8.decode(message));
  }
}
