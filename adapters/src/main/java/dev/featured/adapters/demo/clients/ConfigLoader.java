package dev.featured.adapters.demo.clients;

import java.nio.file.Path;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** What fills the databases while a switch boots (SPEC section 1). */
public final class ConfigLoader {
  private final Path socket;

  /** A loader for the Redis behind this socket. */
  public ConfigLoader(Path socket) {
    this.socket = socket;
  }

  /** Writes these hashes to CONFIG_DB, by key, and then says that the configuration is there. */
  public void load(Map<String, ? extends Map<String, String>> hashes) {
    try (Jedis configDb = Connections.open(socket, SwitchDatabase.CONFIG_DB)) {
      try (Pipeline pipeline = configDb.pipelined()) {
        hashes.forEach(pipeline::hset);
      }
      configDb.set("CONFIG_DB_INITIALIZED", "1");
    }
  }

  /** Says that the ports are initialised. */
  public void portInitDone() {
    try (Jedis applDb = Connections.open(socket, SwitchDatabase.APPL_DB)) {
      applDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");
    }
  }
}
