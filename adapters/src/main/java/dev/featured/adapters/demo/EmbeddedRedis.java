package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.featured.adapters.demo.clients.SwitchDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import redis.embedded.RedisExecProvider;

/**
 * A real Redis of our own, laid out as on a switch (SPEC section 1): in a temporary folder that
 * only this user may enter, with a unix socket, without a TCP port, and with a {@code
 * database_config.json} beside it. It keeps no data on disk.
 *
 * <p>It ends with {@link #close} or with this JVM, whichever comes first, and its folder with it.
 *
 * <p>The library brings the program; the process is run here, since the library's own way to run it
 * now and then prints a stack trace when the process ends.
 */
public final class EmbeddedRedis implements AutoCloseable {
  /** What fits into a socket's address, in bytes, without its closing zero. */
  private static final int MAX_SOCKET_PATH = 107;

  private static final String READY = "ready to accept connections";
  private static final Duration STARTING = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
  private static final Duration ENDING = Duration.ofSeconds(5);

  private final Path folder;
  private final Process server;
  private final Thread atExit = new Thread(this::end, "embedded-redis-end");

  private EmbeddedRedis(Path folder) throws IOException {
    this.folder = folder;
    this.server =
        new ProcessBuilder(commandLine(folder))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts one.
   *
   * @throws IOException if it does not start; the message says why
   */
  public static EmbeddedRedis start() throws IOException {
    EmbeddedRedis redis = new EmbeddedRedis(folderWithShortPath());
    try {
      redis.awaitReady();
      Files.writeString(redis.databaseConfig(), redis.layout());
    } catch (IOException e) {
      redis.close();
      throw e;
    }
    return redis;
  }

  /** The folder that everything is in. */
  public Path folder() {
    return folder;
  }

  /** The unix socket. */
  public Path socket() {
    return socketIn(folder);
  }

  /** The file that says which database is where. */
  public Path databaseConfig() {
    return folder.resolve("database_config.json");
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook does this work.
      return;
    }
    end();
  }

  private void end() {
    server.destroy();
    if (!hasEnded()) {
      server.destroyForcibly();
    }
    try {
      MoreFiles.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean hasEnded() {
    try {
      return server.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void awaitReady() throws IOException {
    for (long looks = STARTING.dividedBy(BETWEEN_LOOKS); looks > 0; looks--) {
      String said = Files.readString(log());
      if (said.contains(READY)) {
        return;
      }
      if (!server.isAlive()) {
        throw new IOException("Redis did not start: " + said.strip());
      }
      Uninterruptibles.sleepUninterruptibly(BETWEEN_LOOKS);
    }
    throw new IOException("Redis was not ready after " + STARTING.toSeconds() + " s");
  }

  private Path log() {
    return folder.resolve("redis.log");
  }

  private String layout() {
    String databases =
        Arrays.stream(SwitchDatabase.values())
            .map(
                database ->
                    """
                        "%s": {"id": %d, "separator": "%s", "instance": "redis"}\
                    """
                        .formatted(database, database.number(), database.separator()))
            .collect(Collectors.joining(",\n"));
    return """
    {
      "INSTANCES": {
        "redis": {"hostname": "127.0.0.1", "port": 0, "unix_socket_path": "%s"}
      },
      "DATABASES": {
    %s
      }
    }
    """
        .formatted(socket(), databases);
  }

  private static ImmutableList<String> commandLine(Path folder) throws IOException {
    return ImmutableList.of(
        RedisExecProvider.defaultProvider().get().toString(),
        "--port",
        "0",
        "--unixsocket",
        socketIn(folder).toString(),
        "--unixsocketperm",
        "700",
        "--save",
        "",
        "--appendonly",
        "no");
  }

  private static Path socketIn(Path folder) {
    return folder.resolve("redis.sock");
  }

  private static Path folderWithShortPath() throws IOException {
    Path folder = Files.createTempDirectory("featured-");
    int length = socketIn(folder).toString().getBytes(StandardCharsets.UTF_8).length;
    if (length <= MAX_SOCKET_PATH) {
      return folder;
    }
    Files.delete(folder);
    return Files.createTempDirectory(Path.of("/tmp"), "featured-");
  }
}
