package dev.featured.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Work in order, one piece for each key. */
class WorkQueueTest {
  private static final WorkQueue<String, Integer> ABC =
      WorkQueue.<String, Integer>empty().put("a", 1).put("b", 2).put("c", 3);

  private static List<String> shown(WorkQueue<String, Integer> queue) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < queue.size(); i++) {
      shown.add(queue.key(i) + queue.piece(i));
    }
    return shown;
  }

  @Test
  void piecesStayInTheOrderInWhichTheyCame() {
    assertThat(shown(ABC)).containsExactly("a1", "b2", "c3");
    assertThat(ABC.isEmpty()).isFalse();
    assertThat(WorkQueue.empty().isEmpty()).isTrue();
  }

  @Test
  void aNewerPieceKeepsThePlaceOfTheOlderOrGoesToTheEnd() {
    assertThat(shown(ABC.put("b", 9))).containsExactly("a1", "b9", "c3");
    assertThat(shown(ABC.putLast("b", 9))).containsExactly("a1", "c3", "b9");
    assertThat(shown(ABC.putLast("d", 9))).containsExactly("a1", "b2", "c3", "d9");
  }

  @Test
  void aPieceCanBeTakenOut() {
    assertThat(shown(ABC.without("a"))).containsExactly("b2", "c3");
    assertThat(shown(ABC.without("b"))).containsExactly("a1", "c3");
    assertThat(shown(ABC.without("c"))).containsExactly("a1", "b2");
    assertThat(ABC.without("d")).isSameAs(ABC);
  }

  @Test
  void aPieceIsFoundByItsKey() {
    assertThat(ABC.get("b")).contains(2);
    assertThat(ABC.get("d")).isEmpty();
    assertThat(ABC.has("c")).isTrue();
    assertThat(ABC.has("d")).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> ABC.piece(3));
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> WorkQueue.empty().key(0));
  }

  @Test
  void aQueueIsAValue() {
    WorkQueue<String, Integer> unused = ABC.put("a", 7).without("b").mapped(piece -> 0);
    assertThat(shown(ABC)).containsExactly("a1", "b2", "c3");

    assertThat(ABC.without("c").put("c", 3)).isEqualTo(ABC).hasSameHashCodeAs(ABC);
    assertThat(ABC.putLast("a", 1)).isNotEqualTo(ABC);
    assertThat(ABC.put("c", 4)).isNotEqualTo(ABC);
    assertThat(shown(ABC.mapped(piece -> piece * 10))).containsExactly("a10", "b20", "c30");
    assertThat(ABC).hasToString("[1, 2, 3]");
  }
}
