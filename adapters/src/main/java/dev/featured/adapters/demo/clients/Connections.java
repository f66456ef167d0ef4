package dev.featured.adapters.demo.clients;

import dev.featured.adapters.redis.UnixSockets;
import java.nio.file.Path;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;

/** Opens connections to one database of the demo's Redis. */
final class Connections {
  private Connections() {}

  static Jedis open(Path socket, SwitchDatabase database) {
    return new Jedis(
        new UnixSockets(socket),
        DefaultJedisClientConfig.builder()
            .database(database.number())
            .autoNegotiateProtocol(false)
            .build());
  }
}
