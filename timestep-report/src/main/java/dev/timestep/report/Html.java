package dev.timestep.report;

import java.util.List;

/**
 * Markup that is safe to put in a page. Text enters it only through {@link #text} or a template's
 * arguments, both of which escape, so that a column named {@code <script>} stays a name.
 *
 * @param markup the HTML source
 */
public record Html(String markup) {
  /** Nothing. */
  public static final Html NOTHING = new Html("");

  /** The text as text: each character with a meaning in HTML is escaped. */
  public static Html text(Object value) {
    return new Html(escape(String.valueOf(value)));
  }

  /**
   * Fills each {@code {}} of the template with the next value: {@link Html} as it is, a list as its
   * entries one after the other, everything else escaped.
   *
   * @param template markup written in the program, never text from data
   * @param values one per {@code {}}
   * @throws IllegalArgumentException where the counts differ
   */
  public static Html of(String template, Object... values) {
    StringBuilder out = new StringBuilder(template.length() + 64);
    int from = 0;
    for (Object value : values) {
      int gap = template.indexOf("{}", from);
      Check.that(gap >= 0, "Html template has fewer than %d places: %s", values.length, template);
      out.append(template, from, gap);
      append(out, value);
      from = gap + 2;
    }
    Check.that(
        template.indexOf("{}", from) < 0,
        "Html template has more than %d places: %s",
        values.length,
        template);
    return new Html(out.append(template, from, template.length()).toString());
  }

  /** The pieces one after the other. */
  public static Html join(List<Html> pieces) {
    StringBuilder out = new StringBuilder();
    pieces.forEach(piece -> out.append(piece.markup));
    return new Html(out.toString());
  }

  private static void append(StringBuilder out, Object value) {
    switch (value) {
      case Html html -> out.append(html.markup);
      case List<?> list -> list.forEach(entry -> append(out, entry));
      default -> out.append(escape(String.valueOf(value)));
    }
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }
}
