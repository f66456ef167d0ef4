package dev.featured.adapters.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.operator.Audit;
import dev.featured.adapters.operator.Finding;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.StatusReader;
import dev.featured.adapters.systemd.DropIns;
import dev.featured.adapters.systemd.UnitAudit;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Rendering;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code featured audit}, and each kind of finding with its repair. */
@Timeout(120)
class AuditCommandTest extends CommandsOnRedis {
  private static final String OURS = "[Service]\nRestart=always\n";

  /** A systemctl for which every unit is inactive. */
  private Path systemctlProgram;

  @BeforeEach
  void writeSystemctl() throws IOException {
    systemctlProgram =
        Files.createFile(
            root.resolve("systemctl"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(
        systemctlProgram,
        "#!/bin/sh\n"
            + "printf 'LoadState=loaded\\nActiveState=inactive\\nSubState=dead\\n"
            + "UnitFileState=disabled\\nRestart=no\\n'\n");
  }

  private CommandRun audit(String... options) {
    return auditWithAnswers("", options);
  }

  private CommandRun auditWithAnswers(String answers, String... options) {
    ImmutableList<String> arguments =
        ImmutableList.<String>builder()
            .add("audit", "--db-config", redisFolder.resolve("database_config.json").toString())
            .add("--root", root.toString(), "--systemctl", systemctlProgram.toString())
            .add(options)
            .build();
    return CommandRun.of(
        Map.of(),
        new ByteArrayInputStream(answers.getBytes(UTF_8)),
        arguments.toArray(String[]::new));
  }

  private Path dropIn(String unit) throws IOException {
    Path file = root.resolve("etc/systemd/system/" + unit + ".service.d/auto_restart.conf");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, OURS);
  }

  @Test
  void whatIsAsItShouldBeIsNotSpokenOf() throws IOException {
    row("bgp", "state", "disabled");
    row("mine", "owner", "me");
    dropIn("bgp");
    startDaemon();
    awaitLifecycle("bgp", "disabled");

    assertThat(audit()).isEqualTo(new CommandRun(0, "all is as it should be\n", ""));
  }

  @Test
  void anOrphanIsToldAndRemovedWhenWanted() {
    stateDb.hset("FEATURE|gone", Map.of("state", "enabled", "container_id", "c0ffee"));
    stateDb.hset("FEATURE_LIFECYCLE|old", "state", "enabled");
    stateDb.hset("FEATURE|telemetry", "state", "enabled");

    CommandRun told = audit();
    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.out().lines())
        .containsExactly(
            "gone: STATE_DB speaks of a feature that has no row (--repair)",
            "old: STATE_DB speaks of a feature that has no row (--repair)");

    CommandRun asked = auditWithAnswers("y\nno\n", "--repair");
    assertThat(asked.exitCode()).isEqualTo(1);
    assertThat(asked.out())
        .contains("  remove what STATE_DB says of gone? [y/N] ")
        .contains("gone: STATE_DB speaks of a feature that has no row - repaired\n")
        .contains("old: STATE_DB speaks of a feature that has no row - declined\n");
    assertThat(stateDb.keys("*"))
        .containsExactlyInAnyOrder("FEATURE_LIFECYCLE|old", "FEATURE|telemetry");

    assertThat(audit("--repair", "--yes").exitCode()).isZero();
    assertThat(stateDb.keys("*")).containsExactly("FEATURE|telemetry");
  }

  @Test
  void whoGivesNoAnswerDeclines() {
    stateDb.hset("FEATURE|gone", "state", "enabled");

    assertThat(audit("--repair").exitCode()).isEqualTo(1);
    assertThat(stateDb.exists("FEATURE|gone")).isTrue();
  }

  @Test
  void aUnitThatDiffersIsToldAndLeftAlone() throws IOException {
    row("bgp", "state", "enabled");
    startDaemon();
    awaitLifecycle("bgp", "enabled");

    CommandRun run = audit("--repair", "--yes", "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode finding = new ObjectMapper().readTree(run.out()).path(0);
    assertThat(finding.path("kind").asText()).isEqualTo("unit");
    assertThat(finding.path("about").asText()).isEqualTo("bgp");
    assertThat(finding.path("problem").asText())
        .isEqualTo("bgp.service shall run and is inactive (dead)");
    assertThat(finding.path("repair").isNull()).isTrue();
    assertThat(finding.path("outcome").asText()).isEqualTo("found");
  }

  @Test
  void whileTheDaemonIsAtItNothingIsToldOfAFeature() {
    row("bgp", "state", "enabled");
    systemctl.close("bgp.service");
    startDaemon();
    awaitLifecycle("bgp", "enabling");

    assertThat(audit().exitCode()).isZero();
    systemctl.open("bgp.service");
  }

  @Test
  void aTemplateThatWasLeftIsReplacedByWhatItComesTo() {
    row("bgp", "state", "{{ 'disabled' }}", "auto_restart", "enabled");

    CommandRun run = audit("--repair", "--yes");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("bgp: its row still has templates in state - repaired\n");
    assertThat(configDb.hgetAll("FEATURE|bgp"))
        .isEqualTo(Map.of("state", "disabled", "auto_restart", "enabled"));
    assertThat(stateDb.keys("*")).isEmpty();
  }

  @Test
  void aDropInOfAFeatureThatIsGoneIsRemoved() throws IOException {
    Path gone = dropIn("gone@1");
    Path others = dropIn("sshd");
    Files.writeString(others, "[Service]\nRestart=on-failure\n");

    CommandRun run = audit("--repair", "--yes");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(gone + ": a drop-in of a feature that has no row - repaired\n");
    assertThat(gone).doesNotExist();
    assertThat(others).exists();
  }

  private ImmutableList<Finding> look(Runnable meanwhile) throws InterruptedException {
    try (StatusReader reader = new StatusReader(databases());
        Fence fence = new Fence(databases())) {
      DropIns dropIns = new DropIns(root);
      ImmutableList<Finding> findings =
          new Audit(
                  reader,
                  fence,
                  new UnitAudit(systemctl, dropIns),
                  dropIns,
                  content -> RenderedRow.of(content, Rendering.Text::new, new Device(1, 0, false)),
                  name -> true,
                  pause -> meanwhile.run())
              .look();
      for (Finding finding : findings) {
        repaired = finding.repair().orElseThrow().attempt().carryOut();
      }
      return findings;
    }
  }

  private Optional<String> repaired = Optional.empty();

  @Test
  void aTraceIsRemovedIfItStaysAsItIs() throws InterruptedException {
    row("gone", "has_global_scope", "True");
    assertThat(look(() -> row("gone", "state", "disabled")))
        .singleElement()
        .extracting(Finding::kind)
        .isEqualTo(Finding.Kind.TRACE);
    assertThat(repaired).contains("the row is gone or another one by now");
    assertThat(configDb.hgetAll("FEATURE|gone")).hasSize(2);

    configDb.hdel("FEATURE|gone", "state");
    look(() -> assertThat(configDb.exists("FEATURE|gone")).isTrue());
    assertThat(repaired).isEmpty();
    assertThat(configDb.exists("FEATURE|gone")).isFalse();
  }

  @Test
  void aTraceThatGoesAndComesBackEqualMeanwhileIsLeftAlone() throws InterruptedException {
    row("gone", "has_global_scope", "True");

    look(
        () -> {
          configDb.del("FEATURE|gone");
          row("gone", "has_global_scope", "True");
        });

    assertThat(repaired).contains("the row is gone or another one by now");
    assertThat(configDb.exists("FEATURE|gone")).isTrue();
  }

  @Test
  void nothingIsToldBeforeTheConfigurationIsLoaded() {
    configDb.del("CONFIG_DB_INITIALIZED");
    stateDb.hset("FEATURE|bgp", "state", "enabled");

    CommandRun run = audit("--repair", "--yes");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("the configuration is not loaded").containsOnlyOnce("\n");
    assertThat(stateDb.exists("FEATURE|bgp")).isTrue();
  }

  @Test
  void optionsThatMakeNoSenseTogetherAreOneLine() {
    assertThat(audit("--yes"))
        .isEqualTo(new CommandRun(2, "", "--yes is of use with --repair only\n"));
    assertThat(audit("--repair", "--json").exitCode()).isEqualTo(2);
  }
}
