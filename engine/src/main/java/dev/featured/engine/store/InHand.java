package dev.featured.engine.store;

import dev.featured.engine.core.RegistryVisitor;
import java.util.function.LongUnaryOperator;

/**
 * The task in hand.
 *
 * @param exchange how far it has come
 * @param withdrawn whether it has been overtaken: it is a settling, and units are about to change
 *     that it speaks of; or something went unheard that it may not know of
 * @param unheard whether what it has written may have gone unheard
 */
record InHand(Exchange exchange, boolean withdrawn, boolean unheard) {
  InHand(Exchange exchange) {
    this(exchange, false, false);
  }

  InHand withdraw() {
    return new InHand(exchange, true, unheard);
  }

  InHand writtenUnheard() {
    boolean rewrites =
        exchange instanceof Settling settling && !settling.task().command().rewrite().isEmpty();
    return new InHand(exchange, withdrawn, unheard || rewrites);
  }

  InHand at(Exchange next) {
    return new InHand(next, withdrawn, unheard);
  }

  /** It must not go on: what it has to publish would not be true any more, or to write. */
  boolean isOutdated() {
    return withdrawn
        && (exchange.isGuarding()
            || (exchange instanceof Settling settling && settling.unpublished()));
  }

  /** It begins once more, since an answer was lost; what it has written stays unheard. */
  InHand again(Servers servers) {
    return new InHand(Exchange.of(exchange.task(), servers), false, unheard);
  }

  void accept(RegistryVisitor visitor) {
    visitor.number((withdrawn ? 1 : 0) + (unheard ? 2 : 0));
    exchange.accept(visitor);
  }

  InHand renumbered(LongUnaryOperator newId) {
    return new InHand(exchange.renumbered(newId), withdrawn, unheard);
  }
}
