package dev.featured.adapters.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.featured.engine.core.OperationResult;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What went wrong in one operation, as one text of at most 4 KiB.
 *
 * <p>One failure takes a line (or more, if its command printed more). When it is too much, each
 * failure keeps what failed and the end of its output, in equal shares.
 */
final class Failures {
  private static final int LIMIT = 4096;

  /** What failed, and its output. The same failure twice is one. */
  private final Map<String, String> outputs = new LinkedHashMap<>();

  void add(CommandFailed failure) {
    outputs.put(failure.getMessage(), failure.output());
  }

  void add(DropInFault failure) {
    outputs.put(failure.getMessage(), "");
  }

  OperationResult result() {
    if (outputs.isEmpty()) {
      return new OperationResult.Succeeded();
    }
    int share = (LIMIT + 1) / outputs.size() - 1;
    List<String> texts = new ArrayList<>();
    outputs.forEach((what, output) -> texts.add(what + shortened(what, output, share)));
    return new OperationResult.Failed(beginning(String.join("\n", texts)));
  }

  private static String shortened(String what, String output, int share) {
    int room = share - ": ".length() - what.getBytes(UTF_8).length;
    if (output.isEmpty() || room <= 0) {
      return "";
    }
    OutputTail tail = new OutputTail(room);
    byte[] bytes = output.getBytes(UTF_8);
    tail.append(bytes, bytes.length);
    return ": " + tail.text();
  }

  /** The last resort, for so many units that not even what failed has room. */
  private static String beginning(String text) {
    CharBuffer characters = CharBuffer.wrap(text);
    UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(characters, ByteBuffer.allocate(LIMIT), true);
    return text.substring(0, characters.position());
  }
}
