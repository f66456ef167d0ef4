package dev.featured.docs;

import com.google.common.base.CharMatcher;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.html.HtmlEscapers;
import dev.featured.engine.diagram.WeightedPicture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The drawn picture, with each way as a link of its own, so that a page can ask which one was
 * meant. PlantUML tells which states a group of lines and words lies between; the words tell the
 * way, and are compared with what the table has.
 */
final class ClickableDiagram {
  private static final Pattern GROUP = Pattern.compile("<g class=\"(\\w+)\"([^>]*)>");
  private static final Pattern TEXT = Pattern.compile("<text [^>]*>([^<]*)</text>");
  private static final Pattern INSTRUCTION = Pattern.compile("<\\?.*?\\?>", Pattern.DOTALL);
  private static final Pattern SIZE = Pattern.compile(" style=\"width:[^\"]*\"");

  /** What PlantUML gives no group: the dashed node for every state. */
  private static final String WITHOUT_GROUP = "anyState";

  private final Map<String, String> states = new HashMap<>();
  private final Map<String, Deque<WeightedPicture.Edge>> edges = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  private ClickableDiagram(WeightedPicture picture) {
    for (WeightedPicture.Edge edge : picture.all()) {
      edges.computeIfAbsent(ends(edge.from(), edge.to()), ends -> new ArrayDeque<>()).add(edge);
    }
  }

  /**
   * The picture for a page.
   *
   * @param svg what PlantUML has drawn of the picture
   * @throws IllegalStateException if it is a picture of something else
   */
  static String of(String svg, WeightedPicture picture) {
    ClickableDiagram diagram = new ClickableDiagram(picture);
    diagram.append(SIZE.matcher(INSTRUCTION.matcher(svg).replaceAll("")).replaceFirst("").strip());
    diagram.edges.values().stream()
        .filter(left -> !left.isEmpty())
        .findFirst()
        .ifPresent(
            left -> {
              throw new IllegalStateException("the picture does not show " + left.getFirst());
            });
    return diagram.text.toString();
  }

  private static String ends(String from, String to) {
    return from + " " + to;
  }

  private void append(String svg) {
    ImmutableList<MatchResult> groups =
        GROUP.matcher(svg).results().collect(ImmutableList.toImmutableList());
    text.append(svg, 0, groups.get(0).start());
    for (int i = 0; i < groups.size(); i++) {
      MatchResult group = groups.get(i);
      int end = i + 1 < groups.size() ? groups.get(i + 1).start() : svg.length();
      String content = svg.substring(group.end(), end);
      switch (group.group(1)) {
        case "entity" -> appendState(group.group(2), content);
        case "link" -> appendEdge(group.group(2), content);
        default -> text.append(group.group()).append(content);
      }
    }
  }

  private void appendState(String attributes, String content) {
    String state = attribute(attributes, "data-qualified-name");
    states.put(attribute(attributes, "id"), state);
    text.append("<g class=\"state\" data-state=\"").append(state).append("\">");
    ImmutableList.Builder<WeightedPicture.Label> labels = ImmutableList.builder();
    Deque<WeightedPicture.Edge> loops = edges.getOrDefault(ends(state, state), new ArrayDeque<>());
    loops.forEach(loop -> labels.addAll(loop.labels()));
    loops.clear();
    appendLinked(content, labels.build());
  }

  private void appendEdge(String attributes, String content) {
    String from = states.getOrDefault(attribute(attributes, "data-entity-1"), WITHOUT_GROUP);
    String to = states.getOrDefault(attribute(attributes, "data-entity-2"), WITHOUT_GROUP);
    boolean labelled = TEXT.matcher(content).find();
    WeightedPicture.Edge edge =
        labelled ? edges.getOrDefault(ends(from, to), new ArrayDeque<>()).poll() : null;
    text.append("<g class=\"edge").append(edge == null || edge.taken() ? "" : " never");
    text.append("\">");
    appendLinked(content, edge == null ? ImmutableList.of() : edge.labels());
  }

  private static String attribute(String attributes, String name) {
    Matcher value = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(attributes);
    if (!value.find()) {
      throw new IllegalStateException("PlantUML does not say " + name + " any more");
    }
    return value.group(1);
  }

  /** The words of a group, those of each way within a link. */
  private void appendLinked(String content, ImmutableList<WeightedPicture.Label> labels) {
    Iterator<WeightedPicture.Label> rest = labels.iterator();
    Deque<String> expected = new ArrayDeque<>();
    WeightedPicture.Label label = null;
    int copied = 0;
    Matcher words = TEXT.matcher(content);
    while (words.find()) {
      text.append(content, copied, words.start());
      copied = words.end();
      if (expected.isEmpty() && rest.hasNext() && !isTitle(words, labels)) {
        label = rest.next();
        expected.addAll(label.lines());
        text.append(begin(label));
      }
      text.append(words.group());
      if (!expected.isEmpty() && isSame(words.group(1), expected.peek())) {
        expected.poll();
        text.append(expected.isEmpty() ? "</a>" : "");
      } else if (!expected.isEmpty()) {
        throw new IllegalStateException(
            "the picture says '" + words.group(1) + "' instead of '" + expected.peek() + "'");
      }
    }
    if (rest.hasNext() || !expected.isEmpty()) {
      throw new IllegalStateException("the picture does not show all of " + labels);
    }
    text.append(content, copied, content.length());
  }

  /** A state's name stands above its ways. */
  private boolean isTitle(Matcher words, ImmutableList<WeightedPicture.Label> labels) {
    return states.containsValue(words.group(1)) && !labels.get(0).lines().contains(words.group(1));
  }

  private static boolean isSame(String drawn, String meant) {
    return letters(drawn.replace("&#160;", ""))
        .equals(letters(HtmlEscapers.htmlEscaper().escape(meant)));
  }

  private static String letters(String words) {
    return CharMatcher.whitespace().or(CharMatcher.is('\u00a0')).removeFrom(words);
  }

  private static String begin(WeightedPicture.Label label) {
    return "<a class=\"way"
        + (label.times() == 0 ? " never" : "")
        + "\" href=\"#way/"
        + label.way()
        + "\" data-way=\""
        + label.way()
        + "\" aria-label=\""
        + HtmlEscapers.htmlEscaper().escape(Joiner.on(' ').join(label.lines()))
        + "\">";
  }
}
