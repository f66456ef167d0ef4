package dev.featured.engine.store;

import dev.featured.engine.core.RegistryVisitor;
import java.util.function.LongUnaryOperator;

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

  NamespaceInHand replace() {
    return new NamespaceInHand(exchange, true);
  }

  void accept(RegistryVisitor visitor) {
    exchange.accept(visitor);
    visitor.number(replaced ? 1 : 0);
  }

  NamespaceInHand renumbered(LongUnaryOperator newId) {
    return at(exchange.renumbered(newId));
  }
}
