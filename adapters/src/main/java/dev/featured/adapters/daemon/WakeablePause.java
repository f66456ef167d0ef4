package dev.featured.adapters.daemon;

import dev.featured.adapters.redis.Pause;

/** A pause that somebody else can end because what it waits for has come. */
interface WakeablePause extends Pause {
  /** Ends the pause; if there is none, the next one is over at once. */
  void wake();
}
