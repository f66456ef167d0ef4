package dev.featured.adapters.daemon;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Congestion;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.feature.FeatureName;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, once, that some features wait and which others they wait for. A boot keeps all places busy
 * for a while, so it is worth a line only when none of them has come free from one look to the
 * next.
 */
final class CongestionLog {
  private static final Logger LOG = LoggerFactory.getLogger(CongestionLog.class);

  private static final int MOST_NAMES = 20;

  private ImmutableSortedMap<FeatureName, OperationId> seen = ImmutableSortedMap.of();
  private boolean said;

  /** To be called at a steady, low rate. */
  void look(Congestion now) {
    if (now.waiting().isEmpty()) {
      seen = ImmutableSortedMap.of();
      said = false;
      return;
    }
    if (!now.holders().equals(seen)) {
      seen = now.holders();
      said = false;
    } else if (!said) {
      said = true;
      LOG.warn(
          "{} wait: --parallel allows {} operations at a time, and these do not end: {}",
          some(now.waiting()),
          now.holders().size(),
          some(now.holders().keySet()));
    }
  }

  private static String some(Collection<FeatureName> names) {
    String first = names.stream().limit(MOST_NAMES).map(FeatureName::value).collect(joining(", "));
    return names.size() <= MOST_NAMES
        ? first
        : first + " and " + (names.size() - MOST_NAMES) + " more";
  }
}
