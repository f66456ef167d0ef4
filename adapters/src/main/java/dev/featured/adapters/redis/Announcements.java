package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableMap;
import java.util.function.BiConsumer;
import redis.clients.jedis.BinaryJedisPubSub;

/** The notifications that are wanted from one server, each pattern with its receiver. */
final class Announcements extends BinaryJedisPubSub {
  private final ImmutableMap<String, BiConsumer<String, KeyEvent>> receivers;
  private final Runnable confirmed;

  /**
   * Notifications for these patterns.
   *
   * @param receivers by pattern, who is told the channel and the event
   * @param confirmed run when the server has confirmed every pattern
   */
  Announcements(ImmutableMap<String, BiConsumer<String, KeyEvent>> receivers, Runnable confirmed) {
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
  public void onPMessage(byte[] pattern, byte[] channel, byte[] event) {
    receivers
        .get(LosslessUtf8.decode(pattern))
        .accept(LosslessUtf8.decode(channel), KeyEvent.of(LosslessUtf8.decode(event)));
  }
}
