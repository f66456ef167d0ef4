package dev.featured.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.engine.lifecycle.Facts.Agreement;
import dev.featured.engine.lifecycle.Facts.Direction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Facts are what they were made of. */
class FactsTest {
  @Property
  void eachFactIsWhereItWasPut(
      @ForAll Direction direction,
      @ForAll Agreement agreement,
      @ForAll boolean delayed,
      @ForAll boolean begun,
      @ForAll boolean fresh,
      @ForAll boolean owesStop) {
    Facts facts = Facts.of(direction, agreement, delayed, begun, fresh, owesStop);

    assertThat(facts.direction()).isEqualTo(direction);
    assertThat(facts.agreement()).isEqualTo(agreement);
    assertThat(facts.delayed()).isEqualTo(delayed);
    assertThat(facts.begun()).isEqualTo(begun);
    assertThat(facts.fresh()).isEqualTo(fresh);
    assertThat(facts.owesStop()).isEqualTo(owesStop);
    assertThat(Facts.all().get(facts.index())).isSameAs(facts);
  }
}
