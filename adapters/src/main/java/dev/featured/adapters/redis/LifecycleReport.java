package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.lifecycle.LifecycleState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a feature's registration stands, as STATE_DB {@code FEATURE_LIFECYCLE|<name>} says it. It is
 * about what the daemon does, and not about what the row says by now: {@link #row} tells which row
 * the daemon goes by, and {@link #answered} which request of an operator it has seen.
 *
 * @param state where the registration stands
 * @param wish where its row points, as far as the daemon has read it
 * @param since when it entered that state
 * @param operation what is being done to its units and that operation's identity, such as {@code
 *     start o12}; empty when nothing is being done, be it that there is no room yet
 * @param error why it failed; empty unless it did
 * @param row the {@link RowHash} of the row that it goes by
 * @param answered the {@code asked} that stood here before that row was read; empty if none did
 */
public record LifecycleReport(
    LifecycleState state,
    Wish wish,
    Instant since,
    String operation,
    String error,
    String row,
    String answered) {
  /** The field that an operator's command writes and the daemon only reads. */
  public static final String ASKED = "asked";

  private static final String STATE = "state";
  private static final String WISH = "wish";
  private static final String SINCE = "since";
  private static final String OPERATION = "operation";
  private static final String ERROR = "error";
  private static final String ROW = "row";
  private static final String ANSWERED = "answered";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Where a row points. */
  public enum Wish {
    /** The units shall run. */
    ENABLED,
    /** The units shall not run. */
    DISABLED,
    /** The row cannot be understood. */
    UNCLEAR;

    private final String text = name().toLowerCase(Locale.ROOT);

    @Override
    public String toString() {
      return text;
    }
  }

  /** A time as it stands there: ISO 8601, UTC, with milliseconds. */
  public static String text(Instant time) {
    return TIME.format(time);
  }

  /** The fields of the hash; what is empty is left out. */
  public ImmutableSortedMap<String, String> fields() {
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();
    fields.put(STATE, state.toString()).put(WISH, wish.toString()).put(SINCE, text(since));
    putUnlessEmpty(fields, OPERATION, operation);
    putUnlessEmpty(fields, ERROR, error);
    putUnlessEmpty(fields, ROW, row);
    putUnlessEmpty(fields, ANSWERED, answered);
    return fields.buildOrThrow();
  }

  private static void putUnlessEmpty(
      ImmutableSortedMap.Builder<String, String> fields, String field, String value) {
    if (!value.isEmpty()) {
      fields.put(field, value);
    }
  }

  /** Reads the fields of the hash; empty if a daemon did not write them. */
  public static Optional<LifecycleReport> of(Map<String, String> fields) {
    Optional<LifecycleState> state = constant(LifecycleState.values(), fields.get(STATE));
    Optional<Wish> wish = constant(Wish.values(), fields.get(WISH));
    Optional<Instant> since = time(fields.getOrDefault(SINCE, ""));
    if (state.isEmpty() || wish.isEmpty() || since.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LifecycleReport(
            state.get(),
            wish.get(),
            since.get(),
            fields.getOrDefault(OPERATION, ""),
            fields.getOrDefault(ERROR, ""),
            fields.getOrDefault(ROW, ""),
            fields.getOrDefault(ANSWERED, "")));
  }

  private static <T> Optional<T> constant(T[] constants, String text) {
    return Arrays.stream(constants).filter(c -> c.toString().equals(text)).findFirst();
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(TIME.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
