package dev.featured.adapters.demo;

import com.google.common.io.MoreFiles;
import dev.featured.adapters.demo.clients.SwitchDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import redis.embedded.RedisServer;

/**
 * A real Redis of our own, laid out as on a switch (SPEC section 1): in a temporary folder that
 * only this user may enter, with a unix socket, without a TCP port, and with a {@code
 * database_config.json} beside it. It keeps nothing on disk.
 *
 * <p>It ends with {@link #close} or with this JVM, whichever comes first, and its folder with it.
 */
public final class EmbeddedRedis implements AutoCloseable {
  /** What fits into a socket's address, in bytes, with its closing zero. */
  private static final int MAX_SOCKET_PATH = 107;

  private final Path folder;
  private final RedisServer server;
  private final Thread atExit = new Thread(this::end, "embedded-redis-end");

  private EmbeddedRedis(Path folder) {
    this.folder = folder;
    this.server =
        RedisServer.builder()
            .port(0)
            .setting("unixsocket \"" + socket() + "\"")
            .setting("unixsocketperm 700")
            .setting("dir \"" + folder + "\"")
            .setting("save \"\"")
            .setting("appendonly no")
            .build();
  }

  /**
   * Starts one.
   *
   * @throws IOException if the folder cannot be made
   */
  public static EmbeddedRedis start() throws IOException {
    EmbeddedRedis redis = new EmbeddedRedis(folderWithShortPath());
    Runtime.getRuntime().addShutdownHook(redis.atExit);
    redis.server.start();
    Files.writeString(redis.databaseConfig(), redis.layout());
    return redis;
  }

  /** The folder that everything is in. */
  public Path folder() {
    return folder;
  }

  /** The unix socket. */
  public Path socket() {
    return folder.resolve("redis.sock");
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
    server.stop();
    try {
      MoreFiles.deleteRecursively(folder);
    } catch (NoSuchFileException e) {
      // Somebody else cleaned up; that is what we want.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
            "redis": {"unix_socket_path": "%s"}
          },
          "DATABASES": {
        %s
          }
        }
        """
        .formatted(socket(), databases);
  }

  private static Path folderWithShortPath() throws IOException {
    Path folder = Files.createTempDirectory("featured-");
    int length = folder.resolve("redis.sock").toString().getBytes(StandardCharsets.UTF_8).length;
    if (length <= MAX_SOCKET_PATH) {
      return folder;
    }
    Files.delete(folder);
    return Files.createTempDirectory(Path.of("/tmp"), "featured-");
  }
}
