package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.io.Resources;
import dev.featured.adapters.redis.RunningRedis;
import dev.featured.adapters.systemd.RealSystemd;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * The Debian package on a machine with a real dpkg and a real systemd, into a root that is thrown
 * away: its unit, its sandbox, its scripts, and what is left when it is gone.
 */
class PackageIT {
  /** Only a guard against hanging; nothing takes this long. */
  private static final Duration LONG = Duration.ofMinutes(2);

  private static final String SERVICE =
      """
      [Service]
      ExecStart=/bin/sleep infinity
      [Install]
      WantedBy=multi-user.target
      """;

  private static final String SONICS =
      """
      [Unit]
      BindsTo=sonic.target
      [Service]
      ExecStart=/bin/sleep infinity
      [Install]
      WantedBy=sonic.target
      """;

  @RegisterExtension
  static final RealSystemd SYSTEMD =
      RealSystemd.withUnits(
          Map.of("sonic.target", "[Unit]\nDescription=SONiC\n", "bgp.service", SERVICE));

  @TempDir static Path folder;
  private static RunningRedis redis;
  private static Path deb;

  private Jedis configDb;
  private Jedis stateDb;

  @BeforeAll
  static void prepareTheMachine() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg")), "the package needs a dpkg");
    assumeTrue(
        Files.readString(Path.of("/proc/filesystems")).contains("overlay"),
        "a root that is thrown away needs overlayfs");
    try (DirectoryStream<Path> built =
        Files.newDirectoryStream(Path.of(System.getProperty("featured.deb.folder")), "*.deb")) {
      deb = Iterables.getOnlyElement(built);
    }
    redis = RunningRedis.startIn(folder);
    Path databases = Files.createDirectory(folder.resolve("sonic-db"));
    redis.writeDatabaseConfig(databases.resolve("database_config.json"));
    Files.writeString(
        databases.resolve("database_config.json"),
        Files.readString(databases.resolve("database_config.json"))
            .replace(redis.socket().toString(), "/var/run/redis/r.sock"));
    SYSTEMD.exec("sh", "-c", resource("throwaway-root.sh"), "sh", folder.toString());
  }

  private static String resource(String name) throws IOException {
    return Resources.toString(Resources.getResource(PackageIT.class, name), UTF_8);
  }

  @AfterAll
  static void stopRedis() {
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void loadTheConfiguration() {
    configDb = redis.client(4);
    stateDb = redis.client(6);
    configDb.flushAll();
    configDb.set("CONFIG_DB_INITIALIZED", "1");
    SYSTEMD.exec("systemctl", "start", "sonic.target");
  }

  private static String dpkg(String... arguments) {
    return SYSTEMD.exec(
        ImmutableList.<String>builder()
            // No manual pages are indexed: that is man-db's work, and slow.
            .add("env", "DPKG_FORCE=unsafe-io", "dpkg", "--no-triggers")
            .add(arguments)
            .build()
            .toArray(String[]::new));
  }

  private static String property(String name) {
    return SYSTEMD.property("featured.service", name);
  }

  private static void awaitProperty(String name, String value) {
    await().atMost(LONG).until(() -> property(name).equals(value));
  }

  private void awaitPublished(String name, String state) {
    await()
        .atMost(LONG)
        .until(
            () ->
                Optional.ofNullable(stateDb.hget("FEATURE|" + name, "state"))
                    .equals(Optional.of(state)));
  }

  /**
   * Every file, link and folder that the root has beyond this machine, dpkg's own excepted. A
   * character device is overlayfs's way to say that something is gone.
   */
  private static List<String> files() {
    return Splitter.on('\n')
        .omitEmptyStrings()
        .splitToList(
            SYSTEMD.exec(
                "sh",
                "-c",
                "find /run/root/usr /run/root/etc /run/root/var /run/configuration /run/featured"
                    + " /run/lib-units -mindepth 1 ! -type c 2>/dev/null"
                    + " | grep -v -e '^/run/root/var/lib/dpkg' -e '^/run/root/var/log'"
                    + " -e '^/run/root/var/cache$' -e '^/run/root/var/lib$' | sort"));
  }

  private static List<String> without(List<String> lines, List<String> others) {
    return lines.stream().filter(line -> !others.contains(line)).toList();
  }

  /** The same package with a higher version. */
  private static Path nextVersion() throws IOException, InterruptedException {
    Path tree = folder.resolve("next");
    Path next = folder.resolve("next.deb");
    run("dpkg-deb", "-R", deb.toString(), tree.toString());
    Path control = tree.resolve("DEBIAN/control");
    Files.writeString(
        control, Files.readString(control).replaceAll("(?m)^Version: .*$", "Version: 999"));
    run("dpkg-deb", "-Znone", "-b", tree.toString(), next.toString());
    return next;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("run.log").toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    assertThat(process.waitFor()).as(List.of(command).toString()).isZero();
  }

  @Test
  void itIsInstalledDoesItsWorkIsUpgradedRemovedAndPurgedAndLeavesNothing()
      throws IOException, InterruptedException {
    final List<String> before = files();
    configDb.hset("FEATURE|bgp", Map.of("state", "enabled", "auto_restart", "enabled"));

    dpkg("-i", deb.toString());

    awaitProperty("ActiveState", "active");
    awaitPublished("bgp", "enabled");
    awaitProperty("StatusText", "1 enabled");
    assertThat(SYSTEMD.property("bgp.service", "ActiveState")).isEqualTo("active");
    assertThat(SYSTEMD.property("bgp.service", "Restart")).isEqualTo("always");
    assertThat(property("UnitFileState")).isEqualTo("enabled");
    assertThat(SYSTEMD.exec("sh", "-c", "tr '\\0' '\\n' < /proc/" + mainPid() + "/cmdline"))
        .contains("-XX:SharedArchiveFile=/var/cache/featured/featured.jsa");
    assertThat(SYSTEMD.exec("cat", "/proc/" + mainPid() + "/maps")).contains("featured.jsa");
    configDb.hset("FEATURE|bgp", "state", "disabled");
    awaitPublished("bgp", "disabled");
    assertThat(SYSTEMD.property("bgp.service", "LoadState")).isEqualTo("masked");

    assertThat(SYSTEMD.exec("/usr/bin/featured", "--version")).matches("featured \\d+\\..*");
    assertThat(completed("featured ru")).isEqualTo("run");
    assertThat(completed("featured run --par")).isEqualTo("--parallel");
    assertThat(SYSTEMD.exec("sh", "-c", "zcat /usr/share/man/man1/featured.1.gz"))
        .contains("\n.SS featured run\n", "\n.B \\-\\-parallel N\n");

    String old = mainPid();
    dpkg("-i", nextVersion().toString());

    await().atMost(LONG).until(() -> !mainPid().equals(old) && !mainPid().equals("0"));
    awaitProperty("ActiveState", "active");
    configDb.hset("FEATURE|bgp", "state", "enabled");
    awaitPublished("bgp", "enabled");
    configDb.hset("FEATURE|bgp", "state", "disabled");
    awaitPublished("bgp", "disabled");
    configDb.del("FEATURE|bgp");
    await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|bgp"));
    awaitProperty("StatusText", "no features");
    SYSTEMD.exec("systemctl", "unmask", "bgp.service");

    dpkg("-r", "featured");

    assertThat(SYSTEMD.property("featured.service", "LoadState")).isEqualTo("not-found");
    assertThat(without(files(), before))
        .filteredOn(path -> !path.endsWith("/default"))
        .containsExactly("/run/root/etc/default/featured", "/run/root/var/lib/featured");

    dpkg("-P", "featured");

    assertThat(without(files(), before)).filteredOn(path -> path.contains("featured")).isEmpty();
    assertThat(without(files(), before)).filteredOn(path -> path.contains("systemd")).isEmpty();
  }

  /** What bash makes of the last word. */
  private static String completed(String line) {
    return SYSTEMD.exec(
        "bash",
        "-c",
        "compopt() { :; }; . /usr/share/bash-completion/completions/featured; COMP_WORDS=($1);"
            + " COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_featured;"
            + " echo ${COMPREPLY[@]}",
        "bash",
        line);
  }

  @Test
  void withoutAJavaThatIsNewEnoughTheLauncherSaysSo() {
    dpkg("--unpack", deb.toString());
    try {
      assertThat(
              SYSTEMD.exec(
                  "unshare",
                  "-m",
                  "sh",
                  "-c",
                  "mount -t tmpfs tmpfs /usr/lib/jvm; /usr/bin/featured run && exit 1 || true"))
          .isEqualTo(
              "featured: there is no Java 17 or later here; FEATURED_JAVA in"
                  + " /etc/default/featured may name one");
    } finally {
      dpkg("-P", "featured");
    }
  }

  private static String mainPid() {
    return property("MainPID");
  }

  @Test
  void besideSonicsOwnItWaitsForTheOperatorWhoChangesOverAndBack() throws IOException {
    Files.writeString(SYSTEMD.file("/lib/systemd/system/featured.service"), SONICS);
    SYSTEMD.exec("systemctl", "daemon-reload");
    SYSTEMD.exec("systemctl", "enable", "--now", "featured.service");
    final String sonics = mainPid();

    assertThat(dpkg("-i", deb.toString()))
        .contains("another featured is here, so this one is neither enabled nor started");
    assertThat(mainPid()).isEqualTo(sonics);
    assertThat(property("FragmentPath")).endsWith("/lib/systemd/system/featured.service");

    SYSTEMD.exec("systemctl", "disable", "--now", "featured.service");
    SYSTEMD.exec("systemctl", "enable", "--now", "/usr/share/featured/featured.service");
    awaitProperty("ActiveState", "active");
    assertThat(property("StatusText")).isEqualTo("no features");
    assertThat(property("FragmentPath")).isEqualTo("/etc/systemd/system/featured.service");

    SYSTEMD.exec("systemctl", "disable", "--now", "featured.service");
    SYSTEMD.exec("systemctl", "enable", "--now", "featured.service");
    assertThat(property("ActiveState")).isEqualTo("active");
    assertThat(property("FragmentPath")).endsWith("/lib/systemd/system/featured.service");

    dpkg("-P", "featured");
    assertThat(property("ActiveState")).isEqualTo("active");
    SYSTEMD.exec("systemctl", "disable", "--now", "featured.service");
    Files.delete(SYSTEMD.file("/lib/systemd/system/featured.service"));
    SYSTEMD.exec("systemctl", "daemon-reload");
  }
}
