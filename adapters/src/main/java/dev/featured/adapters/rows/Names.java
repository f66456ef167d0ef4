package dev.featured.adapters.rows;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which names the daemon looks after. A name that is refused is complained of once. */
public final class Names {
  private static final Logger LOG = LoggerFactory.getLogger(Names.class);
  private static final int REFUSALS_REMEMBERED = 10_000;

  private final ImmutableSet<String> excluded;
  private final Cache<String, Boolean> refused =
      CacheBuilder.newBuilder().maximumSize(REFUSALS_REMEMBERED).build();

  /**
   * Looks after all but some.
   *
   * @param excluded the names that are left alone
   */
  public Names(ImmutableSet<String> excluded) {
    this.excluded = excluded;
  }

  /** Whether the daemon looks after this feature. */
  public boolean managed(FeatureName name) {
    return !excluded.contains(name.value());
  }

  /** Complains of a name that is refused, once. */
  public void refused(InvalidFeatureName refusal) {
    if (refused.asMap().putIfAbsent(refusal.getMessage(), true) == null) {
      LOG.error("{}", refusal.getMessage());
    }
  }
}
