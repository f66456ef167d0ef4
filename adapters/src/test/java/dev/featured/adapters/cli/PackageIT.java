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
import org.junit.jupiter.api.AfterEach;
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

  private static final String CONTAINER =
      """
      [Service]
      ExecStart=/usr/bin/unshare --pid --fork \\
        /bin/bash -c 'exec -a python3 tail -f --retry /usr/local/bin/featured'
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

  /** One for each test, so that none finds what another has left. */
  @RegisterExtension
  final RealSystemd systemd =
      RealSystemd.withUnits(
          Map.of(
              "sonic.target", "[Unit]\nDescription=SONiC\n",
              "bgp.service", SERVICE,
              "container.service", CONTAINER));

  @TempDir Path folder;
  private RunningRedis redis;
  private Jedis configDb;
  private Jedis stateDb;
  private String deb;

  @BeforeEach
  void prepareTheMachine() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg")), "the package needs a dpkg");
    assumeTrue(
        Files.readString(Path.of("/proc/filesystems")).contains("overlay"),
        "a root that is thrown away needs overlayfs");
    redis = RunningRedis.startIn(folder);
    Path databases = Files.createDirectory(folder.resolve("sonic-db"));
    redis.writeDatabaseConfig(databases.resolve("database_config.json"));
    Files.writeString(
        databases.resolve("database_config.json"),
        Files.readString(databases.resolve("database_config.json"))
            .replace(redis.socket().toString(), "/var/run/redis/r.sock"));
    try (DirectoryStream<Path> built =
        Files.newDirectoryStream(Path.of(System.getProperty("featured.deb.folder")), "*.deb")) {
      Files.copy(Iterables.getOnlyElement(built), folder.resolve("featured.deb"));
    }
    deb = "/run/redis/featured.deb";
    systemd.exec("sh", "-c", resource("throwaway-root.sh"), "sh", folder.toString());
    configDb = redis.client(4);
    stateDb = redis.client(6);
    configDb.set("CONFIG_DB_INITIALIZED", "1");
    // While that was mounted it may have read units of this machine, such as the one that empties
    // /tmp.
    systemd.exec("systemctl", "daemon-reload");
    systemd.exec("systemctl", "start", "sonic.target");
  }

  private static String resource(String name) throws IOException {
    return Resources.toString(Resources.getResource(PackageIT.class, name), UTF_8);
  }

  @AfterEach
  void stopRedis() {
    if (redis != null) {
      redis.close();
    }
  }

  private String dpkg(String... arguments) {
    return systemd.exec(
        ImmutableList.<String>builder()
            // No manual pages are indexed: that is man-db's work, and slow.
            .add("env", "DPKG_FORCE=unsafe-io", "dpkg", "--no-triggers")
            .add(arguments)
            .build()
            .toArray(String[]::new));
  }

  private String property(String name) {
    return systemd.property("featured.service", name);
  }

  private void awaitProperty(String name, String value) {
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
   * character device is overlayfs's way to say that something is gone; a folder that this machine
   * has too has been copied for what was to lie in it.
   */
  private List<String> files() {
    String found =
        systemd.exec(
            "sh",
            "-c",
            "find /run/root/usr /run/root/etc /run/root/var /run/root/tmp /run/configuration"
                + " /run/featured /run/lib-units -mindepth 1 ! -type c 2>/dev/null"
                + " | grep -v -e '^/run/root/var/lib/dpkg' -e '^/run/root/var/log' | sort");
    return Splitter.on('\n')
        .omitEmptyStrings()
        .splitToStream(found)
        .filter(
            path ->
                path.contains("featured")
                    || !path.startsWith("/run/root/")
                    || !Files.isDirectory(Path.of(path.substring("/run/root".length()))))
        .toList();
  }

  private static List<String> without(List<String> lines, List<String> others) {
    return lines.stream().filter(line -> !others.contains(line)).toList();
  }

  /** The same package with a higher version. */
  private String nextVersion() throws IOException, InterruptedException {
    Path tree = folder.resolve("next");
    Path next = folder.resolve("next.deb");
    run("dpkg-deb", "-R", folder.resolve("featured.deb").toString(), tree.toString());
    Path control = tree.resolve("DEBIAN/control");
    Files.writeString(
        control, Files.readString(control).replaceAll("(?m)^Version: .*$", "Version: 999"));
    run("dpkg-deb", "-Znone", "-b", tree.toString(), next.toString());
    return "/run/redis/next.deb";
  }

  private void run(String... command) throws IOException, InterruptedException {
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
    aContainerHasAFeaturedOfItsOwn();

    dpkg("-i", deb);

    awaitProperty("ActiveState", "active");
    awaitPublished("bgp", "enabled");
    awaitProperty("StatusText", "1 enabled");
    assertThat(systemd.property("bgp.service", "ActiveState")).isEqualTo("active");
    assertThat(systemd.property("bgp.service", "Restart")).isEqualTo("always");
    assertThat(property("UnitFileState")).isEqualTo("enabled");
    assertThat(systemd.exec("sh", "-c", "tr '\\0' '\\n' < /proc/" + mainPid() + "/cmdline"))
        .contains("-XX:SharedArchiveFile=/var/cache/featured/featured.jsa");
    assertThat(systemd.exec("cat", "/proc/" + mainPid() + "/maps")).contains("featured.jsa");
    systemd.exec("/usr/bin/featured", "set", "bgp", "disabled", "--wait");
    assertThat(systemd.property("bgp.service", "LoadState")).isEqualTo("masked");
    assertThat(systemd.exec("/usr/bin/featured", "history", "bgp"))
        .containsSubsequence("absent", "enabling", "enabled", "disabling", "disabled");
    assertThat(completed("featured ru")).isEqualTo("run");
    assertThat(completed("featured run --par")).isEqualTo("--parallel");
    assertThat(systemd.exec("sh", "-c", "zcat /usr/share/man/man1/featured.1.gz"))
        .contains("\n.SS featured run\n", "\n.B \\-\\-parallel N\n");

    final String old = mainPid();
    dpkg("-i", nextVersion());

    awaitAnotherThan(old);
    configDb.hset("FEATURE|bgp", "state", "enabled");
    awaitPublished("bgp", "enabled");
    aDaemonThatStandsIsKilledAndStartedAgain();
    configDb.hset("FEATURE|bgp", "state", "disabled");
    awaitPublished("bgp", "disabled");
    configDb.del("FEATURE|bgp");
    await().atMost(LONG).until(() -> !stateDb.exists("FEATURE|bgp"));
    awaitProperty("StatusText", "no features");
    systemd.exec("systemctl", "unmask", "bgp.service");

    dpkg("-r", "featured");

    assertThat(systemd.property("featured.service", "LoadState")).isEqualTo("not-found");
    assertThat(without(files(), before))
        .containsExactly(
            "/run/root/etc/default/featured",
            "/run/root/var/lib/featured",
            "/run/root/var/lib/featured/journal.jsonl");

    dpkg("-P", "featured");

    assertThat(without(files(), before)).isEmpty();
  }

  /** Which is no concern of the switch's: neither of the package's script nor of the daemon. */
  private void aContainerHasAFeaturedOfItsOwn() {
    systemd.exec("systemctl", "start", "container.service");
    await()
        .atMost(LONG)
        .until(
            () ->
                systemd
                    .exec("sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' || true")
                    .contains("python3 -f --retry /usr/local/bin/featured"));
  }

  /** With a watchdog that is less patient than the unit's own. */
  private void aDaemonThatStandsIsKilledAndStartedAgain() throws IOException {
    Path dropIn =
        Files.createDirectories(systemd.file("/etc/systemd/system/featured.service.d"))
            .resolve("watchdog.conf");
    Files.writeString(dropIn, "[Service]\nWatchdogSec=2\nRestartSec=0\n");
    systemd.exec("systemctl", "daemon-reload");
    systemd.exec("systemctl", "restart", "featured.service");
    String standing = mainPid();

    systemd.exec("kill", "-STOP", standing);

    awaitAnotherThan(standing);
    assertThat(property("NRestarts")).isEqualTo("1");
    awaitProperty("StatusText", "1 enabled");
    Files.delete(dropIn);
    Files.delete(dropIn.getParent());
    systemd.exec("systemctl", "daemon-reload");
  }

  private void awaitAnotherThan(String pid) {
    await().atMost(LONG).until(() -> !ImmutableList.of(pid, "0").contains(mainPid()));
    awaitProperty("ActiveState", "active");
  }

  /** What bash makes of the last word. */
  private String completed(String line) {
    return systemd.exec(
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
    dpkg("--unpack", deb);

    assertThat(
            systemd.exec(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs tmpfs /usr/lib/jvm; /usr/bin/featured run && exit 1 || true"))
        .isEqualTo(
            "featured: there is no Java 17 or later here; FEATURED_JAVA in"
                + " /etc/default/featured may name one");
  }

  private String mainPid() {
    return property("MainPID");
  }

  @Test
  void besideSonicsOwnItWaitsForTheOperatorWhoChangesOverAndBack() throws IOException {
    Files.writeString(systemd.file("/lib/systemd/system/featured.service"), SONICS);
    systemd.exec("systemctl", "daemon-reload");
    systemd.exec("systemctl", "enable", "--now", "featured.service");
    final String sonics = mainPid();

    assertThat(dpkg("-i", deb))
        .contains("another featured is here, so this one is neither enabled nor started");
    assertThat(mainPid()).isEqualTo(sonics);
    assertThat(property("FragmentPath")).endsWith("/lib/systemd/system/featured.service");

    systemd.exec("systemctl", "disable", "--now", "featured.service");
    systemd.exec("systemctl", "enable", "--now", "/usr/share/featured/featured.service");
    awaitProperty("ActiveState", "active");
    assertThat(property("StatusText")).isEqualTo("no features");
    assertThat(property("FragmentPath")).isEqualTo("/etc/systemd/system/featured.service");

    systemd.exec("systemctl", "disable", "--now", "featured.service");
    systemd.exec("systemctl", "enable", "--now", "featured.service");
    assertThat(property("ActiveState")).isEqualTo("active");
    assertThat(property("FragmentPath")).endsWith("/lib/systemd/system/featured.service");

    dpkg("-P", "featured");
    assertThat(property("ActiveState")).isEqualTo("active");
  }
}
