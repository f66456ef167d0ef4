package dev.featured.adapters.cli;

import dev.featured.adapters.cli.check.ConfigCheck;
import dev.featured.adapters.cli.check.ConfigDb;
import dev.featured.adapters.cli.check.UnreadableConfig;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.device.KnownDevice;
import dev.featured.adapters.rows.Names;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code featured check}: what the daemon would do with a config_db.json. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Prints what the daemon would do with a config_db.json, and all there is to complain of it.",
      "",
      "The file's FEATURE table is rendered with its own DEVICE_METADATA and with the files of this"
          + " device, or of the one below --root. Nothing is changed, and neither Redis nor systemd"
          + " is asked: units that are already as they should be are listed too.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Nothing to complain of.",
      "1:There is a complaint, of the file, a feature or the device; or the file cannot be read.",
      "2:The command line cannot be understood."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  featured check /etc/sonic/config_db.json",
      "  sonic-cfggen -d --print-data | featured check - --json"
    })
final class CheckCommand implements Callable<Integer> {
  private static final Path STDIN = Path.of("-");

  private final InputStream stdin;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "A config_db.json, or - for standard input.",
      showDefaultValue = Help.Visibility.NEVER)
  private Path file;

  @Mixin private RootOption root;
  @Mixin private ExcludeOption exclude;

  @Option(names = "--json", description = "Print JSON.", showDefaultValue = Help.Visibility.NEVER)
  private boolean json;

  CheckCommand(InputStream stdin, Map<String, String> environment) {
    this.stdin = stdin;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Path folder = root.existing();
    ConfigDb config;
    try {
      config = read();
    } catch (UnreadableConfig e) {
      spec.commandLine().getErr().println(Printable.of(e.getMessage()));
      return 1;
    }
    KnownDevice device =
        KnownDevice.read(new DeviceFactsReader(folder, environment), config.metadata());
    ConfigCheck check = ConfigCheck.of(config, device, new Names(exclude.names()));
    print(new CheckReport(device.facts(), check));
    return check.problems().isEmpty() ? 0 : 1;
  }

  private ConfigDb read() throws UnreadableConfig {
    return file.equals(STDIN) ? ConfigDb.ofStream("standard input", stdin) : ConfigDb.ofFile(file);
  }

  private void print(CheckReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.of(report.json()));
    } else {
      report.lines().forEach(out::println);
    }
    out.flush();
  }
}
