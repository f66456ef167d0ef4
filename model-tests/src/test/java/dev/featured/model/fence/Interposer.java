package dev.featured.model.fence;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands between a client and a Redis, and acts just before certain requests arrive there. */
final class Interposer implements AutoCloseable {
  private record Trap(String part, Runnable action, boolean answerIsLost) {}

  private interface Before {
    void passes(String text) throws IOException;
  }

  private final Path front;
  private final Path redis;
  private final ServerSocketChannel server;
  private final Deque<Trap> traps = new ArrayDeque<>();

  Interposer(Path front, Path redis) throws IOException {
    this.front = front;
    this.redis = redis;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(front));
    daemon(this::accept);
  }

  Path socket() {
    return front;
  }

  /** The next request with this in it waits for this action; several wait for their turns. */
  synchronized void beforeRequestWith(String part, Runnable action) {
    traps.add(new Trap(part, action, false));
  }

  /** The next request with this in it arrives, and instead of its answer the connection's end. */
  synchronized void loseTheAnswerTo(String part) {
    traps.add(new Trap(part, () -> {}, true));
  }

  synchronized boolean sprung() {
    return traps.isEmpty();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() throws IOException {
    while (true) {
      SocketChannel client = server.accept();
      SocketChannel behind = SocketChannel.open(UnixDomainSocketAddress.of(redis));
      AtomicBoolean answerIsLost = new AtomicBoolean();
      daemon(() -> pump(client, behind, request -> spring(request, answerIsLost)));
      daemon(
          () ->
              pump(
                  behind,
                  client,
                  answer -> {
                    if (answerIsLost.get()) {
                      throw new IOException("this answer is lost");
                    }
                  }));
    }
  }

  private synchronized void spring(String request, AtomicBoolean answerIsLost) {
    if (!traps.isEmpty() && request.contains(traps.peek().part())) {
      Trap trap = traps.remove();
      trap.action().run();
      answerIsLost.set(trap.answerIsLost());
    }
  }

  private static void pump(SocketChannel from, SocketChannel to, Before before) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    try (from;
        to) {
      while (from.read(buffer.clear()) >= 0) {
        buffer.flip();
        before.passes(StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString());
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // This is how the work ends: a side has closed its socket, or an answer is to be
                // lost.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
