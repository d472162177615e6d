package dev.timestep.bench.compare;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Time of a training step over one size, both logarithmic, as an SVG that needs nothing else. */
final class GrowthPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 440;
  private static final int LEFT = 76;
  private static final int RIGHT = 196;
  private static final int TOP = 62;
  private static final int BOTTOM = 62;
  private static final double[] DECADE = {1, 2, 5};

  /** LSTM blue, GRU orange; one thread dashed and hollow, so that all differ without colours. */
  private static final String LSTM = "#1f5fa8";

  private static final String GRU = "#c2570c";
  private static final String INK = "#24292f";
  private static final String PALE = "#6b7280";
  private static final String GRID = "#e3e6ea";

  private final GrowthAxis axis;
  private final Map<String, List<GrowthPoint>> lines;
  private final int[] values;
  private final double low;
  private final double high;
  private final StringBuilder svg = new StringBuilder();

  GrowthPlot(GrowthAxis axis, Map<String, List<GrowthPoint>> lines) {
    this.axis = axis;
    this.lines = lines;
    List<GrowthPoint> all = lines.values().stream().flatMap(Collection::stream).toList();
    values = all.stream().mapToInt(GrowthPoint::value).distinct().sorted().toArray();
    low = all.stream().mapToDouble(GrowthPoint::milliseconds).min().orElseThrow() / 1.4;
    high = all.stream().mapToDouble(GrowthPoint::milliseconds).max().orElseThrow() * 1.4;
  }

  String svg() {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
            + " font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\" font-size=\"13\""
            + " role=\"img\">",
        WIDTH, HEIGHT, WIDTH, HEIGHT);
    add("<title>Time of a training step over %s</title>", axis.label());
    add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
    text(LEFT, 26, "start", INK, 16, "Time of a training step over " + axis.label());
    text(LEFT, 45, "start", PALE, 12, "around" + axis.others() + "; both axes logarithmic");
    drawTimes();
    drawSizes();
    drawProportion();
    int place = 0;
    for (Map.Entry<String, List<GrowthPoint>> line : lines.entrySet()) {
      draw(line.getKey(), line.getValue(), place++);
    }
    legendOfProportion(place);
    add("</svg>");
    return svg.toString();
  }

  private void drawTimes() {
    for (double ten = 1e-4; ten < high; ten *= 10) {
      for (double digit : DECADE) {
        double tick = ten * digit;
        if (tick > low && tick < high) {
          double y = y(tick);
          rule(LEFT, y, WIDTH - RIGHT, y, GRID, "");
          text(LEFT - 8, y + 4, "end", INK, 13, number(tick));
        }
      }
    }
    add(
        "<text transform=\"translate(22 %d) rotate(-90)\" text-anchor=\"middle\" fill=\"%s\">"
            + "milliseconds a step</text>",
        (TOP + HEIGHT - BOTTOM) / 2, INK);
  }

  private void drawSizes() {
    for (int value : values) {
      double x = x(value);
      rule(x, TOP, x, HEIGHT - BOTTOM, GRID, "");
      text(x, HEIGHT - BOTTOM + 20, "middle", INK, 13, Integer.toString(value));
    }
    rule(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, INK, "");
    rule(LEFT, TOP, LEFT, HEIGHT - BOTTOM, INK, "");
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 18, "middle", INK, 13, axis.label());
  }

  /** From the middle of the first line on, what twice the size for twice the time would be. */
  private void drawProportion() {
    List<GrowthPoint> first = lines.values().iterator().next();
    GrowthPoint middle = first.get(first.size() / 2);
    double each = middle.milliseconds() / middle.value();
    double from = Math.max(values[0], low / each);
    double to = Math.min(values[values.length - 1], high / each);
    rule(x(from), y(from * each), x(to), y(to * each), PALE, " stroke-dasharray=\"2 4\"");
  }

  private void draw(String name, List<GrowthPoint> line, int place) {
    String colour = line.getFirst().cell().equals(Cell.LSTM.id()) ? LSTM : GRU;
    boolean single = line.getFirst().threads() == 1;
    String dash = single ? " stroke-dasharray=\"7 4\"" : "";
    StringBuilder path = new StringBuilder();
    for (GrowthPoint point : line) {
      path.append(
          String.format(Locale.ROOT, "%.1f,%.1f ", x(point.value()), y(point.milliseconds())));
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.2\"%s/>",
        path.toString().strip(), colour, dash);
    for (GrowthPoint point : line) {
      dot(x(point.value()), y(point.milliseconds()), colour, single);
    }
    double y = TOP + 12 + 24.0 * place;
    int x = WIDTH - RIGHT + 18;
    add(
        "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2.2\"%s/>",
        x, y, x + 34, y, colour, dash);
    dot(x + 17, y, colour, single);
    text(x + 43, y + 4, "start", INK, 13, name);
  }

  private void legendOfProportion(int place) {
    double y = TOP + 12 + 24.0 * place;
    int x = WIDTH - RIGHT + 18;
    rule(x, y, x + 34, y, PALE, " stroke-dasharray=\"2 4\"");
    text(x + 43, y + 4, "start", INK, 13, "in proportion");
  }

  private void dot(double x, double y, String colour, boolean hollow) {
    add(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.8\"/>",
        x, y, hollow ? "#ffffff" : colour, colour);
  }

  private void rule(double x1, double y1, double x2, double y2, String colour, String dash) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>",
        x1, y1, x2, y2, colour, dash);
  }

  private void text(double x, double y, String anchor, String colour, int size, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\" font-size=\"%d\">%s</text>",
        x, y, anchor, colour, size, text);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private double x(double value) {
    double first = Math.log(Arrays.stream(values).min().orElseThrow());
    double last = Math.log(Arrays.stream(values).max().orElseThrow());
    double share = last > first ? (Math.log(value) - first) / (last - first) : 0.5;
    return LEFT + 20 + share * (WIDTH - RIGHT - LEFT - 40);
  }

  private double y(double milliseconds) {
    double share = Math.log(milliseconds / low) / Math.log(high / low);
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }

  private static String number(double tick) {
    return String.format(Locale.ROOT, tick < 0.95 ? "%.1f" : "%.0f", tick);
  }
}
