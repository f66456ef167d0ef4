package dev.featured.adapters.notify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/**
 * The datagram socket that a service manager listens on. It is connected to when there is first
 * something to send, so that this costs nothing before.
 */
final class NotifySocket implements AutoCloseable {
  private final String address;
  private Optional<AFUNIXDatagramChannel> channel = Optional.empty();

  /**
   * Names a socket.
   *
   * @param address a path, or a name in the abstract namespace after a leading {@code @}
   * @throws IllegalArgumentException if it is neither
   */
  NotifySocket(String address) {
    if (!address.startsWith("/") && !(address.startsWith("@") && address.length() > 1)) {
      throw new IllegalArgumentException("it must begin with / or @");
    }
    this.address = address;
  }

  /**
   * Sends one datagram, without ever waiting.
   *
   * @return false if the receiver's queue is full, so that nothing was sent
   * @throws IOException if nobody listens
   */
  boolean send(ByteBuffer datagram) throws IOException {
    if (channel.isEmpty()) {
      channel = Optional.of(connect());
    }
    try {
      return channel.get().write(datagram) > 0;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private AFUNIXDatagramChannel connect() throws IOException {
    AFUNIXSocketAddress receiver =
        address.startsWith("@")
            ? AFUNIXSocketAddress.inAbstractNamespace(address.substring(1))
            : AFUNIXSocketAddress.of(Path.of(address));
    AFUNIXDatagramChannel opened = AFUNIXDatagramChannel.open();
    try {
      opened.configureBlocking(false);
      opened.connect(receiver);
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isPresent()) {
      AFUNIXDatagramChannel opened = channel.get();
      channel = Optional.empty();
      opened.close();
    }
  }
}
