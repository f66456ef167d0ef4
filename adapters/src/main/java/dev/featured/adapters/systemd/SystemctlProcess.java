package dev.featured.adapters.systemd;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.Quoted;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The {@code systemctl} of the machine, as a child process (SPEC sections 3 and 7).
 *
 * <p>No shell and no sudo stand between: the arguments arrive as they are given. The child speaks
 * English without colours or a pager, reads nothing, and of what it prints on either stream the
 * last 4 KiB are kept, since a program says last why it failed.
 *
 * <p>A child that has not ended after the time limit is killed at once with all its descendants.
 * There is nothing to be saved by asking it politely: the job is systemd's and goes on.
 *
 * <p>Only the child itself is waited for. A process that it leaves behind, holding the pipe open,
 * delays nobody: the pipe is only ever read for what is in it already.
 */
public final class SystemctlProcess implements Systemctl {
  private static final int OUTPUT_LIMIT = 4096;
  private static final int BUFFER = 8192;

  /** Reads without looking at the clock; more than a pipe holds (64 KiB, 1 MiB at most). */
  private static final int READS_IN_A_ROW = 256;

  /** How long a child with nothing to say waits for its output to be looked at. */
  private static final Duration LOOK_WHEN_QUIET = Duration.ofMillis(50);

  private static final Duration LOOK_WHEN_TALKING = Duration.ofMillis(1);

  /** "error=2, No such file" of Java 17, "Exec failed, error: 2 (No such file) " of Java 25. */
  private static final Pattern SYSTEM_ERROR =
      Pattern.compile("error=\\d+, (?<a>.*)|Exec failed, error: \\d+ \\((?<b>.*)\\) *");

  private final String executable;
  private final Duration limit;

  /**
   * Runs one program.
   *
   * @param executable a name to be found on PATH, or a path
   * @param limit the longest that one run may take
   * @throws IllegalArgumentException if the executable is empty or the limit is not positive
   */
  public SystemctlProcess(String executable, Duration limit) {
    checkArgument(!executable.isEmpty(), "the executable has no name");
    checkArgument(
        !limit.isNegative() && !limit.isZero(), "the time limit is not positive: %s", limit);
    this.executable = executable;
    this.limit = limit;
  }

  @Override
  public Result run(ImmutableList<String> arguments) throws InterruptedException {
    Process child;
    try {
      child = builder(arguments).start();
    } catch (IOException e) {
      return new Result.NotStarted(Quoted.of(executable) + " cannot be run: " + reason(e));
    }
    OutputTail output = new OutputTail(OUTPUT_LIMIT);
    try (InputStream pipe = child.getInputStream()) {
      if (await(child, pipe, output)) {
        return new Result.Exited(child.exitValue(), output.text());
      }
      kill(child);
      child.waitFor(
          1, SECONDS); // so that no zombie is left; a child the kernel holds is left to it
      readWhatIsThere(pipe, output);
      return new Result.TimedOut(limit, output.text());
    } catch (IOException e) {
      kill(child);
      return new Result.NotStarted(
          Quoted.of(executable) + " was started but its output cannot be read: " + reason(e));
    } catch (InterruptedException e) {
      kill(child);
      throw e;
    }
  }

  private ProcessBuilder builder(ImmutableList<String> arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(
                ImmutableList.<String>builder().add(executable).addAll(arguments).build())
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(new File("/dev/null")));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("SYSTEMD_COLORS", "0");
    builder.environment().put("SYSTEMD_PAGER", "");
    return builder;
  }

  /** Whether the child ended by itself within the limit. */
  private boolean await(Process child, InputStream pipe, OutputTail output)
      throws IOException, InterruptedException {
    Stopwatch watch = Stopwatch.createStarted();
    boolean isTalking = false;
    while (true) {
      Duration left = limit.minus(watch.elapsed());
      Duration look = isTalking ? LOOK_WHEN_TALKING : LOOK_WHEN_QUIET;
      boolean isLast = left.compareTo(look) <= 0;
      boolean hasEnded = child.waitFor((isLast ? left : look).toNanos(), NANOSECONDS);
      isTalking = readWhatIsThere(pipe, output);
      if (hasEnded || isLast) {
        return hasEnded;
      }
    }
  }

  /**
   * Reads without ever blocking, and not for ever either. Once the child has ended, all that it
   * wrote is there.
   *
   * @return whether there was something
   */
  private static boolean readWhatIsThere(InputStream pipe, OutputTail output) throws IOException {
    byte[] buffer = new byte[BUFFER];
    boolean wasThere = false;
    for (int i = 0; i < READS_IN_A_ROW; i++) {
      int available = pipe.available();
      int length = available == 0 ? 0 : pipe.read(buffer, 0, Math.min(available, BUFFER));
      if (length <= 0) {
        break;
      }
      output.append(buffer, length);
      wasThere = true;
    }
    return wasThere;
  }

  private static void kill(Process child) {
    // Gathered first: once the child is gone nothing tells whose descendants they were.
    ImmutableList<ProcessHandle> descendants =
        child.descendants().collect(ImmutableList.toImmutableList());
    // By its handle: Process.destroyForcibly() would also close the pipe that is still to be read.
    child.toHandle().destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /** In the system's words alone: each Java puts them into others of its own. */
  private static String reason(IOException e) {
    String text = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
    return SYSTEM_ERROR.matcher(text).replaceFirst("${a}${b}");
  }
}
