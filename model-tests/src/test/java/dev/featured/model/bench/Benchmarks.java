package dev.featured.model.bench;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks, prints one line for each, and fails below the floor that is promised. */
public final class Benchmarks {
  private static final double PLAIN_FLOOR = 5_000_000;
  private static final double CORE_FLOOR = 1_000_000;

  private Benchmarks() {}

  /**
   * Runs them all.
   *
   * @param arguments none
   * @throws RunnerException if JMH cannot run
   */
  public static void main(String[] arguments) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(InterpreterBenchmark.class.getName())
            .include(CoreBenchmark.class.getName())
            .forks(1)
            .threads(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
            .jvmArgsAppend("-Xmx512m")
            .build();
    Collection<RunResult> results = new Runner(options).run();
    double plain = score(results, "plain");
    double spring = score(results, "spring");
    System.out.printf(
        "benchmark interpreter plain=%.0f steps/s spring=%.0f steps/s ratio=%.0f floor=%.0f%n",
        plain, spring, plain / spring, PLAIN_FLOOR);
    double core = score(results, "step");
    System.out.printf("benchmark core step=%.0f steps/s floor=%.0f%n", core, CORE_FLOOR);
    if (core < CORE_FLOOR) {
      throw new IllegalStateException("the core is slower than is promised");
    }
    if (plain < PLAIN_FLOOR) {
      throw new IllegalStateException("the plain interpreter is slower than is promised");
    }
  }

  private static double score(Collection<RunResult> results, String benchmark) {
    return results.stream()
        .filter(result -> result.getPrimaryResult().getLabel().equals(benchmark))
        .mapToDouble(result -> result.getPrimaryResult().getScore())
        .findFirst()
        .orElseThrow();
  }
}
