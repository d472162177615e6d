package dev.timestep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table that scrolls inside its own box where the window is narrow.
 *
 * <pre>{@code
 * Html html = new HtmlTable("Parts of the split")
 *     .text("Part").number("Rows")
 *     .row("train", 4931)
 *     .render();
 * }</pre>
 */
public final class HtmlTable {
  private final String caption;
  private final List<String> headers = new ArrayList<>();
  private final List<String> styles = new ArrayList<>();
  private final List<Html> rows = new ArrayList<>();

  /** A table with a caption that screen readers announce; it is not drawn. */
  public HtmlTable(String caption) {
    this.caption = Check.text("HtmlTable", "caption", caption);
  }

  /** Adds a column of short text, such as names and times, which does not wrap. */
  public HtmlTable text(String header) {
    return column(header, "");
  }

  /** Adds a column of sentences, which wrap. */
  public HtmlTable words(String header) {
    return column(header, "words");
  }

  /** Adds a column of figures, set to the right. */
  public HtmlTable number(String header) {
    return column(header, "num");
  }

  private HtmlTable column(String header, String style) {
    headers.add(header);
    styles.add(style);
    return this;
  }

  /** Adds a row; text is escaped, {@link Html} is not. The first cell names the row. */
  public HtmlTable row(Object... cells) {
    return styledRow("", cells);
  }

  /** Adds a row with a class of the page's style sheet, for example "network". */
  public HtmlTable styledRow(String style, Object... cells) {
    Check.that(
        cells.length == headers.size(),
        "HtmlTable(%s) expects %d cells in a row; received %d.",
        caption,
        headers.size(),
        cells.length);
    List<Html> markup = IntStream.range(0, cells.length).mapToObj(i -> cell(i, cells[i])).toList();
    rows.add(Html.of("<tr class=\"{}\">{}</tr>\n", style, markup));
    return this;
  }

  private Html cell(int column, Object content) {
    return column == 0
        ? Html.of("<th scope=\"row\"{}>{}</th>", style(column), content)
        : Html.of("<td{}>{}</td>", style(column), content);
  }

  private Html style(int column) {
    return styles.get(column).isEmpty()
        ? Html.NOTHING
        : Html.of(" class=\"{}\"", styles.get(column));
  }

  /** The table's markup. */
  public Html render() {
    List<Html> heads =
        IntStream.range(0, headers.size())
            .mapToObj(i -> Html.of("<th scope=\"col\"{}>{}</th>", style(i), headers.get(i)))
            .toList();
    return Html.of(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="{}">
        <table><caption class="unseen">{}</caption>
        <thead><tr>{}</tr></thead>
        <tbody>
        {}</tbody></table></div>
        """,
        caption,
        caption,
        heads,
        rows);
  }
}
