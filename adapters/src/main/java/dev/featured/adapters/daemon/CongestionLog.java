package dev.featured.adapters.daemon;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Congestion;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.feature.FeatureName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, once, that some features wait and which others they wait for. A boot keeps all places busy
 * for a while, so it is worth a line only when none of them has come free from one look to the
 * next.
 */
final class CongestionLog {
  private static final Logger LOG = LoggerFactory.getLogger(CongestionLog.class);

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
          Joiner.on(", ").join(now.waiting()),
          now.holders().size(),
          Joiner.on(", ").join(now.holders().keySet()));
    }
  }
}
