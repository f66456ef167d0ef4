package dev.featured.adapters.demo.clients;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A subscription to what happens to the FEATURE keys of one database.
 *
 * <p>Redis hands its notifications to one subscriber in the order in which the commands were
 * executed. {@link #catchUp} relies on that.
 */
final class KeyspaceNotifications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyspaceNotifications.class);
  private static final Duration SUBSCRIBING = Duration.ofSeconds(10);

  private final Path socket;
  private final SwitchDatabase database;
  private final Jedis connection;
  private final Subscription subscription;
  private final Thread thread;
  private final String syncChannel = "featured-demo:" + UUID.randomUUID();
  private final ConcurrentMap<String, CountDownLatch> awaited = new ConcurrentHashMap<>();
  private final CountDownLatch subscribed = new CountDownLatch(1);

  /**
   * Subscribes; returns once Redis has confirmed it.
   *
   * @param listener gets each feature's name and the command that hit its key, on the subscriber's
   *     thread: it must be quick
   */
  KeyspaceNotifications(Path socket, SwitchDatabase database, BiConsumer<String, String> listener) {
    this.socket = socket;
    this.database = database;
    this.connection = Connections.open(socket, database);
    connection.configSet("notify-keyspace-events", "AKE");
    this.subscription = new Subscription(prefix(), listener);
    this.thread = new Thread(this::listen, "notifications-" + database);
    thread.setDaemon(true);
    thread.start();
    if (!Uninterruptibles.awaitUninterruptibly(subscribed, SUBSCRIBING)) {
      throw new IllegalStateException("Redis did not confirm a subscription to " + database);
    }
  }

  /**
   * Waits until everything that Redis executed before this call has reached the listener.
   *
   * @return false if the time was over before that; a connection that was lost is not made again,
   *     so that notifications never go missing unnoticed
   */
  boolean catchUp(Duration limit) {
    String token = UUID.randomUUID().toString();
    CountDownLatch arrived = new CountDownLatch(1);
    awaited.put(token, arrived);
    try (Jedis publisher = Connections.open(socket, database)) {
      publisher.publish(syncChannel, token);
      return Uninterruptibles.awaitUninterruptibly(arrived, limit);
    } finally {
      awaited.remove(token);
    }
  }

  @Override
  public void close() {
    connection.disconnect();
    Uninterruptibles.joinUninterruptibly(thread);
  }

  private void listen() {
    try {
      connection.psubscribe(subscription, prefix() + "*", syncChannel);
    } catch (JedisConnectionException e) {
      LOG.debug("the subscription to {} ended: {}", database, e.getMessage());
    }
  }

  private String prefix() {
    return "__keyspace@" + database.number() + "__:" + FeatureKeys.PREFIX;
  }

  private final class Subscription extends JedisPubSub {
    private final String prefix;
    private final BiConsumer<String, String> listener;

    Subscription(String prefix, BiConsumer<String, String> listener) {
      this.prefix = prefix;
      this.listener = listener;
    }

    @Override
    public void onPSubscribe(String pattern, int subscriptions) {
      if (subscriptions == 2) {
        subscribed.countDown();
      }
    }

    @Override
    public void onPMessage(String pattern, String channel, String message) {
      if (channel.startsWith(prefix)) {
        listener.accept(channel.substring(prefix.length()), message);
      } else {
        CountDownLatch waiting = awaited.get(message);
        if (waiting != null) {
          waiting.countDown();
        }
      }
    }
  }
}
