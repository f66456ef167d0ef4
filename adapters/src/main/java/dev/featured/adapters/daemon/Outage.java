package dev.featured.adapters.daemon;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.featured.engine.feature.Quoted;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that a namespace's Redis is away and once that it is back. Two find it out, at
 * different times: the thread that speaks to it, and the watcher that listens to it.
 */
final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  /** Who may find that it is away. */
  enum Side {
    SPEAKER,
    LISTENER
  }

  private final String namespace;

  @GuardedBy("this")
  private final Set<Side> cutOff = EnumSet.noneOf(Side.class);

  Outage(String namespace) {
    this.namespace = namespace;
  }

  /**
   * It does not answer this side.
   *
   * @param reason one line that names the server
   */
  synchronized void found(Side side, String reason) {
    if (cutOff.isEmpty()) {
      LOG.warn(
          "namespace {}: {}; trying again, the host goes on meanwhile",
          Quoted.of(namespace),
          reason);
    }
    cutOff.add(side);
  }

  /** It answers this side. */
  synchronized void over(Side side) {
    if (cutOff.remove(side) && cutOff.isEmpty()) {
      LOG.info("namespace {}: Redis answers again", Quoted.of(namespace));
    }
  }
}
