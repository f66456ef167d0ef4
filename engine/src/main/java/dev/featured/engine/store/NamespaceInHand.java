package dev.featured.engine.store;

/**
 * The task of a namespace that is in hand.
 *
 * @param exchange how far it has come
 * @param replaced whether newer work about the same has taken its place meanwhile
 */
record NamespaceInHand(NamespaceExchange exchange, boolean replaced) {
  NamespaceInHand at(NamespaceExchange next) {
    return new NamespaceInHand(next, replaced);
  }
}
