package dev.featured.model.fence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A namespace with one Redis, as on nearly every multi-ASIC switch. */
final class NamespaceOnOneServerTest extends NamespaceContract {
  @TempDir private static Path folder;
  private static RunningRedis hostRedis;
  private static RunningRedis configRedis;
  private static Interposer beforeConfigDb;

  NamespaceOnOneServerTest() {
    super(hostRedis, configRedis, configRedis, beforeConfigDb, beforeConfigDb);
  }

  @BeforeAll
  static void start() throws IOException {
    hostRedis = RunningRedis.startIn(folder);
    configRedis = RunningRedis.startIn(Files.createDirectory(folder.resolve("c")));
    beforeConfigDb = new Interposer(folder.resolve("ic.sock"), configRedis.socket());
  }

  @AfterAll
  static void stop() throws IOException {
    beforeConfigDb.close();
    hostRedis.close();
    configRedis.close();
  }
}
