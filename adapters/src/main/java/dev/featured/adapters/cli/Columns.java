package dev.featured.adapters.cli;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of text as lines, each column as wide as its widest text and two blanks from the next. A
 * text of more than 64 characters juts out and does not widen its column.
 */
final class Columns {
  private static final String GAP = "  ";
  private static final int WIDEST = 64;

  private Columns() {}

  /**
   * Aligns.
   *
   * @param rows the texts, as many in each row as in every other
   * @return one line a row, without blanks at its end
   */
  static ImmutableList<String> of(ImmutableList<ImmutableList<String>> rows) {
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(column -> Strings.padEnd(row.get(column), width(rows, column), ' '))
                    .collect(Collectors.joining(GAP))
                    .stripTrailing())
        .collect(ImmutableList.toImmutableList());
  }

  private static int width(ImmutableList<ImmutableList<String>> rows, int column) {
    return rows.stream()
        .mapToInt(row -> row.get(column).length())
        .filter(length -> length <= WIDEST)
        .max()
        .orElse(0);
  }
}
