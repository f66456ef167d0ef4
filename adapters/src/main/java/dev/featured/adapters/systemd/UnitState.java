package dev.featured.adapters.systemd;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What systemd says about a unit: some of the properties of {@code systemctl show}.
 *
 * @param load LoadState
 * @param active ActiveState
 * @param sub SubState; empty when not told
 * @param file UnitFileState; empty for a unit without a file
 * @param restart Restart, as systemd has it in force; empty when not told
 */
record UnitState(String load, String active, String sub, String file, String restart) {
  /** The properties that are asked for. */
  static final String PROPERTIES = "LoadState,ActiveState,UnitFileState,SubState,Restart";

  private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*");

  private static final ImmutableSet<String> ENABLED_FOR_GOOD =
      ImmutableSet.of("enabled", "static", "generated");

  /**
   * Reads the lines {@code Property=value}.
   *
   * @return empty if they are not the answer of a systemd
   */
  static Optional<UnitState> parse(String output) {
    Map<String, String> properties = new HashMap<>();
    for (String line : Splitter.on('\n').split(output)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        properties.put(line.substring(0, equals), line.substring(equals + 1).strip());
      }
    }
    UnitState state =
        new UnitState(
            properties.getOrDefault("LoadState", ""),
            properties.getOrDefault("ActiveState", ""),
            properties.getOrDefault("SubState", ""),
            properties.getOrDefault("UnitFileState", "?"),
            properties.getOrDefault("Restart", ""));
    boolean isAnswer =
        WORD.matcher(state.load).matches()
            && WORD.matcher(state.active).matches()
            && (state.file.isEmpty() || WORD.matcher(state.file).matches());
    return isAnswer ? Optional.of(state) : Optional.empty();
  }

  /** Whether it runs as it should. */
  boolean isUp() {
    return active.equals("active") || active.equals("reloading") || active.equals("refreshing");
  }

  /** Whether anything of it may be running: on its way up or down counts. */
  boolean isRunning() {
    return !active.equals("inactive") && !active.equals("failed");
  }

  /** Whether systemd is at work on it. */
  boolean isChanging() {
    return isActivating() || active.equals("deactivating") || active.equals("reloading");
  }

  boolean isActivating() {
    return active.equals("activating");
  }

  /**
   * Whether there is a unit file, or the mask in its place. A unit that runs on without its file
   * has none ({@code not-found}; {@code bad} until systemd is reloaded).
   */
  boolean hasFile() {
    return !load.equals("not-found") && !file.equals("bad");
  }

  /**
   * Whether {@code enable} has nothing left to do: enabled for good, or a unit that no link is made
   * for.
   */
  boolean isEnabled() {
    return load.equals("loaded") && ENABLED_FOR_GOOD.contains(file);
  }

  /** Whether it is kept from starting by itself, not only until the next boot. */
  boolean isOff() {
    return file.equals("disabled") || file.equals("masked");
  }

  /** Whether nothing can start it, now or after the next boot. */
  boolean isMasked() {
    return file.equals("masked");
  }

  /** Whether systemd would start it if it was told to; a mask counts once it has reloaded. */
  boolean isStartableYet() {
    return load.equals("loaded");
  }

  /** Whether the mask goes away with the next boot; a plain unmask does not remove it. */
  boolean isMaskedUntilBoot() {
    return file.equals("masked-runtime");
  }

  /** For a person: both how it runs and whether it starts by itself. */
  String inFull() {
    if (!hasFile()) {
      return forReading() + " and has no file";
    }
    return file.isEmpty() ? forReading() : forReading() + " and " + file;
  }

  /** For a person: the active state, and the finer one when it says more. */
  String forReading() {
    return sub.isEmpty() || sub.equals(active) ? active : active + " (" + sub + ")";
  }
}
