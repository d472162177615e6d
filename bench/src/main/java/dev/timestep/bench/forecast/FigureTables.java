package dev.timestep.bench.forecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Figures of several series as tables in Markdown: a column for each model. */
final class FigureTables {
  private final SequencedMap<String, List<SeriesFigures>> runs = new LinkedHashMap<>();

  void add(String series, List<SeriesFigures> ofSeeds) {
    runs.put(series, List.copyOf(ofSeeds));
  }

  String text() {
    return errors() + "\n" + intervals() + "\n" + verdicts();
  }

  private List<String> models() {
    Set<String> names = new LinkedHashSet<>();
    runs.values().forEach(of -> names.addAll(of.getFirst().models().keySet()));
    return List.copyOf(names);
  }

  /** Mean absolute error; the lowest of a row is bold. */
  private String errors() {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, List<SeriesFigures>> one : runs.entrySet()) {
      Map<String, SeriesFigures.Model> models = one.getValue().getFirst().models();
      String lowest =
          models.keySet().stream()
              .min((a, b) -> Double.compare(mean(one.getValue(), a), mean(one.getValue(), b)))
              .orElseThrow();
      List<String> cells = new ArrayList<>(List.of(one.getKey()));
      for (String name : models()) {
        String text = spread(one.getValue(), name, SeriesFigures.Model::mae, FigureTables::figures);
        cells.add(name.equals(lowest) ? "**" + text + "**" : text);
      }
      rows.add(cells);
    }
    return table("mean absolute error", rows);
  }

  /** Coverage of 90 % intervals and, behind a bar, their mean scaled interval score. */
  private String intervals() {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, List<SeriesFigures>> one : runs.entrySet()) {
      List<String> cells = new ArrayList<>(List.of(one.getKey()));
      for (String name : models()) {
        String coverage =
            spread(
                one.getValue(),
                name,
                SeriesFigures.Model::coverage,
                value -> String.format(Locale.ROOT, "%.1f", 100 * value));
        String score =
            spread(
                one.getValue(),
                name,
                SeriesFigures.Model::msis,
                value -> String.format(Locale.ROOT, "%.2f", value));
        cells.add(coverage.isEmpty() ? "" : coverage + " / " + score);
      }
      rows.add(cells);
    }
    return table("coverage in % / MSIS", rows);
  }

  private String verdicts() {
    StringBuilder text =
        new StringBuilder(
            "| series | horizon | test windows | verdict by seed | best other | at its worst step"
                + " above ridge, by seed |\n|---|---|---|---|---|---|\n");
    runs.forEach(
        (name, of) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %s | %s | %s |%n",
                    name,
                    of.getFirst().horizon(),
                    of.getFirst().windows(),
                    of.stream()
                        .map(run -> run.outcome().replace('_', ' '))
                        .distinct()
                        .collect(Collectors.joining(", ")),
                    of.getFirst().best(),
                    of.stream()
                        .map(run -> String.format(Locale.ROOT, "%.1f %%", 100 * run.worstStep()))
                        .collect(Collectors.joining(", ")))));
    return text.toString();
  }

  private String table(String title, List<List<String>> rows) {
    StringBuilder text = new StringBuilder("| " + title);
    models().forEach(name -> text.append(" | ").append(name.replace('_', ' ')));
    text.append(" |\n|---").append("|---".repeat(models().size())).append("|\n");
    rows.forEach(cells -> text.append("| ").append(String.join(" | ", cells)).append(" |\n"));
    return text.toString();
  }

  private static double mean(List<SeriesFigures> runs, String name) {
    return values(runs, name, SeriesFigures.Model::mae).average().orElseThrow();
  }

  private static DoubleStream values(
      List<SeriesFigures> runs, String name, ToDoubleFunction<SeriesFigures.Model> figure) {
    return runs.stream()
        .filter(run -> run.models().containsKey(name))
        .mapToDouble(run -> figure.applyAsDouble(run.models().get(name)));
  }

  /** The one figure of all seeds, or their mean with the lowest and the highest. */
  private static String spread(
      List<SeriesFigures> runs,
      String name,
      ToDoubleFunction<SeriesFigures.Model> figure,
      DoubleFunction<String> form) {
    double[] all = values(runs, name, figure).filter(value -> !Double.isNaN(value)).toArray();
    if (all.length == 0) {
      return "";
    }
    String low = form.apply(DoubleStream.of(all).min().orElseThrow());
    String high = form.apply(DoubleStream.of(all).max().orElseThrow());
    return low.equals(high)
        ? low
        : form.apply(DoubleStream.of(all).average().orElseThrow()) + " (" + low + "–" + high + ")";
  }

  /** Four figures. */
  static String figures(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
    return rounded.precision() - rounded.scale() > 4
        ? String.format(Locale.ROOT, "%,d", Math.round(value))
        : rounded.toPlainString();
  }
}
