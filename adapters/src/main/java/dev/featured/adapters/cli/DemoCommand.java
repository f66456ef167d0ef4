package dev.featured.adapters.cli;

import dev.featured.adapters.demo.Demo;
import dev.featured.adapters.demo.DemoDevice;
import dev.featured.adapters.demo.DemoOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code featured demo}: the daemon at work, on any machine. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Shows the daemon at work on a switch that is not there: a real Redis of its own, a complete"
          + " configuration and a simulated systemd.",
      "Then plays the two known races of an uninstall against it and, beside it, against a model"
          + " of a daemon that writes back without a fence.",
      "Needs no privileges, opens no port, and leaves nothing behind."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Every feature converged and every deleted row stayed away.",
      "1:Not so, or the demo could not run to its end.",
      "2:The command line cannot be understood."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  featured demo --device dualtor", "  featured demo --stay"})
final class DemoCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "tor",
      description = "Which switch to be: ${COMPLETION-CANDIDATES}.")
  private DemoDevice device;

  @Option(names = "--stay", description = "Go on after the summary, until SIGTERM or SIGINT.")
  private boolean stay;

  @Option(
      names = "--races",
      paramLabel = "N",
      defaultValue = "" + DemoOptions.DEFAULT_RACES,
      description = "How many races to play, half of each kind.")
  private int races;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    DemoOptions options = options();
    Thread demo = Thread.currentThread();
    AtomicBoolean told = new AtomicBoolean();
    Runnable end =
        () -> {
          told.set(true);
          demo.interrupt();
        };
    Signals.register("TERM", end);
    Signals.register("INT", end);
    PrintWriter out = spec.commandLine().getOut();
    try {
      return Demo.on(out, terminal.output().getAsBoolean(), System.getenv()).run(options);
    } catch (InterruptedException e) {
      return 1;
    } catch (RuntimeException e) {
      if (told.get()) {
        return 1; // Ctrl-C in a terminal ends the demo's Redis too, and that may be noticed first
      }
      throw e;
    } catch (IOException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private DemoOptions options() {
    try {
      return new DemoOptions(device, stay, races);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
