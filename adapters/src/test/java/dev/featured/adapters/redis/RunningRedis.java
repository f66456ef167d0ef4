package dev.featured.adapters.redis;

import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A real Redis for a test, on a unix socket only. */
public record RunningRedis(RedisServer server, Path socket) implements AutoCloseable {
  /** Starts one whose socket lies in this folder. */
  public static RunningRedis startIn(Path folder) throws IOException {
    Path socket = folder.resolve("r.sock");
    RedisServer server =
        RedisServer.builder().port(0).setting("unixsocket " + socket).setting("save \"\"").build();
    server.start();
    return new RunningRedis(server, socket);
  }

  /** The server as database_config.json names it. */
  public Instance instance(String name) {
    return new Instance(name, "127.0.0.1", 0, Optional.of(socket));
  }

  /** The databases that the daemon uses, all of them on this server. */
  public DatabaseConfig databases() {
    Instance here = instance("redis");
    return new DatabaseConfig(
        new Database(4, "|", here), new Database(6, "|", here), new Database(0, ":", here));
  }

  /** A client of one of its databases. */
  public Jedis client(int database) {
    return new Jedis(
        new UnixSockets(socket),
        DefaultJedisClientConfig.builder().autoNegotiateProtocol(false).database(database).build());
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
