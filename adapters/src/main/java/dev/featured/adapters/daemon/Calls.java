package dev.featured.adapters.daemon;

import dev.featured.engine.store.Reply;
import java.util.Optional;

/**
 * What a {@link CallThread} works through: a desk, and the way to the servers that its calls are
 * for.
 *
 * @param <C> the calls
 */
interface Calls<C> extends AutoCloseable {
  /** The call to make next; empty when there is nothing to do. */
  Optional<C> next();

  /**
   * Makes it.
   *
   * @throws dev.featured.adapters.redis.RedisUnavailable if there is no answer
   */
  Reply make(C call);

  /**
   * It was answered.
   *
   * @return whether it was the last call of its task
   */
  boolean answered(Reply reply);

  /** There is no answer. */
  void lost();

  /** Closes the connections; the next call opens them again. */
  @Override
  void close();
}
