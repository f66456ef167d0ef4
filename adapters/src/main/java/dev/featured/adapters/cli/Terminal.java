package dev.featured.adapters.cli;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Whether a person looks at what is printed. Colours and progress are for them only.
 *
 * @param output whether standard output is a terminal
 * @param error whether standard error is one
 * @param coloured whether colours are wanted there
 */
record Terminal(BooleanSupplier output, BooleanSupplier error, boolean coloured) {
  /** No person looks. */
  static final Terminal NONE = new Terminal(() -> false, () -> false, false);

  private static final String CLEAR = "\033[H\033[2J";

  /** What colours mean. */
  enum Colour {
    GOOD("32"),
    UNDER_WAY("33"),
    BAD("31"),
    PLAIN("");

    private final String code;

    Colour(String code) {
      this.code = code;
    }
  }

  /** This process's, asked when it matters. */
  static Terminal ofThisProcess(boolean coloured) {
    return new Terminal(() -> isTerminal(1), () -> isTerminal(2), coloured);
  }

  /** From JDK 22 on, System.console() does not tell any more. */
  private static boolean isTerminal(int descriptor) {
    try {
      return new ProcessBuilder("test", "-t", Integer.toString(descriptor))
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // without a program to tell, plain text serves everybody
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The text in a colour, if standard output takes colours. */
  String paint(Colour colour, String text) {
    return coloured && colour != Colour.PLAIN && output.getAsBoolean()
        ? "\033[" + colour.code + "m" + text + "\033[0m"
        : text;
  }

  /** What goes before a page that takes the place of the one before. */
  String newPage() {
    return output.getAsBoolean() ? CLEAR : "";
  }
}
