package dev.featured.adapters.redis;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Connects Jedis to a Redis that listens on a unix socket; Jedis itself knows TCP only. */
public final class UnixSockets implements JedisSocketFactory {
  private final Path path;
  private final TimeLimits limits;

  /**
   * Connections to one socket.
   *
   * @param path the socket; at most 107 bytes long, as the kernel has it
   */
  public UnixSockets(Path path) {
    this(path, TimeLimits.DEFAULT);
  }

  UnixSockets(Path path, TimeLimits limits) {
    this.path = path;
    this.limits = limits;
  }

  /**
   * Connects.
   *
   * @throws JedisConnectionException if the socket is missing, refuses, or has too long a path
   */
  @Override
  public Socket createSocket() {
    try {
      AFUNIXSocketAddress address = AFUNIXSocketAddress.of(path);
      Socket socket = AFUNIXSocket.newInstance();
      try {
        socket.connect(address, limits.connectMillis());
        socket.setSoTimeout(limits.readMillis());
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw new JedisConnectionException(path + ": " + e.getMessage(), e);
    }
  }
}
