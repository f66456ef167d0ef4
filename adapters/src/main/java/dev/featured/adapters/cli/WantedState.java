package dev.featured.adapters.cli;

import dev.featured.engine.feature.Quoted;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** What an operator may want or wait for, in their words. */
final class WantedState {
  /** What a feature is in that has no row. */
  private static final String GONE = "gone";

  private WantedState() {}

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
