package dev.featured.adapters.daemon;

import dev.featured.engine.feature.Quoted;
import dev.featured.engine.feature.Row;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Reply.Verdict;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what has become of the trace of a revived row; one that was removed is worth a warning. */
final class TraceLog {
  private static final Logger LOG = LoggerFactory.getLogger(TraceLog.class);

  private TraceLog() {}

  static void say(String whose, Row trace, Reply reply) {
    if (reply == Verdict.STANDS) {
      LOG.warn(
          "{}: row removed: it had nothing but {}, which is what an older daemon leaves when it"
              + " writes to a row that was deleted",
          whose,
          fieldsOf(trace));
    } else if (reply instanceof Reply.Refused refused) {
      // The steady comparison finds it again.
      LOG.error("{}: {}", whose, refused.reason());
    } else {
      LOG.debug("{}: trace not removed: {}", whose, reply);
    }
  }

  private static String fieldsOf(Row row) {
    return row.fields().entrySet().stream()
        .map(field -> field.getKey() + " " + Quoted.of(field.getValue()))
        .collect(Collectors.joining(", "));
  }
}
