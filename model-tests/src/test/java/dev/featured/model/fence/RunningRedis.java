package dev.featured.model.fence;

import dev.featured.adapters.redis.UnixSockets;
import java.io.IOException;
import java.nio.file.Path;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A real Redis for a test, on a unix socket only. */
record RunningRedis(RedisServer server, Path socket) implements AutoCloseable {
  static RunningRedis startIn(Path folder) throws IOException {
    Path socket = folder.resolve("r.sock");
    RedisServer server =
        RedisServer.builder()
            .port(0)
            .setting("unixsocket " + socket)
            .setting("save \"\"")
            .setting("notify-keyspace-events AKE")
            .build();
    server.start();
    return new RunningRedis(server, socket);
  }

  Jedis client(int database) {
    return new Jedis(
        new UnixSockets(socket),
        DefaultJedisClientConfig.builder().autoNegotiateProtocol(false).database(database).build());
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
