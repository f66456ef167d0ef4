package dev.featured.adapters.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** A service manager's end of the socket: a real one, from which a test takes what was told. */
public final class ListeningSupervisor implements AutoCloseable {
  private static final int LONGEST = 4096;

  private final AFUNIXDatagramSocket socket;

  private ListeningSupervisor(AFUNIXSocketAddress address) throws IOException {
    socket = AFUNIXDatagramSocket.newInstance();
    socket.bind(address);
  }

  /** Listens on a socket with a path. */
  public static ListeningSupervisor at(Path path) throws IOException {
    return new ListeningSupervisor(AFUNIXSocketAddress.of(path));
  }

  /** Listens on a socket that has no path. */
  public static ListeningSupervisor inAbstractNamespace(String name) throws IOException {
    return new ListeningSupervisor(AFUNIXSocketAddress.inAbstractNamespace(name));
  }

  /** The lines of the next datagram, or nothing if none comes in that time. */
  public Optional<ImmutableList<String>> next(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
    String text = new String(packet.getData(), 0, packet.getLength(), UTF_8);
    return Optional.of(ImmutableList.copyOf(Splitter.on('\n').split(text)));
  }

  @Override
  public void close() {
    socket.close();
  }
}
