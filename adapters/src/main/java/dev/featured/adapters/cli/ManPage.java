package dev.featured.adapters.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The manual page featured(1), in the language of man(7), made from what {@code --help} says. */
final class ManPage {
  private static final ImmutableList<String> FILES =
      ImmutableList.of(
          "/etc/default/featured",
          "Options of the daemon, of Java, and the level of the log.",
          "/run/featured/featured.lock",
          "Locked by the daemon that runs; tells its pid.",
          "/var/lib/featured/journal.jsonl, journal.jsonl.1",
          "The last transitions, one JSON object a line. Both files have 1 MiB at most.",
          "/var/run/redis/sonic-db/database_config.json, database_global.json",
          "SONiC's own; where the databases are. Only read.",
          "/etc/systemd/system/UNIT.d/auto_restart.conf",
          "A drop-in that the daemon writes for each unit that it looks after.",
          "/var/cache/featured/featured.jsa",
          "Lets the program start in half the time. Made on installation.",
          "/usr/share/featured/featured.service",
          "The unit; systemctl enable with this path puts it to use.");

  private final StringBuilder text = new StringBuilder();

  private ManPage() {}

  /**
   * The page of a program and of its commands, those excepted that help does not list.
   *
   * @param program the program
   * @param version what the foot of the page says
   */
  static String of(CommandLine program, String version) {
    ManPage page = new ManPage();
    page.write(program, version);
    return page.text.toString();
  }

  private void write(CommandLine program, String version) {
    CommandSpec spec = program.getCommandSpec();
    ImmutableList<CommandSpec> commands =
        program.getSubcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(command -> !command.usageMessage().hidden())
            .collect(toImmutableList());
    request(".TH FEATURED 1 \"\" " + quoted(version) + " \"featured\"");
    request(".SH NAME");
    line("featured - turns the FEATURE table of a SONiC switch into running services");
    request(".SH SYNOPSIS");
    for (CommandSpec command : commands) {
      synopsis(command);
    }
    request(".SH DESCRIPTION");
    lines(spec.usageMessage().description());
    request(".SH COMMANDS");
    commands.forEach(this::command);
    request(".SH EXIT STATUS");
    pairs(spec.usageMessage());
    request(".SH FILES");
    for (int i = 0; i < FILES.size(); i += 2) {
      term(FILES.get(i));
      line(FILES.get(i + 1));
    }
    request(".SH ENVIRONMENT");
    term("FEATURED_LOG_LEVEL");
    line("How much is logged: ERROR, WARN, INFO, DEBUG.");
    term("NO_COLOR");
    line("If it is set, there are no colours on a terminal either.");
    term("FEATURED_OPTIONS");
    line("Options of the daemon that the unit starts.");
    term("FEATURED_JAVA, FEATURED_JAVA_OPTIONS");
    line("The java to use, and more options for it.");
    term("PLATFORM");
    line("The platform, instead of what the switch's files say.");
    request(".SH SEE ALSO");
    line("systemctl(1), /usr/share/doc/featured/operations.md");
  }

  private void synopsis(CommandSpec command) {
    request(".B featured " + escaped(command.name()));
    boolean options = command.options().stream().anyMatch(option -> !option.hidden());
    String parameters =
        command.positionalParameters().stream()
            .filter(parameter -> !parameter.hidden())
            .map(ManPage::label)
            .reduce("", (all, next) -> all + " " + next);
    line((options ? "[options]" : "") + parameters);
    request(".br");
  }

  private static String label(PositionalParamSpec parameter) {
    String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
    return parameter.arity().min() == 0 ? "[" + label + "]" : label;
  }

  private void command(CommandSpec command) {
    request(".SS featured " + escaped(command.name()));
    UsageMessageSpec usage = command.usageMessage();
    lines(usage.description());
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (!parameter.hidden()) {
        term(parameter.paramLabel());
        describe(parameter, usage);
      }
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        String names = String.join(", ", option.names());
        String list = option.splitRegex().isEmpty() ? "" : option.splitRegex() + "...";
        term(option.arity().max() == 0 ? names : names + " " + option.paramLabel() + list);
        describe(option, usage);
      }
    }
    if (!usage.exitCodeList().isEmpty()) {
      request(".PP");
      line("Exit codes:");
      pairs(usage);
    }
    if (usage.footer().length > 0) {
      request(".PP");
      line("For example:");
      request(".PP");
      request(".nf");
      lines(usage.footer());
      request(".fi");
    }
  }

  private void describe(ArgSpec argument, UsageMessageSpec usage) {
    lines(argument.description());
    if (usage.showDefaultValues() && argument.defaultValue() != null) {
      line("Default: " + argument.defaultValue() + ".");
    }
  }

  private void pairs(UsageMessageSpec usage) {
    for (Map.Entry<String, String> code : usage.exitCodeList().entrySet()) {
      term(code.getKey().strip());
      line(code.getValue());
    }
  }

  private void term(String term) {
    request(".TP");
    request(".B " + escaped(term));
  }

  private void lines(String... format) {
    // picocli takes them for formats, in which %n ends a line and %% is a percent sign.
    List.of(format).forEach(part -> String.format(part).lines().forEach(this::line));
  }

  private void line(String line) {
    String escaped = escaped(line);
    request(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped);
  }

  private void request(String request) {
    text.append(request).append('\n');
  }

  private static String escaped(String plain) {
    return plain.replace("\\", "\\e").replace("-", "\\-");
  }

  private static String quoted(String plain) {
    return '"' + escaped(plain).replace("\"", "\\(dq") + '"';
  }
}
