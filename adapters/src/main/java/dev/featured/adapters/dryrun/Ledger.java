package dev.featured.adapters.dryrun;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What has been seen of each feature, since when, and what has been told of it. A judgement is told
 * when it has been the same for the settle time, from one look to another one; what is different
 * for a shorter time is the other daemon's work.
 */
final class Ledger {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final String NOT_LONG_ENOUGH = "it has not been the same for long enough";

  private final Ticker ticker;
  private final Duration settle;
  private final Report report;
  private final Map<String, Entry> entries = new TreeMap<>();

  private static final class Entry {
    private Optional<Judgement> seen = Optional.empty();
    private Optional<ImmutableList<Difference>> told = Optional.empty();
    private long since;

    boolean isSettled() {
      return seen.isPresent()
          && seen.get() instanceof Judgement.Compared compared
          && told.equals(Optional.of(compared.differences()));
    }
  }

  Ledger(Ticker ticker, Duration settle, Report report) {
    this.ticker = ticker;
    this.settle = settle;
    this.report = report;
  }

  /** Somebody has just changed what is wanted: what was seen before counts no more. */
  void disturbed(String about) {
    Optional.ofNullable(entries.get(about)).ifPresent(entry -> entry.seen = Optional.empty());
  }

  /** Nothing that was seen before counts any more. */
  void allDisturbed() {
    entries.values().forEach(entry -> entry.seen = Optional.empty());
  }

  /** What a look has come to. */
  void saw(String about, Judgement judgement) {
    Entry entry = entries.computeIfAbsent(about, first -> new Entry());
    long now = ticker.read();
    boolean again = entry.seen.equals(Optional.of(judgement));
    if (!again || judgement instanceof Judgement.TooEarly) {
      entry.seen = Optional.of(judgement);
      entry.since = now;
    }
    if (judgement instanceof Judgement.Compared compared && now - entry.since >= settle.toNanos()) {
      tell(about, entry, compared.differences());
    }
  }

  private void tell(String about, Entry entry, ImmutableList<Difference> differences) {
    ImmutableList<Difference> before = entry.told.orElse(ImmutableList.of());
    entry.told = Optional.of(differences);
    differences.stream()
        .filter(difference -> !before.contains(difference))
        .forEach(difference -> report.differs(about, difference));
    if (differences.isEmpty() && !before.isEmpty()) {
      report.agrees(about);
    }
  }

  /** There is nothing any more that could be looked at. */
  void gone(String about) {
    Entry entry = entries.remove(about);
    if (entry != null && entry.told.filter(told -> !told.isEmpty()).isPresent()) {
      report.agrees(about);
    }
  }

  /** All that is followed. */
  ImmutableSet<String> followed() {
    return ImmutableSet.copyOf(entries.keySet());
  }

  /** Of which a look is due by now. */
  ImmutableSet<String> due() {
    long now = ticker.read();
    return entries.entrySet().stream()
        .filter(entry -> !entry.getValue().isSettled() && dueIn(entry.getValue(), now) <= 0)
        .map(Map.Entry::getKey)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** How long it takes until a look is due, if no more happens. */
  Optional<Duration> nextDue() {
    long now = ticker.read();
    return entries.values().stream()
        .filter(entry -> !entry.isSettled())
        .map(entry -> Duration.ofNanos(Math.max(0, dueIn(entry, now))))
        .min(Duration::compareTo);
  }

  private long dueIn(Entry entry, long now) {
    if (entry.seen.isEmpty()) {
      return 0;
    }
    boolean tooEarly = entry.seen.get() instanceof Judgement.TooEarly;
    Duration pause = tooEarly && settle.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : settle;
    return entry.since + pause.toNanos() - now;
  }

  /** How all stands that has been followed. */
  Summary summary() {
    int agree = 0;
    ImmutableSortedMap.Builder<String, ImmutableList<Difference>> differing =
        ImmutableSortedMap.naturalOrder();
    ImmutableSortedMap.Builder<String, String> undecided = ImmutableSortedMap.naturalOrder();
    for (Map.Entry<String, Entry> named : entries.entrySet()) {
      Entry entry = named.getValue();
      if (!entry.isSettled()) {
        undecided.put(named.getKey(), why(entry));
      } else if (entry.told.orElseThrow().isEmpty()) {
        agree++;
      } else {
        differing.put(named.getKey(), entry.told.get());
      }
    }
    return new Summary(agree, differing.buildOrThrow(), undecided.buildOrThrow());
  }

  private static String why(Entry entry) {
    return entry.seen.isPresent() && entry.seen.get() instanceof Judgement.TooEarly tooEarly
        ? tooEarly.why()
        : NOT_LONG_ENOUGH;
  }
}
