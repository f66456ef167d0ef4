package dev.featured.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyEventTest {
  @ParameterizedTest
  @ValueSource(strings = {"del", "expired", "evicted", "rename_from", "move_from"})
  void theKeyIsGone(String event) {
    assertThat(KeyEvent.of(event)).isEqualTo(KeyEvent.GONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keymiss", "expire", "persist", "hexpire", "hpersist"})
  void theKeyIsAsItWas(String event) {
    assertThat(KeyEvent.of(event)).isEqualTo(KeyEvent.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdel", "hexpired"})
  void theKeyHasLessOrIsAboutToGo(String event) {
    assertThat(KeyEvent.of(event)).isEqualTo(KeyEvent.REDUCED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hset",
        "hincrby",
        "set",
        "lpush",
        "restore",
        "rename_to",
        "move_to",
        "copy_to",
        "new",
        "some later event"
      })
  void theKeyMayHaveAnotherContent(String event) {
    assertThat(KeyEvent.of(event)).isEqualTo(KeyEvent.WRITTEN);
  }
}
