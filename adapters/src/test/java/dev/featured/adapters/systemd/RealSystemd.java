package dev.featured.adapters.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.io.Resources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real systemd in namespaces of its own, booted once for a test class and killed after it:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RealSystemd SYSTEMD = RealSystemd.withUnits(Map.of("bgp.service", "[Service]..."));
 * }</pre>
 *
 * <p>In a field that is not static it is booted anew for each test.
 *
 * <p>It is only ever started by the script {@code real-systemd.sh}, which gives it a cgroup of its
 * own. Where that cannot be (not root, no cgroup2, no systemd) the class is skipped, with the
 * reason.
 */
public final class RealSystemd
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private static final Path PROGRAM = Path.of("/lib/systemd/systemd");
  private static final long CAP_SYS_ADMIN = 1L << 21;

  private final ImmutableMap<String, String> units;
  private final Thread lastResort = new Thread(this::stop, "stop the real systemd");
  private Path folder;
  private boolean isOneTests;

  private RealSystemd(ImmutableMap<String, String> units) {
    this.units = units;
  }

  /**
   * One that is booted with these units.
   *
   * @param units the text of each unit file, by its name; they lie in {@code /lib/systemd/system},
   *     as those of a package do
   */
  public static RealSystemd withUnits(Map<String, String> units) {
    return new RealSystemd(ImmutableMap.copyOf(units));
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    boot();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    if (folder == null) {
      isOneTests = true;
      boot();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (isOneTests) {
      kill();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    kill();
  }

  private void boot() throws IOException {
    assumeTrue(maySetUpNamespaces(), "a real systemd needs root, with CAP_SYS_ADMIN");
    assumeTrue(hasWritableCgroup2(), "a real systemd needs a cgroup2 that is mounted writable");
    assumeTrue(Files.isExecutable(PROGRAM), "there is no systemd: " + PROGRAM + " is missing");
    assumeTrue(
        isOnPath("unshare") && isOnPath("nsenter") && isOnPath("findmnt"),
        "a real systemd needs util-linux");

    folder = Files.createTempDirectory("real-systemd");
    script(
        "real-systemd.sh",
        Resources.toString(Resources.getResource(RealSystemd.class, "real-systemd.sh"), UTF_8));
    script(
        "systemctl",
        String.format(
            "#!/bin/sh\nREAL_SYSTEMD_STATE='%1$s/state' exec '%1$s/real-systemd.sh' exec systemctl"
                + " \"$@\"\n",
            folder));
    Path unitFiles = Files.createDirectory(folder.resolve("units"));
    for (Map.Entry<String, String> unit : units.entrySet()) {
      Files.writeString(unitFiles.resolve(unit.getKey()), unit.getValue());
    }
    Runtime.getRuntime().addShutdownHook(lastResort);
    recipe("start", unitFiles.toString());
  }

  private void kill() throws IOException {
    if (folder != null) {
      Runtime.getRuntime().removeShutdownHook(lastResort);
      stop();
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  /** A program that is the {@code systemctl} of this systemd, fit for {@code --systemctl}. */
  public Path systemctl() {
    return folder.resolve("systemctl");
  }

  /**
   * A file of this systemd's machine as seen from here; {@code file("/etc/systemd/system")} is the
   * root of its unit configuration.
   */
  public Path file(String absolutePath) {
    try {
      String pid = Files.readString(folder.resolve("state/pid")).strip();
      return Path.of("/proc", pid, "root" + absolutePath);
    } catch (IOException e) {
      throw new AssertionError("the real systemd does not run", e);
    }
  }

  /**
   * Runs a command inside.
   *
   * @return what it printed on either stream, stripped
   * @throws AssertionError if it did not exit with 0
   */
  public String exec(String... command) {
    return recipe(
        ImmutableList.<String>builder().add("exec").add(command).build().toArray(String[]::new));
  }

  /** One property of a unit. */
  public String property(String unit, String name) {
    return exec("systemctl", "show", "--value", "-p", name, "--", unit);
  }

  /**
   * Has every reload of this systemd counted from now on, by whatever command it comes.
   *
   * @param seconds how long each shall take besides; on a real switch it takes 0.6 s
   */
  public void countReloads(double seconds) {
    exec(
        "sh",
        "-c",
        "mkdir -p /run/systemd/system-generators && touch /run/reloads"
            + " && printf '#!/bin/sh\\necho >> /run/reloads\\nexec sleep "
            + seconds
            + "\\n' > /run/systemd/system-generators/count-reloads"
            + " && chmod +x /run/systemd/system-generators/count-reloads");
  }

  /** How many reloads there were: systemd runs its generators in each. */
  public long reloads() {
    return Long.parseLong(exec("sh", "-c", "wc -l < /run/reloads"));
  }

  private void stop() {
    if (Files.exists(folder.resolve("state/pid"))) {
      recipe("stop");
    }
  }

  private String recipe(String... arguments) {
    Path log = folder.resolve("output-" + Thread.currentThread().getId());
    try {
      // Into a file and not a pipe: what was started may live on and hold the pipe open.
      ProcessBuilder builder =
          new ProcessBuilder(
                  ImmutableList.<String>builder()
                      .add(folder.resolve("real-systemd.sh").toString())
                      .add(arguments)
                      .build())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(log.toFile());
      builder.environment().put("REAL_SYSTEMD_STATE", folder.resolve("state").toString());
      int code = builder.start().waitFor();
      String output = Files.readString(log).strip();
      if (code != 0) {
        throw new AssertionError(
            "real-systemd.sh " + List.of(arguments) + " answered " + code + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new AssertionError("real-systemd.sh " + List.of(arguments) + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted in real-systemd.sh " + List.of(arguments), e);
    }
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static boolean maySetUpNamespaces() throws IOException {
    boolean isAdmin =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("CapEff:"))
            .map(line -> Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16))
            .anyMatch(capabilities -> (capabilities & CAP_SYS_ADMIN) != 0);
    return isAdmin && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  /** Without one the script would mount one of its own, and leave it behind. */
  private static boolean hasWritableCgroup2() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
        .map(Splitter.on(' ')::splitToList)
        .anyMatch(mount -> mount.get(2).equals("cgroup2") && mount.get(3).startsWith("rw"));
  }

  private static boolean isOnPath(String program) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }
}
