package dev.featured.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.embedded.RedisExecProvider;

/**
 * A real Redis for a test, a process of its own on a unix socket only, which a test can stop, kill
 * and start again. It has the data that was there when it was last told to save them.
 */
public final class RunningRedis implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SOON = Duration.ofMillis(2);
  private static final int NOBODYS_DATABASE = 15;

  private final Path folder;
  private final Path socket;
  private final Thread atExit = new Thread(this::kill, "redis-end");
  private Server server;

  private record Server(Process process, Path log) {}

  private RunningRedis(Path folder) throws IOException {
    this.folder = folder;
    this.socket = folder.resolve("r.sock");
    this.server = launch(folder, socket);
    awaitReady();
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts one whose socket lies in this folder. */
  public static RunningRedis startIn(Path folder) throws IOException {
    return new RunningRedis(folder);
  }

  private static Server launch(Path folder, Path socket, String... settings) throws IOException {
    Path log = Files.createTempFile(folder, "redis", ".log");
    Process process =
        new ProcessBuilder(
                ImmutableList.<String>builder()
                    .add(RedisExecProvider.defaultProvider().get().toString())
                    .add("--port", "0", "--unixsocket", socket.toString(), "--save", "")
                    .add(settings)
                    .build())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Server(process, log);
  }

  private void awaitReady() {
    awaitOf(() -> log().contains("ready to accept connections"));
  }

  private void awaitOf(Callable<Boolean> condition) {
    Process process = server.process;
    await()
        .atMost(LONG)
        .pollDelay(Duration.ZERO)
        .pollInterval(SOON)
        .failFast(() -> !process.isAlive())
        .until(condition);
  }

  /** Starts it again after it was killed, on the same socket, with the data that were saved. */
  public void startAgain() throws IOException {
    assertThat(server.process.isAlive()).isFalse();
    server = launch(folder, socket);
    awaitReady();
  }

  /** Has it save so many data that it can be started {@linkplain #startAgainLoading() slowly}. */
  public void saveMuch() {
    try (Jedis jedis = client(NOBODYS_DATABASE)) {
      jedis.configSet("rdbcompression", "no");
      jedis.eval("for i = 1, 6000 do redis.call('SET', i, string.rep('x', 1024)) end");
      jedis.save();
    }
  }

  /**
   * Starts it again after it was killed, on the same socket: it loads the data that were saved, and
   * answers LOADING to nearly everything until {@link #finishLoading()}.
   */
  public void startAgainLoading() throws IOException {
    assertThat(server.process.isAlive()).isFalse();
    // It takes 10 ms for each key and looks at its clients in between.
    server =
        launch(
            folder,
            socket,
            "--key-load-delay",
            "10000",
            "--loading-process-events-interval-bytes",
            "1024");
    awaitOf(this::isLoading);
  }

  private boolean isLoading() {
    try (Jedis jedis = client(0)) {
      jedis.ping();
      return false;
    } catch (JedisConnectionException e) {
      return false;
    } catch (JedisDataException e) {
      return e.getMessage().startsWith("LOADING ");
    }
  }

  /** Lets it go on quickly after {@link #startAgainLoading()}. */
  public void finishLoading() {
    try (Jedis jedis = client(0)) {
      jedis.configSet("key-load-delay", "0");
    }
    awaitReady();
  }

  /** Starts it again after it was killed, on the same socket, without any data. */
  public void startAgainEmpty() throws IOException {
    Files.deleteIfExists(folder.resolve("dump.rdb"));
    startAgain();
  }

  /** Ends it as a power cut would: nothing is saved, and the socket's file stays behind. */
  public void kill() {
    Process process = server.process;
    process.destroyForcibly();
    await()
        .atMost(LONG)
        .pollDelay(Duration.ZERO)
        .pollInterval(SOON)
        .until(() -> !process.isAlive());
  }

  /** Stops the process without ending it: it answers nothing until {@link #thaw}. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
    await().atMost(LONG).pollDelay(Duration.ZERO).pollInterval(SOON).until(this::isFrozen);
  }

  /** Whether the kernel says that the process is stopped. */
  public boolean isFrozen() throws IOException {
    String status = Files.readString(Path.of("/proc", Long.toString(server.process.pid()), "stat"));
    return status.substring(status.lastIndexOf(')')).startsWith(") T ");
  }

  /** Lets it go on after {@link #freeze}. */
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("/bin/kill", "-" + name, Long.toString(server.process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Puts this server's socket in the place of another's, which nobody finds any more. */
  public void takePlaceOf(RunningRedis other) throws IOException {
    Files.move(socket, other.socket, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What the server has said since it was started. */
  public String log() throws IOException {
    return Files.readString(server.log);
  }

  /** The socket. */
  public Path socket() {
    return socket;
  }

  /** The server as database_config.json names it. */
  public Instance instance(String name) {
    return new Instance(name, "127.0.0.1", 0, Optional.of(socket));
  }

  /** Writes a database_config.json in which all databases are on this server. */
  public void writeDatabaseConfig(Path file) throws IOException {
    Files.writeString(
        file,
        String.format(
            """
            {"INSTANCES": {"redis": {"hostname": "127.0.0.1", "port": 6379,
                                     "unix_socket_path": "%s"}},
             "DATABASES": {"APPL_DB":   {"id": 0, "separator": ":", "instance": "redis"},
                           "CONFIG_DB": {"id": 4, "separator": "|", "instance": "redis"},
                           "STATE_DB":  {"id": 6, "separator": "|", "instance": "redis"}}}
            """,
            socket));
  }

  /** The databases that the daemon uses, all of them on this server. */
  public DatabaseConfig databases() {
    Instance here = instance("redis");
    return new DatabaseConfig(
        new Database(4, "|", here), new Database(6, "|", here), new Database(0, ":", here));
  }

  /** A client of one of its databases. */
  public Jedis client(int database) {
    return new Jedis(
        new UnixSockets(socket),
        DefaultJedisClientConfig.builder().autoNegotiateProtocol(false).database(database).build());
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    kill();
  }
}
