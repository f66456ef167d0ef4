package dev.featured.adapters.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.featured.adapters.dryrun.Difference;
import dev.featured.adapters.dryrun.Report;
import dev.featured.adapters.dryrun.Summary;
import java.io.PrintWriter;
import java.time.InstantSource;

/**
 * What a dry run finds, as one JSON object a line: {@code time}, {@code event} and what belongs to
 * it. {@code differs}: {@code about} (the feature, or a file), {@code would}, {@code because};
 * {@code agrees}: {@code about}; {@code summary}: {@code followed}, {@code agree}, {@code
 * differing} (a list like the events {@code differs}), {@code undecided} (with {@code about} and
 * {@code because}).
 */
final class JsonReport implements Report {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final PrintWriter out;
  private final InstantSource clock;

  JsonReport(PrintWriter out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void differs(String about, Difference difference) {
    print(put(event("differs"), about, difference));
  }

  @Override
  public void agrees(String about) {
    print(event("agrees").put("about", about));
  }

  @Override
  public void ends(Summary summary) {
    ObjectNode event =
        event("summary").put("followed", summary.followed()).put("agree", summary.agree());
    ArrayNode differing = event.putArray("differing");
    summary
        .differing()
        .forEach(
            (about, differences) ->
                differences.forEach(difference -> put(differing.addObject(), about, difference)));
    ArrayNode undecided = event.putArray("undecided");
    summary
        .undecided()
        .forEach((about, why) -> undecided.addObject().put("about", about).put("because", why));
    print(event);
  }

  private ObjectNode event(String event) {
    return JSON.objectNode().put("time", clock.instant().toString()).put("event", event);
  }

  private static ObjectNode put(ObjectNode event, String about, Difference difference) {
    return event
        .put("about", about)
        .put("would", difference.would())
        .put("because", difference.because());
  }

  private void print(ObjectNode event) {
    out.println(JsonText.line(event));
    out.flush();
  }
}
