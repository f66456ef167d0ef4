package dev.featured.adapters.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That a test with a real systemd leaves no trace on the machine that it runs on. */
class RealSystemdTest {
  @RegisterExtension static final RealSystemd SYSTEMD = RealSystemd.withUnits(Map.of());

  @Test
  void nothingOfThisMachineCanBeWrittenThroughIt() {
    Path trace = SYSTEMD.file("/var/lib/featured-trace");

    assertThatThrownBy(() -> Files.createFile(trace))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Read-only");
  }

  @Test
  void itsOwnConfigurationCanBeWritten() throws Exception {
    Path dropIns = SYSTEMD.file("/etc/systemd/system/bgp.service.d");

    assertThat(Files.createDirectory(dropIns)).isDirectory();
    assertThat(Path.of("/etc/systemd/system/bgp.service.d")).doesNotExist();
  }
}
