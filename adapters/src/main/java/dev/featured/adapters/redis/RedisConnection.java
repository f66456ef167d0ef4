package dev.featured.adapters.redis;

import com.google.common.base.Throwables;
import dev.featured.adapters.redis.DatabaseConfig.Access;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.IOUtils;

/**
 * A connection to one database that is opened when it is first used, and again when it is used
 * after a loss. Not safe for use by several threads, but for {@link #cutOff()}.
 */
final class RedisConnection implements AutoCloseable {
  /** What the daemon's connections are called in Redis's list of clients. */
  static final String DAEMON = "featured";

  /** What the connection of a command is called that waits for something. */
  static final String COMMAND = "featured-command";

  /** What the connections of somebody are called who only looks. */
  static final String ONLOOKER = "featured-dry-run";

  /** Errors of a server that will answer when it is asked again later. */
  private static final Pattern NOT_READY = Pattern.compile("(LOADING|BUSY|MASTERDOWN) ");

  private final Instance instance;
  private final Access access;
  private final JedisSocketFactory sockets;
  private final JedisClientConfig clientConfig;
  private Optional<Jedis> open = Optional.empty();
  private volatile Optional<Socket> newestSocket = Optional.empty();

  RedisConnection(Database database) {
    this(database, TimeLimits.DEFAULT);
  }

  RedisConnection(Database database, TimeLimits limits) {
    this(database, limits, database.access() == Access.READ_ONLY ? ONLOOKER : DAEMON);
  }

  RedisConnection(Database database, TimeLimits limits, String clientName) {
    this.instance = database.instance();
    this.access = database.access();
    this.clientConfig =
        DefaultJedisClientConfig.builder()
            .autoNegotiateProtocol(false)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .clientName(clientName)
            .database(database.id())
            .connectionTimeoutMillis(limits.connectMillis())
            .socketTimeoutMillis(limits.readMillis())
            .build();
    this.sockets = sockets(instance, clientConfig, limits);
  }

  private static JedisSocketFactory sockets(
      Instance instance, JedisClientConfig clientConfig, TimeLimits limits) {
    JedisSocketFactory tcp =
        new DefaultJedisSocketFactory(
            new HostAndPort(instance.hostname(), instance.port()), clientConfig);
    return instance
        .unixSocket()
        .<JedisSocketFactory>map(path -> new FirstThatConnects(new UnixSockets(path, limits), tcp))
        .orElse(tcp);
  }

  /**
   * Does something with the connection.
   *
   * @throws RedisUnavailable if there is none, it is lost meanwhile, or the server is not ready
   * @throws JedisDataException if Redis answers with an error; the connection is still good
   */
  <T> T call(Function<Jedis, T> work) {
    boolean usable = false;
    try {
      T answer = work.apply(connected());
      usable = true;
      return answer;
    } catch (JedisDataException e) {
      usable = true;
      throw NOT_READY.matcher(String.valueOf(e.getMessage())).lookingAt() ? unavailable(e) : e;
    } catch (JedisException e) {
      throw unavailable(e);
    } finally {
      if (!usable) {
        close();
      }
    }
  }

  /**
   * Asks something that Redis has no reason to refuse.
   *
   * @throws RedisUnavailable if there is no connection, it is lost, or Redis answers with an error
   */
  <T> T ask(Function<Jedis, T> question) {
    try {
      return call(question);
    } catch (JedisDataException e) {
      throw unavailable(e);
    }
  }

  /** What to throw when this server gave no usable answer. */
  RedisUnavailable unavailable(JedisException e) {
    boolean late =
        Throwables.getCausalChain(e).stream().anyMatch(SocketTimeoutException.class::isInstance);
    String reason =
        late
            ? "no answer within " + clientConfig.getSocketTimeoutMillis() + " ms"
            : Refusal.quoted(e);
    return new RedisUnavailable(instance + ": " + reason, e);
  }

  /** Whether it refuses to send what would change anything. */
  boolean isReadOnly() {
    return access == Access.READ_ONLY;
  }

  private Jedis connected() {
    return open.orElseGet(
        () -> {
          Jedis jedis = connect();
          open = Optional.of(jedis);
          return jedis;
        });
  }

  private Jedis connect() {
    try {
      return isReadOnly()
          ? new Jedis(new ReadOnlyConnection(this::newSocket, clientConfig))
          : new Jedis(this::newSocket, clientConfig);
    } catch (JedisDataException e) {
      // An error in answer to the hand-shake (LOADING, no such database) leaves no connection.
      throw unavailable(e);
    }
  }

  private Socket newSocket() {
    Socket socket = sockets.createSocket();
    newestSocket = Optional.of(socket);
    return socket;
  }

  /** Closes it; the next call opens it again. */
  @Override
  public void close() {
    Optional<Jedis> last = open;
    open = Optional.empty();
    last.ifPresent(RedisConnection::disconnect);
  }

  /**
   * For another thread: ends whatever the connection is waiting for, be it the first answer of a
   * server that says nothing.
   */
  void cutOff() {
    newestSocket.ifPresent(IOUtils::closeQuietly);
  }

  private static void disconnect(Jedis jedis) {
    try {
      jedis.close();
    } catch (JedisConnectionException e) {
      // The socket is closed even so; this says only that its last flush found the server gone.
      assert !jedis.isConnected();
    }
  }
}
