package dev.featured.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.featured.engine.core.Taken;
import dev.featured.engine.lifecycle.Effect;
import dev.featured.model.explore.Passage;
import dev.featured.model.explored.WayIds;
import dev.featured.model.recorded.Recording;
import dev.featured.model.trace.Frame;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.Message;
import dev.featured.model.world.Property;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/** Recordings as data, for whoever wants to step through them. */
final class SequenceJson {
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter WRITER =
      JsonMapper.builder().build().writer(new DefaultPrettyPrinter().withObjectIndenter(INDENTER));

  private record Sequence(
      String name,
      String title,
      String says,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String replay,
      List<Change> atFirst,
      List<Step> steps) {
    static Sequence of(Recording recording) {
      Trace trace = recording.trace();
      return new Sequence(
          recording.name(),
          recording.title(),
          recording.says(),
          recording.replay().orElse(""),
          trace.atFirst().stream().map(Change::of).toList(),
          IntStream.range(0, trace.frames().size())
              .mapToObj(i -> Step.of(i + 1, trace.frames().get(i)))
              .toList());
    }
  }

  private record Step(
      int number,
      String sentence,
      String move,
      Arrow message,
      List<Transition> transitions,
      List<Change> changes,
      List<String> violated) {
    static Step of(int number, Frame frame) {
      return new Step(
          number,
          frame.sentence(),
          frame.move().name(),
          Arrow.of(frame.message()),
          frame.taken().stream().map(Transition::of).toList(),
          frame.changes().stream().map(Change::of).toList(),
          frame.violated().stream().map(Property::toString).toList());
    }
  }

  private record Arrow(String from, String to, String kind, String text) {
    static Arrow of(Message message) {
      return new Arrow(
          message.from().toString(),
          message.to().toString(),
          message.kind().name(),
          message.text());
    }
  }

  private record Transition(
      String feature,
      String way,
      String from,
      String trigger,
      String guard,
      String to,
      List<String> effects) {
    static Transition of(Taken taken) {
      return new Transition(
          taken.name().value(),
          WayIds.of(Passage.of(taken)),
          taken.from().toString(),
          taken.trigger().toString(),
          taken.transition().guard().toString(),
          taken.to().toString(),
          taken.transition().effects().stream().map(Effect::toString).toList());
    }
  }

  private record Change(String party, String place, String subject, List<String> now) {
    static Change of(Frame.Change change) {
      return new Change(change.party().toString(), change.place(), change.subject(), change.now());
    }
  }

  private SequenceJson() {}

  static String of(List<Recording> recordings) {
    try {
      return WRITER.writeValueAsString(recordings.stream().map(Sequence::of).toList()) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
