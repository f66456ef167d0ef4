package dev.featured.model.fence;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/** Writes down every keyspace notification and every barrier of a server, in their order. */
final class KeyspaceRecorder implements AutoCloseable {
  static final String BARRIERS = "featured:barrier:";
  private static final String END = "end-of-recording";

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final Jedis publisher;
  private final JedisPubSub subscription;
  private final Thread thread;

  KeyspaceRecorder(RunningRedis redis) throws InterruptedException {
    CountDownLatch subscribed = new CountDownLatch(3);
    publisher = redis.client(0);
    subscription =
        new JedisPubSub() {
          @Override
          public void onPSubscribe(String pattern, int count) {
            subscribed.countDown();
          }

          @Override
          public void onPMessage(String pattern, String channel, String message) {
            events.add(channel.equals(END) ? END : channel + " " + message);
          }
        };
    thread =
        new Thread(
            () -> {
              try (Jedis jedis = redis.client(0)) {
                jedis.psubscribe(subscription, "__keyspace@*", BARRIERS + "*", END);
              }
            });
    thread.start();
    subscribed.await();
  }

  /** What was announced since the last time. */
  ImmutableList<String> recorded() throws InterruptedException {
    publisher.publish(END, "");
    ImmutableList.Builder<String> recorded = ImmutableList.builder();
    for (String event = events.take(); !event.equals(END); event = events.take()) {
      recorded.add(event.replace("__keyspace@", "").replace("__:", " "));
    }
    return recorded.build();
  }

  @Override
  public void close() {
    subscription.punsubscribe();
    Uninterruptibles.joinUninterruptibly(thread);
    publisher.close();
  }
}
