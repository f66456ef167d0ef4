package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Suspects;
import java.util.Optional;

/**
 * The daemon's thread for one namespace, and the watcher beside it: what {@code NamespaceThread},
 * {@code PendingWork} and {@code NamespaceMirror} of the shell remember.
 *
 * @param subscribed whether the namespace is listened to
 * @param pending what is to be done, at most one thing about each topic, in the order in which the
 *     topics came; what has been begun is the first of it, unless that was replaced by newer work
 * @param begun the work that has been begun and has not ended
 * @param lastSeen the namespace's row as a settling last saw it; none if it saw none
 * @param suspects which rows may be traces
 */
record MirrorThread(
    boolean subscribed,
    ImmutableList<MirrorWork> pending,
    Optional<MirrorWork.Begun> begun,
    ConfigRow lastSeen,
    Suspects suspects) {
  /** A thread that has just been started. */
  static final MirrorThread STARTED =
      new MirrorThread(false, ImmutableList.of(), Optional.empty(), ConfigRow.NONE, Suspects.NONE);

  MirrorThread subscribed(boolean now) {
    return new MirrorThread(now, pending, begun, lastSeen, suspects);
  }

  boolean hasWork() {
    return !pending.isEmpty();
  }

  /** {@code PendingWork.put}: newer work takes its predecessor's place in the order. */
  MirrorThread put(MirrorWork work) {
    ImmutableList.Builder<MirrorWork> all = ImmutableList.builder();
    boolean found = false;
    for (MirrorWork known : pending) {
      boolean same = known.topic() == work.topic();
      all.add(same ? work : known);
      found |= same;
    }
    if (!found) {
      all.add(work);
    }
    Optional<MirrorWork.Begun> now =
        begun.map(b -> b.work().topic() == work.topic() ? b.replacedByNewer() : b);
    return new MirrorThread(subscribed, all.build(), now, lastSeen, suspects);
  }

  boolean isPending(MirrorWork.Topic topic) {
    return pending.stream().anyMatch(work -> work.topic() == topic);
  }

  MirrorThread with(MirrorWork.Begun now) {
    return new MirrorThread(subscribed, pending, Optional.of(now), lastSeen, suspects);
  }

  /** {@code PendingWork.done}: it goes, unless newer work has taken its place meanwhile. */
  MirrorThread done() {
    boolean replaced = begun.orElseThrow().replaced();
    return new MirrorThread(
        subscribed,
        replaced ? pending : pending.subList(1, pending.size()),
        Optional.empty(),
        lastSeen,
        suspects);
  }

  /** The same once more, from its beginning; or the newer work that has taken its place. */
  MirrorThread anew() {
    return new MirrorThread(subscribed, pending, Optional.empty(), lastSeen, suspects);
  }

  MirrorThread having(ConfigRow seen) {
    return new MirrorThread(subscribed, pending, begun, seen, suspects);
  }

  MirrorThread with(Suspects now) {
    return new MirrorThread(subscribed, pending, begun, lastSeen, now);
  }
}
