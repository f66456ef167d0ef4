package dev.featured.adapters.redis;

import dev.featured.adapters.redis.DatabaseConfig.Instance;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Takes connections and never says a word. */
record SilentServer(Path socket, ServerSocketChannel channel) implements AutoCloseable {
  static SilentServer on(Path socket) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(socket));
    return new SilentServer(socket, channel);
  }

  Instance instance() {
    return new Instance("silent", "127.0.0.1", 0, Optional.of(socket));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
