package dev.timestep.report;

import dev.timestep.judge.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A view of a {@link Plot} as an SVG picture of its own, for papers and slides: the same lines,
 * intervals, bands and marks as on the page, in the page's light colours, without anything that
 * moves.
 *
 * <pre>{@code
 * Files.writeString(file, SvgPlot.of(plot, plot.views().getFirst()));
 * }</pre>
 */
public final class SvgPlot {
  private static final int WIDTH = 860;
  private static final int LEFT = 78;
  private static final int RIGHT = 18;
  private static final int TITLE = 20;
  private static final int LEGEND_ROW = 18;
  private static final int SWATCH = 22;
  private static final int BOTTOM = 46;
  private static final int TICKS = 6;

  /** Width of a letter, on average and generously. */
  private static final double LETTER = 6.6;

  private static final double RIM = 0.04;

  /** The page's colours for lines of equal rank. */
  private static final List<String> OTHERS =
      List.of("#6f7a86", "#2a8a74", "#8a5bb5", "#a8791a", "#b5496f", "#3f7fb0");

  private final Plot plot;
  private final Plot.View view;
  private final double fromX;
  private final double toX;
  private final double fromY;
  private final double toY;
  private final List<List<Named>> legend;
  private final int top;
  private final StringBuilder svg = new StringBuilder();

  private SvgPlot(Plot plot, Plot.View view) {
    this.plot = plot;
    this.view = view;
    Plot.Axis axis = view.axis();
    double first = axis.position(0);
    double last = axis.position(axis.size() - 1);
    // A single place has no width of its own.
    fromX = first < last ? first : first - 1;
    toX = first < last ? last : first + 1;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Plot.Line line : view.lines()) {
      for (int at = 0; at < line.values().size(); at++) {
        if (!line.values().missing(at)) {
          low = Math.min(low, scaled(line.values().at(at)));
          high = Math.max(high, scaled(line.values().at(at)));
        }
      }
    }
    double size = Math.max(Math.abs(low), Math.abs(high));
    boolean flat = !(high - low > 1e-12 * size);
    double middle = low <= high ? (low + high) / 2 : 0;
    double reach = flat ? Math.max(1, Math.abs(middle) * RIM) : (high - low) * (0.5 + RIM);
    fromY = view.range().map(Plot.Range::low).orElse(middle - reach);
    toY = view.range().map(Plot.Range::high).orElse(middle + reach);
    legend = wrapped(named());
    top = TITLE + LEGEND_ROW * legend.size() + LEGEND_ROW / 3;
  }

  /** The picture's source. */
  public static String of(Plot plot, Plot.View view) {
    return new SvgPlot(plot, view).draw();
  }

  private double scaled(double value) {
    return plot.logarithmic() ? Math.log10(value) : value;
  }

  private String draw() {
    int height = plot.height() + top + BOTTOM;
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            .formatted(WIDTH, height, WIDTH, height));
    svg.append(" font-family=\"system-ui, sans-serif\" font-size=\"12\" role=\"img\">\n");
    svg.append("<title>").append(escape(plot.caption())).append("</title>\n");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    text(LEFT, 16, "start", "#1b2024", view.values());
    bands();
    sideTicks();
    bottomTicks();
    fans();
    lines();
    marks();
    legend();
    return svg.append("</svg>\n").toString();
  }

  private double x(double position) {
    return LEFT + (position - fromX) / (toX - fromX) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return top + (toY - value) / (toY - fromY) * plot.height();
  }

  /** Shaded stretches, which the legend names. */
  private void bands() {
    for (Plot.Band band : view.bands()) {
      double left = Math.max(LEFT, x(band.from()));
      double width = Math.max(0, Math.min(WIDTH - RIGHT, x(band.to())) - left);
      svg.append(
          "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"%s\"/>\n"
              .formatted(number(left), top, number(width), plot.height(), shade(band.style())));
    }
  }

  /** The page's light colours. */
  private static String shade(String style) {
    return switch (style) {
      case "train" -> "#eef0f2";
      case "validation" -> "#f8ecd8";
      case "test" -> "#dfeaf9";
      default -> "#e8f0fb";
    };
  }

  private void marks() {
    for (Plot.Mark mark : view.marks()) {
      double x = x(mark.at());
      segment(x, top, x, top + plot.height(), "#6a737d");
      boolean right = x + LETTER * (mark.label().length() + 1) > WIDTH - RIGHT;
      text(right ? x - 4 : x + 4, top + 13.0, right ? "end" : "start", "#59626c", mark.label());
    }
  }

  private void sideTicks() {
    List<Double> ticks = ticks(fromY, toY);
    double[] shown =
        ticks.stream().mapToDouble(t -> plot.logarithmic() ? Math.pow(10, t) : t).toArray();
    double step = ticks.size() > 1 ? shown[1] - shown[0] : 1;
    NumberText form = NumberText.column(1, step);
    for (int at = 0; at < shown.length; at++) {
      double y = y(ticks.get(at));
      segment(LEFT, y, WIDTH - RIGHT, y, "#e7e9eb");
      String label = plot.logarithmic() ? NumberText.figures(shown[at]) : form.of(shown[at]);
      text(LEFT - 6, y + 4, "end", "#59626c", minus(label));
    }
  }

  private void bottomTicks() {
    double base = top + plot.height();
    segment(LEFT, base, WIDTH - RIGHT, base, "#b3bac1");
    if (view.axis() instanceof Plot.Rows rows) {
      double letters = rows.size() == 0 ? 1 : rows.times().label(0).length();
      // The first and the last label reach to one side only, so neighbours need half as much again.
      int room = (int) ((WIDTH - LEFT - RIGHT) / (1.6 * LETTER * letters)) + 1;
      int[] places = Thinning.evenly(rows.size(), Math.clamp(room, 2, TICKS));
      for (int at = 0; at < places.length; at++) {
        String anchor = at == 0 ? "start" : at == places.length - 1 ? "end" : "middle";
        double x = x(rows.position(places[at]));
        text(x, base + 18, anchor, "#59626c", rows.times().label(places[at]));
      }
      return;
    }
    List<Double> ticks =
        ticks(fromX, toX).stream()
            .filter(tick -> !(view.axis() instanceof Plot.Counts) || tick == Math.rint(tick))
            .toList();
    double step = ticks.size() > 1 ? ticks.get(1) - ticks.get(0) : 1;
    NumberText form = NumberText.column(1, step);
    ticks.forEach(tick -> text(x(tick), base + 18, "middle", "#59626c", minus(form.of(tick))));
    String title =
        switch (view.axis()) {
          case Plot.Counts counts -> counts.title();
          case Plot.Places places -> places.title();
          case Plot.Letters letters -> letters.title();
          default -> "";
        };
    text((LEFT + WIDTH - RIGHT) / 2.0, base + 38, "middle", "#59626c", title);
  }

  /** A number as it is printed: with a minus sign, which is longer than a hyphen. */
  private static String minus(String number) {
    return number.replace('-', '−');
  }

  /** Round numbers inside a range, four to nine of them. */
  private static List<Double> ticks(double from, double to) {
    double rough = (to - from) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {1, 2, 5, 10}) {
      step = factor * power;
      if (step >= rough) {
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (long at = (long) Math.ceil(from / step - 1e-9); at * step <= to + 1e-9 * step; at++) {
      ticks.add(at * step);
    }
    return ticks;
  }

  private void fans() {
    List<Plot.Line> ends =
        view.lines().stream().filter(line -> line.style() == Plot.LineStyle.FAN).toList();
    for (int at = 0; at + 1 < ends.size(); at += 2) {
      StringBuilder points = new StringBuilder();
      points(ends.get(at).values(), false, points);
      points(ends.get(at + 1).values(), true, points);
      svg.append("<polygon fill=\"#1f64d6\" fill-opacity=\"0.16\" points=\"")
          .append(points.toString().strip())
          .append("\"/>\n");
    }
  }

  private void points(Numbers values, boolean backwards, StringBuilder to) {
    int size = values.size();
    for (int i = 0; i < size; i++) {
      int at = backwards ? size - 1 - i : i;
      if (!values.missing(at)) {
        to.append(number(x(view.axis().position(at))))
            .append(',')
            .append(number(y(scaled(values.at(at)))))
            .append(' ');
      }
    }
  }

  private void lines() {
    for (int index = 0; index < view.lines().size(); index++) {
      Plot.Line line = view.lines().get(index);
      if (line.style() == Plot.LineStyle.FAN) {
        continue;
      }
      StringBuilder path = new StringBuilder();
      boolean drawing = false;
      for (int at = 0; at < line.values().size(); at++) {
        if (line.values().missing(at)) {
          drawing = false;
          continue;
        }
        path.append(drawing ? 'L' : 'M')
            .append(number(x(view.axis().position(at))))
            .append(' ')
            .append(number(y(scaled(line.values().at(at)))));
        drawing = true;
      }
      svg.append("<path fill=\"none\" ")
          .append(stroke(line.style(), index))
          .append(" d=\"")
          .append(path)
          .append("\"/>\n");
    }
  }

  private static String stroke(Plot.LineStyle style, int index) {
    String dashes = "\" stroke-dasharray=\"7 4\"";
    return switch (style) {
      case TRUTH -> "stroke=\"#2a3036\" stroke-width=\"1.5\"";
      case OUTLINE -> "stroke=\"#6a737d\" stroke-width=\"1\"";
      case NETWORK -> "stroke=\"#1f64d6\" stroke-width=\"2.2\"";
      case TRAIN -> "stroke=\"#1f64d6\" stroke-width=\"1.8\"";
      case BASELINE -> "stroke=\"#b8560f\" stroke-width=\"1.7" + dashes;
      case VALIDATION -> "stroke=\"#b8560f\" stroke-width=\"1.8" + dashes;
      case FAN -> "stroke=\"#7fa3e4\" stroke-width=\"0.7\"";
      case OTHER -> "stroke=\"" + OTHERS.get(index % OTHERS.size()) + "\" stroke-width=\"1.4\"";
    };
  }

  /**
   * An entry of the legend.
   *
   * @param label its words
   * @param mark what stands before them, drawn from (0, 0) to (22, 12)
   */
  private record Named(String label, String mark) {
    double width() {
      return SWATCH + 23 + LETTER * label.length();
    }
  }

  /** The lines, the shares of the intervals, and the shaded stretches. */
  private List<Named> named() {
    List<Named> entries = new ArrayList<>();
    for (int index = 0; index < view.lines().size(); index++) {
      Plot.Line line = view.lines().get(index);
      if (line.style() != Plot.LineStyle.FAN) {
        String stroke = stroke(line.style(), index);
        entries.add(
            new Named(
                line.label(),
                "<line x1=\"0\" y1=\"6\" x2=\"%d\" y2=\"6\" %s/>".formatted(SWATCH, stroke)));
      }
    }
    String shares =
        view.lines().stream()
            .filter(line -> line.style() == Plot.LineStyle.FAN && line.label().endsWith(", low"))
            .map(line -> line.label().replace(", low", ""))
            .collect(Collectors.joining(", "));
    if (!shares.isEmpty()) {
      entries.add(new Named("intervals of " + shares, swatch("#1f64d6", " fill-opacity=\"0.3\"")));
    }
    view.bands().stream()
        .map(band -> new Named(band.label(), swatch(shade(band.style()), "")))
        .distinct()
        .forEach(entries::add);
    return entries;
  }

  private static String swatch(String colour, String more) {
    return "<rect width=\"%d\" height=\"12\" fill=\"%s\"%s/>".formatted(SWATCH, colour, more);
  }

  /** As many rows as they need. */
  private static List<List<Named>> wrapped(List<Named> entries) {
    List<List<Named>> rows = new ArrayList<>(List.of(new ArrayList<>()));
    double used = 0;
    for (Named entry : entries) {
      if (used > 0 && used + entry.width() > WIDTH - LEFT - RIGHT) {
        rows.add(new ArrayList<>());
        used = 0;
      }
      rows.getLast().add(entry);
      used += entry.width();
    }
    return rows;
  }

  private void legend() {
    for (int row = 0; row < legend.size(); row++) {
      double x = LEFT;
      int y = TITLE + LEGEND_ROW * row + 4;
      for (Named entry : legend.get(row)) {
        svg.append(
            "<g transform=\"translate(%s %d)\">%s</g>\n".formatted(number(x), y, entry.mark()));
        text(x + SWATCH + 5, y + 10, "start", "#1b2024", entry.label());
        x += entry.width();
      }
    }
  }

  private void segment(double x1, double y1, double x2, double y2, String colour) {
    svg.append(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"/>\n"
            .formatted(number(x1), number(y1), number(x2), number(y2), colour));
  }

  private void text(double x, double y, String anchor, String colour, String text) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n"
            .formatted(number(x), number(y), anchor, colour, escape(text)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
