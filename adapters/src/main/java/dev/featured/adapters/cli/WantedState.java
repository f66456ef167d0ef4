package dev.featured.adapters.cli;

import dev.featured.engine.feature.Quoted;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** What an operator may want or wait for, in their words. */
final class WantedState {
  /** What a feature is in that has no row. */
  private static final String GONE = "gone";

  private WantedState() {}

  /** What {@link #ofWish} takes, for completions. */
  static final class Wishes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(LifecycleState.ENABLED, LifecycleState.DISABLED)
          .map(WantedState::word)
          .iterator();
    }
  }

  /** What {@link #ofState} takes, for completions. */
  static final class States implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(LifecycleState.values()).map(WantedState::word).iterator();
    }
  }

  /** Takes {@code enabled} or {@code disabled}. */
  static LifecycleState ofWish(String text) {
    return switch (text) {
      case "enabled" -> LifecycleState.ENABLED;
      case "disabled" -> LifecycleState.DISABLED;
      default ->
          throw new TypeConversionException(Quoted.of(text) + " must be enabled or disabled");
    };
  }

  /** Takes the name of a state; {@code gone} is that of a feature that is not registered. */
  static LifecycleState ofState(String text) {
    return Arrays.stream(LifecycleState.values())
        .filter(state -> word(state).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    Quoted.of(text)
                        + " must be one of "
                        + Arrays.stream(LifecycleState.values())
                            .map(WantedState::word)
                            .collect(Collectors.joining(", "))));
  }

  static String word(LifecycleState state) {
    return state == LifecycleState.DEREGISTERED ? GONE : state.toString();
  }
}
