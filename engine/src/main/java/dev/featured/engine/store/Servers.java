package dev.featured.engine.store;

/** Where CONFIG_DB and STATE_DB are: that decides what one script can do in one step. */
public enum Servers {
  /** Both on one server, as on nearly every switch. */
  ONE,
  /** Each on a server of its own: no script spans both. */
  TWO
}
