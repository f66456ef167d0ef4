package dev.featured.engine.store;

import java.util.function.LongUnaryOperator;

/**
 * The task in hand.
 *
 * @param exchange how far it has come
 * @param withdrawn whether it has been overtaken: it is a settling, and units are about to change
 *     that it speaks of; or something went unheard that it may not know of
 */
record InHand(Exchange exchange, boolean withdrawn) {
  InHand(Exchange exchange) {
    this(exchange, false);
  }

  InHand withdraw() {
    return new InHand(exchange, true);
  }

  InHand at(Exchange next) {
    return new InHand(next, withdrawn);
  }

  /** It must not go on: what it has to publish would not be true any more, or to write. */
  boolean isOutdated() {
    return withdrawn
        && (exchange.isGuarding()
            || (exchange instanceof Settling settling && settling.unpublished()));
  }

  InHand renumbered(LongUnaryOperator newId) {
    return new InHand(exchange.renumbered(newId), withdrawn);
  }
}
