package dev.featured.adapters.redis;

import dev.featured.engine.core.BarrierId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * The channel on which a {@link Fence} sends barriers and a {@link Watcher} hears them. Redis hands
 * one subscriber its messages and its notifications in the order in which they came about. Each
 * fence has a channel of its own.
 */
public final class BarrierChannel {
  // No UUID: the first one loads secure randomness, which a start need not wait for.
  private static final String PREFIX =
      "featured:barrier:"
          + ProcessHandle.current().pid()
          + "-"
          + Long.toHexString(System.nanoTime());

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = PREFIX + "-" + COUNT.incrementAndGet();

  BarrierChannel() {}

  String name() {
    return name;
  }

  static String message(FeatureName feature, BarrierId barrier) {
    return barrier.value() + " " + feature.value();
  }

  static void read(String message, BiConsumer<FeatureName, BarrierId> receiver) {
    int space = message.indexOf(' ');
    try {
      receiver.accept(
          new FeatureName(message.substring(space + 1)),
          new BarrierId(Long.parseLong(message.substring(0, space))));
    } catch (InvalidFeatureName e) {
      throw new IllegalStateException("no barrier of the fence's: " + message, e);
    }
  }
}
