package dev.featured.adapters.demo.clients;

import com.google.common.collect.ImmutableSortedSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches CONFIG_DB for rows that come back: rows that are written to after they were deleted.
 *
 * <p>It sees each command that hits a FEATURE key, in the order in which Redis executed them, so it
 * misses no revival, neither a late one nor one that somebody cleans up again. What it says is
 * about names that are installed once and deleted once; for others a new row is no revival.
 */
public final class RevivalWatch implements AutoCloseable {
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final Set<String> revived = ConcurrentHashMap.newKeySet();
  private final KeyspaceNotifications notifications;

  /** Watches the Redis behind this socket from now on. */
  public RevivalWatch(Path socket) {
    this.notifications = new KeyspaceNotifications(socket, SwitchDatabase.CONFIG_DB, this::note);
  }

  /** The features whose rows were deleted so far. */
  public ImmutableSortedSet<String> deleted() {
    return ImmutableSortedSet.copyOf(deleted);
  }

  /** The features whose rows came back so far. */
  public ImmutableSortedSet<String> revived() {
    return ImmutableSortedSet.copyOf(revived);
  }

  /**
   * Waits until it has seen everything that Redis executed before this call.
   *
   * @return false if it has not, or if it may have missed something
   */
  public boolean catchUp(Duration limit) {
    return notifications.catchUp(limit);
  }

  @Override
  public void close() {
    notifications.close();
  }

  private void note(String feature, String command) {
    if (command.equals("del")) {
      deleted.add(feature);
    } else if (deleted.contains(feature)) {
      revived.add(feature);
    }
  }
}
