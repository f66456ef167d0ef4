package dev.featured.engine.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.engine.lifecycle.FeatureLifecycle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A weighted picture shows each way once, and what was never taken apart from what was. */
class WeightedPictureTest {
  private static final Description TABLE = Description.of(FeatureLifecycle.table());

  private static WeightedPicture.Edge edge(WeightedPicture picture, String from, String to) {
    return picture.all().stream()
        .filter(edge -> edge.from().equals(from) && edge.to().equals(to))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ways(WeightedPicture picture) {
    return picture.all().stream()
        .flatMap(edge -> edge.labels().stream())
        .map(WeightedPicture.Label::way)
        .toList();
  }

  @Test
  void eachWayOnWhichSomethingIsDoneIsThereOnce() {
    WeightedPicture picture = WeightedPicture.of(TABLE, way -> 0);

    assertThat(ways(picture))
        .containsExactlyInAnyOrderElementsOf(
            TABLE.ways().stream()
                .filter(way -> way.outcome() instanceof Outcome.Goes)
                .map(Way::id)
                .toList());
  }

  @Test
  void whatLeadsFromEveryStateToTheFinalOneIsDrawnOnceAndCountedTogether() {
    WeightedPicture picture = WeightedPicture.of(TABLE, way -> 5);

    WeightedPicture.Edge deleted = edge(picture, "anyState", "deregistered");
    assertThat(deleted.labels()).hasSize(1);
    assertThat(deleted.labels().get(0).way()).isEqualTo("any-state/row-deleted/always");
    assertThat(deleted.labels().get(0).lines()).containsExactly("row deleted: 30");
    assertThat(ways(picture)).doesNotContain("enabled/row-deleted/always");
  }

  @Test
  void whatIsNeverTakenFromOneStateIsNotHiddenAmongWhatIsTakenFromAll() {
    WeightedPicture picture = WeightedPicture.of(TABLE, way -> way.from().equals("failed") ? 0 : 5);

    assertThat(edge(picture, "failed", "deregistered").taken()).isFalse();
    assertThat(edge(picture, "enabled", "deregistered").taken()).isTrue();
    assertThat(ways(picture)).doesNotContain("any-state/row-deleted/always");
  }

  @Test
  void whatIsNeverTakenIsAnEdgeOfItsOwnDashedAndInAnotherColour() {
    WeightedPicture picture =
        WeightedPicture.of(
            TABLE, way -> way.id().equals("enabling/row-unusable/operation-not-begun") ? 0 : 1234);

    assertThat(WeightedPlantUml.of(picture))
        .contains("\nenabling -[#57606A,thickness=2]-> failed : <color:#24292F>operation succeeded")
        .contains("\nenabling -[#9A5B00,dashed]-> failed : <color:#9A5B00>row unusable\\l")
        .contains("[operation not begun]: never\n");
  }

  @Test
  void anEdgeIsTheWiderTheMoreOftenItIsTaken() {
    assertThat(WeightedPlantUml.of(WeightedPicture.of(TABLE, way -> 1)))
        .contains("\nenabled -[#57606A,thickness=1]-> disabling : ");
    assertThat(WeightedPlantUml.of(WeightedPicture.of(TABLE, way -> 1_000_000)))
        .contains("\nenabled -[#57606A,thickness=5]-> disabling : ");
  }

  @ParameterizedTest
  @CsvSource({
    "0, never",
    "1, 1",
    "999, 999",
    "1000, 1 k",
    "1500, 2 k",
    "999499, 999 k",
    "999500, 1.0 M",
    "12345678, 12.3 M"
  })
  void numbersAreSaidAsSomebodyWould(long number, String words) {
    assertThat(WeightedPicture.brief(number)).isEqualTo(words);
  }
}
