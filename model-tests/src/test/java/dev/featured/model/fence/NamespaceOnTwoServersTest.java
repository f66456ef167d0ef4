package dev.featured.model.fence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A namespace whose CONFIG_DB and STATE_DB are on servers of their own. */
final class NamespaceOnTwoServersTest extends NamespaceContract {
  @TempDir private static Path folder;
  private static RunningRedis hostRedis;
  private static RunningRedis configRedis;
  private static RunningRedis stateRedis;
  private static Interposer beforeConfigDb;
  private static Interposer beforeStateDb;

  NamespaceOnTwoServersTest() {
    super(hostRedis, configRedis, stateRedis, beforeConfigDb, beforeStateDb);
  }

  @BeforeAll
  static void start() throws IOException {
    hostRedis = RunningRedis.startIn(folder);
    configRedis = RunningRedis.startIn(Files.createDirectory(folder.resolve("c")));
    beforeConfigDb = new Interposer(folder.resolve("ic.sock"), configRedis.socket());
    stateRedis = RunningRedis.startIn(Files.createDirectory(folder.resolve("s")));
    beforeStateDb = new Interposer(folder.resolve("is.sock"), stateRedis.socket());
  }

  @AfterAll
  static void stop() throws IOException {
    beforeConfigDb.close();
    hostRedis.close();
    configRedis.close();
    beforeStateDb.close();
    stateRedis.close();
  }
}
