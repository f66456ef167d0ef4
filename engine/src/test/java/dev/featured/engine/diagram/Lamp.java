package dev.featured.engine.diagram;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.stream.Stream;

/** A small table, in which each sort of way is, and what tests change of it. */
final class Lamp {
  static final ImmutableList<Description.State> STATES =
      ImmutableList.of(
          new Description.State("off", StateKind.WAITING),
          new Description.State("heating up", StateKind.WORKING),
          new Description.State("on", StateKind.REACHED),
          new Description.State("burnt", StateKind.FAILED),
          new Description.State("scrapped", StateKind.FINAL));

  static final ImmutableList<String> TRIGGERS = ImmutableList.of("press", "warm", "crack");

  static final ImmutableList<Way> WAYS =
      ImmutableList.of(
          goes("off", "press", "has power, whole", "heating up", "heat"),
          nothing("off", "press", "no power or broken", "no light without power"),
          never("off", "warm", "nothing heats it"),
          goes("off", "crack", "", "scrapped", "sweep up"),
          goes("heating up", "press", "", "off", "cool down"),
          goes("heating up", "warm", "glass is whole", "on", "shine, tell"),
          goes("heating up", "warm", "glass is thin", "burnt", "tell"),
          goes("heating up", "crack", "", "scrapped", "sweep up"),
          goes("on", "press", "", "off", "cool down"),
          goes("on", "warm", "", "on", "tell"),
          goes("on", "crack", "", "scrapped", "sweep up"),
          nothing("burnt", "press", "", "a | in *this* text is <plain>"),
          goes("burnt", "warm", "", "burnt", "tell"),
          goes("burnt", "crack", "", "scrapped", "sweep up"),
          never("scrapped", "press", "it is gone"),
          never("scrapped", "warm", "it is gone"),
          never("scrapped", "crack", "it is gone"));

  private Lamp() {}

  static Description table() {
    return new Description(STATES, TRIGGERS, WAYS);
  }

  /** With these ways in the place of those of the same cells. */
  static Description with(Way... ways) {
    return new Description(STATES, TRIGGERS, replaced(ways));
  }

  static ImmutableList<Way> replaced(Way... ways) {
    return Stream.concat(
            WAYS.stream().filter(way -> Arrays.stream(ways).noneMatch(put -> sameCell(put, way))),
            Arrays.stream(ways))
        .collect(toImmutableList());
  }

  private static boolean sameCell(Way one, Way other) {
    return one.from().equals(other.from()) && one.trigger().equals(other.trigger());
  }

  static Way goes(String from, String trigger, String guard, String to, String effects) {
    return new Way(from, trigger, words(guard), new Outcome.Goes(to, words(effects)));
  }

  static Way nothing(String from, String trigger, String guard, String reason) {
    return new Way(from, trigger, words(guard), new Outcome.Nothing(reason));
  }

  static Way never(String from, String trigger, String reason) {
    return new Way(from, trigger, ImmutableList.of(), new Outcome.Never(reason));
  }

  private static ImmutableList<String> words(String list) {
    return list.isEmpty() ? ImmutableList.of() : ImmutableList.copyOf(list.split(", ", -1));
  }

  /** As it was before a change of each kind was made to it. */
  static Description before() {
    ImmutableList<Description.State> states =
        ImmutableList.<Description.State>builder()
            .add(new Description.State("off", StateKind.WAITING))
            .add(new Description.State("heating up", StateKind.WAITING))
            .addAll(STATES.subList(2, 5))
            .add(new Description.State("dimmed", StateKind.REACHED))
            .build();
    ImmutableList<Way> ways =
        ImmutableList.<Way>builder()
            .addAll(
                replaced(
                    goes("off", "press", "has power", "heating up", "heat"),
                    nothing("off", "press", "no power or broken", "no light in the dark"),
                    goes("heating up", "press", "", "on", "cool down"),
                    nothing("heating up", "warm", "glass is whole", "is warm already"),
                    goes("heating up", "warm", "glass is thin", "burnt", "tell, shine"),
                    goes("on", "warm", "is bright", "dimmed", "dim"),
                    goes("on", "warm", "is dark", "on", "tell"),
                    never("burnt", "warm", "it is cold")))
            .add(goes("dimmed", "press", "", "off", "cool down"))
            .add(never("dimmed", "warm", "it is warm"))
            .add(goes("dimmed", "crack", "", "scrapped", "sweep up"))
            .build();
    return new Description(states, TRIGGERS, ways);
  }
}
