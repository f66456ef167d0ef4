package dev.featured.docs;

import com.google.common.escape.Escaper;
import com.google.common.html.HtmlEscapers;
import dev.featured.engine.diagram.Description;
import dev.featured.engine.diagram.MatrixRow;
import dev.featured.engine.diagram.Outcome;
import dev.featured.engine.diagram.Way;
import java.util.List;

/** A table as one page that needs nothing else: a row for each state, a column for each trigger. */
final class HtmlMatrix {
  private static final Escaper HTML = HtmlEscapers.htmlEscaper();

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>The lifecycle, cell by cell</title>
      <style>
      :root { color-scheme: light dark; --line: #d0d7de; --quiet: #57606a; --head: #f6f8fa; }
      body { font: 14px/1.45 sans-serif; margin: 1.5rem; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; }
      th, td { border: 1px solid var(--line); padding: .5rem; text-align: left; vertical-align: top; }
      td { min-width: 11rem; }
      thead th, tbody th { background: var(--head); }
      tbody th { position: sticky; left: 0; }
      p { margin: 0 0 .6rem; }
      td p:last-child { margin: 0; }
      .quiet { color: var(--quiet); }
      .state { border: 1px solid; border-radius: .6rem; padding: 0 .45rem; color: #24292f; white-space: nowrap; }
      .waiting { background: #eaeef2; border-color: #57606a; }
      .working { background: #ddf4ff; border-color: #0969da; }
      .reached { background: #dafbe1; border-color: #1a7f37; }
      .failed { background: #ffebe9; border-color: #cf222e; }
      .final { background: #424a53; border-color: #24292f; color: #fff; }
      @media (prefers-color-scheme: dark) {
        :root { --line: #444c56; --quiet: #9da7b3; --head: #21262d; }
      }
      @media print { body { font-size: 8px; margin: 0; } td { min-width: 0; } }
      </style>
      </head>
      <body>
      <h1>The lifecycle, cell by cell</h1>
      <p>Generated from <code>FeatureLifecycle.java</code>; do not edit. In each cell: <b>[guard]</b>, where it
      leads, and what is asked for; or, in grey, why nothing is done or why the trigger cannot come.</p>
      <div class="wide">
      """;

  private final Description table;
  private final boolean linked;
  private final StringBuilder text = new StringBuilder();

  private HtmlMatrix(Description table, boolean linked) {
    this.table = table;
    this.linked = linked;
  }

  /** The page's text, each line ended. */
  static String of(Description table) {
    return HEAD + new HtmlMatrix(table, false).table() + "</div>\n</body>\n</html>\n";
  }

  /** The table alone, in which each way is a link to {@code #way/} and its id. */
  static String linkedTable(Description table) {
    return new HtmlMatrix(table, true).table();
  }

  private String table() {
    text.append("<table>\n<thead><tr><th>state</th>");
    for (String trigger : table.triggers()) {
      text.append("<th>").append(HTML.escape(trigger)).append("</th>");
    }
    text.append("</tr></thead>\n<tbody>\n");
    for (Description.State state : table.states()) {
      text.append("<tr><th>").append(chip(state.name())).append("</th>\n");
      for (String trigger : table.triggers()) {
        cell(
            table.ways().stream()
                .filter(way -> way.from().equals(state.name()) && way.trigger().equals(trigger))
                .toList());
      }
      text.append("</tr>\n");
    }
    return text.append("</tbody>\n</table>\n").toString();
  }

  private void cell(List<Way> ways) {
    text.append("<td>");
    for (Way way : ways) {
      MatrixRow row = MatrixRow.of(way);
      String guard = guard(way, row);
      if (way.outcome() instanceof Outcome.Goes goes) {
        String target = goes.to().equals(way.from()) ? "stays" : chip(goes.to());
        text.append("<p>").append(guard).append(target);
        text.append("<br>").append(HTML.escape(row.does())).append("</p>");
      } else {
        text.append("<p class=\"quiet\">").append(guard);
        text.append(HTML.escape(row.does())).append("</p>");
      }
    }
    text.append("</td>\n");
  }

  private String guard(Way way, MatrixRow row) {
    String words = way.guard().isEmpty() ? "" : "<b>[" + HTML.escape(row.when()) + "]</b> ";
    if (!linked) {
      return words;
    }
    String always = "<b>[" + HTML.escape(row.when()) + "]</b> ";
    return "<a href=\"#way/"
        + way.id()
        + "\">"
        + (words.isEmpty() ? always : words).strip()
        + "</a> ";
  }

  private String chip(String state) {
    String kind =
        table.states().stream()
            .filter(known -> known.name().equals(state))
            .map(known -> known.kind().toString())
            .findFirst()
            .orElseThrow();
    return "<span class=\"state " + kind + "\">" + HTML.escape(state) + "</span>";
  }
}
