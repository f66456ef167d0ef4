package dev.featured.adapters.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.featured.adapters.operator.Verdict;
import java.util.Locale;
import picocli.CommandLine;

/**
 * What a command that changes or awaits one feature has to say in the end: on standard output if it
 * went well or a program asked, otherwise on standard error.
 *
 * <p>The JSON has {@code feature}, {@code exit_code}, {@code outcome} (a word for that code) and
 * {@code message}.
 *
 * @param feature the feature's name
 * @param exitCode the exit code
 * @param outcome a word for it
 * @param message one line
 */
record Answer(String feature, int exitCode, String outcome, String message) {
  static Answer of(String feature, Verdict verdict) {
    return new Answer(
        feature,
        ExitCodes.of(verdict),
        verdict.outcome().name().toLowerCase(Locale.ROOT),
        verdict.message());
  }

  /** Prints it, and answers the exit code. */
  int print(CommandLine commandLine, boolean json) {
    if (json) {
      ObjectNode node =
          JsonNodeFactory.instance
              .objectNode()
              .put("feature", feature)
              .put("exit_code", exitCode)
              .put("outcome", outcome)
              .put("message", message);
      commandLine.getOut().println(JsonText.of(node));
    } else if (exitCode == ExitCodes.DONE) {
      commandLine.getOut().println(feature + ": " + StatusReport.oneLine(message));
    } else {
      commandLine.getErr().println(feature + ": " + StatusReport.oneLine(message));
    }
    commandLine.getOut().flush();
    return exitCode;
  }
}
