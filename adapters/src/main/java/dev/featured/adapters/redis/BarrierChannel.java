package dev.featured.adapters.redis;

import dev.featured.engine.core.BarrierId;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * The channel on which a {@link Fence} sends barriers and a {@link Watcher} hears them. Redis hands
 * one subscriber its messages and its notifications in the order in which they came about. Nobody
 * else knows the channel's name.
 */
public final class BarrierChannel {
  private final String name = "featured:barrier:" + UUID.randomUUID();

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
