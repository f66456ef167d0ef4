package dev.featured.adapters.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.device.KnownDevice;
import dev.featured.adapters.operator.Audit;
import dev.featured.adapters.operator.Finding;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.StatusReader;
import dev.featured.adapters.rows.Names;
import dev.featured.adapters.systemd.DropIns;
import dev.featured.adapters.systemd.SystemctlProcess;
import dev.featured.adapters.systemd.UnitAudit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code featured audit}: what is not as it should be.
 *
 * <p>The JSON is a list of findings, each with {@code kind}, {@code about}, {@code problem}, {@code
 * repair} (what would be done, null if nothing) and {@code outcome}: {@code found}, {@code
 * repaired}, {@code declined}, or why it was not repaired.
 */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Looks for what is not as it should be: rows that an older daemon revived, what STATE_DB says"
          + " of features that are gone, units that differ from what their rows want, templates and"
          + " drop-ins that were left over. On a multi-ASIC switch the host's databases are looked"
          + " at, and the units of all ASICs.",
      "",
      "With --repair it puts right what it can, and asks before each. Nothing is changed that is"
          + " not as it was found. Units are told of, and left to the daemon and to you.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All is as it should be, or has been put right.",
      "1:Something is not; or the configuration is not loaded; or Redis is away.",
      "2:The command line cannot be understood."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  featured audit",
      "  featured audit --repair",
      "  featured audit --repair --yes --json"
    })
final class AuditCommand implements Callable<Integer> {
  private static final Duration LONGEST_SYSTEMCTL = Duration.ofSeconds(10);
  private static final String FOUND = "found";
  private static final String REPAIRED = "repaired";
  private static final String DECLINED = "declined";

  private final InputStream stdin;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--repair",
      description = "Put right what can be put right; asks before each.",
      showDefaultValue = Help.Visibility.NEVER)
  private boolean repair;

  @Option(
      names = "--yes",
      description = "With --repair: do not ask.",
      showDefaultValue = Help.Visibility.NEVER)
  private boolean yes;

  @Option(
      names = "--systemctl",
      paramLabel = "PROGRAM",
      defaultValue = "systemctl",
      description = "The systemctl to ask: a path, or a name that is looked up on PATH.")
  private String systemctl;

  @Mixin private DatabaseOption databases;
  @Mixin private RootOption root;
  @Mixin private ExcludeOption exclude;
  @Mixin private JsonOption json;

  /** A finding and what has become of it. */
  private record Dealt(Finding finding, String outcome) {
    boolean isOver() {
      return outcome.equals(REPAIRED);
    }
  }

  AuditCommand(InputStream stdin, Map<String, String> environment) {
    this.stdin = stdin;
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (yes && !repair) {
      throw new ParameterException(spec.commandLine(), "--yes is of use with --repair only");
    }
    if (repair && !yes && json.wanted()) {
      throw new ParameterException(
          spec.commandLine(), "--repair asks, which --json leaves no room for: add --yes");
    }
    Path folder = root.existing();
    DatabaseConfig config = databases.read();
    try (FeatureStore store = new FeatureStore(config);
        StatusReader reader = new StatusReader(config);
        Fence fence = new Fence(config)) {
      if (store.loaded(ImmutableSet.of(), ImmutableSet.of()).isEmpty()) {
        spec.commandLine()
            .getErr()
            .println("the configuration is not loaded, so nothing can be said of what is missing");
        return ExitCodes.FAILED;
      }
      ImmutableList<Dealt> dealt = deal(audit(folder, store, reader, fence).look());
      print(dealt);
      return dealt.stream().allMatch(Dealt::isOver) ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }

  private Audit audit(Path folder, FeatureStore store, StatusReader reader, Fence fence) {
    KnownDevice device =
        KnownDevice.read(new DeviceFactsReader(folder, environment), store.deviceMetadata());
    DropIns dropIns = new DropIns(folder.resolve("etc/systemd/system"));
    return new Audit(
        reader,
        fence,
        new UnitAudit(new SystemctlProcess(systemctl, LONGEST_SYSTEMCTL), dropIns),
        dropIns,
        device::render,
        new Names(exclude.names())::managed,
        duration -> Thread.sleep(duration.toMillis()));
  }

  private ImmutableList<Dealt> deal(ImmutableList<Finding> findings)
      throws InterruptedException, IOException {
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(stdin, Charset.defaultCharset()));
    ImmutableList.Builder<Dealt> dealt = ImmutableList.builder();
    for (Finding finding : findings) {
      dealt.add(new Dealt(finding, deal(finding, answers)));
    }
    return dealt.build();
  }

  private String deal(Finding finding, BufferedReader answers)
      throws InterruptedException, IOException {
    Optional<Finding.Repair> possible = finding.repair();
    if (!repair || possible.isEmpty()) {
      return FOUND;
    }
    if (!yes && !isWanted(finding, possible.get(), answers)) {
      return DECLINED;
    }
    return possible.get().attempt().carryOut().orElse(REPAIRED);
  }

  private boolean isWanted(Finding finding, Finding.Repair possible, BufferedReader answers)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(told(finding));
    out.print("  " + Printable.of(possible.does()) + "? [y/N] ");
    out.flush();
    return Optional.ofNullable(answers.readLine())
        .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).matches("y|yes"))
        .isPresent();
  }

  private static String told(Finding finding) {
    return Printable.of(finding.about() + ": " + finding.problem());
  }

  private void print(ImmutableList<Dealt> dealt) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      dealt.forEach(
          d ->
              list.addObject()
                  .put("kind", d.finding().kind().name().toLowerCase(Locale.ROOT))
                  .put("about", d.finding().about())
                  .put("problem", d.finding().problem())
                  .put("repair", d.finding().repair().map(Finding.Repair::does).orElse(null))
                  .put("outcome", d.outcome()));
      out.println(JsonText.of(list));
    } else if (dealt.isEmpty()) {
      out.println("all is as it should be");
    } else {
      dealt.forEach(d -> out.println(told(d.finding()) + after(d)));
    }
    out.flush();
  }

  private static String after(Dealt dealt) {
    if (!dealt.outcome().equals(FOUND)) {
      return " - " + Printable.of(dealt.outcome());
    }
    return dealt.finding().repair().isPresent() ? " (--repair)" : "";
  }
}
