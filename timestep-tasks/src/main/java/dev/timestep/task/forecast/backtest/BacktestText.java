package dev.timestep.task.forecast.backtest;

import dev.timestep.judge.CountText;
import dev.timestep.judge.FindingsText;
import dev.timestep.judge.Measure;
import dev.timestep.judge.NumberText;
import dev.timestep.task.Entry;
import dev.timestep.task.forecast.covariate.CovariateRows;
import dev.timestep.task.message.Message;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.ColumnNotes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The tables of a backtest, for a terminal. */
final class BacktestText {
  private static final int MOST_LINES = 30;
  private static final int STEPS = 5;

  private final BacktestResult result;
  private final int columns;
  private final StringBuilder text = new StringBuilder();

  private BacktestText(BacktestResult result, int columns) {
    this.result = result;
    this.columns = columns;
  }

  static List<Entry> entries(BacktestResult result) {
    BacktestOrigins origins = result.origins();
    Refit usual = result.options().refit().orElse(Refit.EACH);
    Refit network = result.options().refit().orElse(Refit.NEVER);
    boolean trained = result.model(NetworkModel.ID).isPresent();
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry(
            "Data",
            "%s, %s, %s"
                .formatted(
                    result.table().file(),
                    CountText.of(result.table().rows(), "row"),
                    result.table().axis().frequency().label())));
    entries.add(
        new Entry(
            "Windows",
            "%s of horizon %d%s; the first forecasts from %s, the last from %s; season %d"
                .formatted(
                    CountText.of(origins.count(), "window"),
                    origins.horizon(),
                    origins.count() == 1
                        ? ""
                        : ", " + CountText.of(origins.step(), "row") + " apart",
                    at(result.table(), origins.first()),
                    at(result.table(), origins.last()),
                    result.forecast().season().orElseThrow())));
    entries.add(
        new Entry(
            "Fits",
            usual.equals(network) || !trained
                ? "each model is fitted " + usual.words()
                : "each model is fitted " + usual.words() + ", the network " + network.words()));
    ColumnNotes.ofGaps(result.table(), result.forecast().targets())
        .forEach(note -> entries.add(new Entry("Note", note)));
    return entries;
  }

  private static String at(TimeTable table, int row) {
    return (table.axis().hasTime() ? "" : "row ") + table.axis().text(row);
  }

  static String of(BacktestResult result, int columns) {
    BacktestText tables = new BacktestText(result, columns);
    tables.text.append(FindingsText.render(result.findings(), columns));
    tables.further();
    tables.steps();
    tables.targets();
    tables.runs();
    result.next().ifPresentOrElse(tables::next, tables::lacking);
    return tables.text.toString().stripTrailing();
  }

  private void further() {
    List<Measure> measures =
        List.of(
            Measure.MAPE, Measure.SMAPE, Measure.RMSSE, Measure.WIDTH, Measure.MSIS, Measure.BIAS);
    List<String[]> rows = new ArrayList<>();
    rows.add(
        Stream.of(Stream.of("model"), measures.stream().map(Measure::label), Stream.of("OWA"))
            .flatMap(cells -> cells)
            .toArray(String[]::new));
    for (BacktestModel model : result.models()) {
      List<String> cells = new ArrayList<>(List.of(model.id()));
      measures.forEach(measure -> cells.add(figure(measure, model.figure(measure))));
      cells.add(
          figure(Measure.OWA, result.naive2().map(model::owa).orElse(OptionalDouble.empty())));
      rows.add(cells.toArray(String[]::new));
    }
    table("Further measures", rows);
    result.models().stream()
        .flatMap(
            model ->
                Measure.OF_FORECASTS.stream()
                    .flatMap(
                        measure ->
                            model.reason(measure).stream()
                                .map(reason -> measure.label() + ": " + reason)))
        .distinct()
        .forEach(line -> text.append("Note: ").append(line).append(".\n"));
  }

  private void steps() {
    int horizon = result.origins().horizon();
    TreeSet<Integer> shown = new TreeSet<>();
    for (int at = 0; at < STEPS; at++) {
      shown.add((int) ((long) at * (horizon - 1) / (STEPS - 1)));
    }
    if (shown.size() < 2) {
      return;
    }
    List<String[]> rows = new ArrayList<>();
    rows.add(
        Stream.concat(Stream.of("model"), shown.stream().map(h -> "step " + (h + 1)))
            .toArray(String[]::new));
    for (BacktestModel model : result.models()) {
      rows.add(
          Stream.concat(
                  Stream.of(model.id()),
                  shown.stream().map(h -> figure(Measure.MAE, model.figure(Measure.MAE, h))))
              .toArray(String[]::new));
    }
    table("MAE by step", rows);
  }

  private void targets() {
    List<String> targets = result.forecast().targets();
    if (targets.size() < 2) {
      return;
    }
    for (Measure measure : List.of(Measure.MAE, Measure.MASE)) {
      List<String[]> rows = new ArrayList<>();
      rows.add(Stream.concat(Stream.of("model"), targets.stream()).toArray(String[]::new));
      for (BacktestModel model : result.models()) {
        rows.add(
            Stream.concat(
                    Stream.of(model.id()),
                    targets.stream().map(name -> figure(measure, model.figure(measure, name))))
                .toArray(String[]::new));
      }
      table(measure.label() + " by target", rows);
    }
  }

  private void runs() {
    List<String> lines = new ArrayList<>();
    for (BacktestModel model : result.models()) {
      if (model.runs().size() > 1) {
        lines.add(spread(model));
      }
      String choice = model.runs().getFirst().choice();
      if (!choice.isEmpty() && !choice.equals(model.label())) {
        lines.add("Last fit of the " + model.label() + ": " + choice + ".");
      }
    }
    if (!lines.isEmpty()) {
      text.append('\n');
      lines.forEach(line -> text.append(line).append('\n'));
    }
  }

  private static String spread(BacktestModel model) {
    double[] values =
        model.bySeed(run -> run.scores().all().figure(Measure.MAE)).orElseThrow().clone();
    String seeds =
        String.join(
            ", ",
            model.runs().stream().map(run -> String.valueOf(run.seed().orElseThrow())).toList());
    Arrays.sort(values);
    return "MAE of the %s by seed (%s): %s on average, from %s to %s."
        .formatted(
            model.label(),
            seeds,
            NumberText.figures(Arrays.stream(values).average().orElseThrow()),
            NumberText.figures(values[0]),
            NumberText.figures(values[values.length - 1]));
  }

  /** Why there are no next rows. */
  private void lacking() {
    CovariateRows.missingAhead(
            result.forecast().covariates().future(), result.table(), result.origins().horizon())
        .ifPresent(
            why ->
                text.append("\nThe next rows are not forecast here. ")
                    .append(Message.plain(why))
                    .append('\n'));
  }

  private void next(NextForecast next) {
    List<String[]> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("row"));
    boolean quantiles = next.windows().stream().allMatch(one -> one.quantiles().isPresent());
    for (String target : result.forecast().targets()) {
      head.add(target);
      if (quantiles) {
        head.addAll(List.of("5 %", "95 %"));
      }
    }
    rows.add(head.toArray(String[]::new));
    int shown = Math.min(MOST_LINES, next.times().size());
    for (int h = 0; h < shown; h++) {
      List<String> cells = new ArrayList<>(List.of(next.times().get(h)));
      for (WindowForecast window : next.windows()) {
        int step = h;
        cells.add(NumberText.figures(window.point()[h]));
        window
            .quantiles()
            .ifPresent(
                levels -> {
                  cells.add(NumberText.figures(levels[0][step]));
                  cells.add(NumberText.figures(levels[levels.length - 1][step]));
                });
      }
      rows.add(cells.toArray(String[]::new));
    }
    table("The next rows by the " + next.label() + ", fitted on all rows", rows);
    if (shown < next.times().size()) {
      text.append("  … and ").append(next.times().size() - shown).append(" more rows.\n");
    }
    next.widened().stream()
        .flatMap(Optional::stream)
        .max(Double::compare)
        .ifPresent(factor -> text.append(widened(factor)).append('\n'));
  }

  private String widened(double factor) {
    int windows = result.origins().count();
    String times = NumberText.fixed(factor, 2) + " times as wide as the model's own";
    return "The 90 % intervals are "
        + times
        + ", as 90 % of the values in the "
        + CountText.of(windows, "window")
        + " of this backtest need"
        + (windows < BacktestOrigins.USUAL
            ? ", and never narrower; so few windows say little about how wide they have to be."
            : ".");
  }

  private static String figure(Measure measure, OptionalDouble value) {
    if (value.isEmpty()) {
      return "-";
    }
    return switch (measure.form()) {
      case PERCENT -> NumberText.percent(value.getAsDouble());
      case RATIO -> NumberText.fixed(value.getAsDouble(), 3);
      case UNIT -> NumberText.figures(value.getAsDouble());
    };
  }

  /** A table whose columns are put below each other where they are too wide for one. */
  private void table(String title, List<String[]> rows) {
    text.append('\n').append(title).append('\n');
    int[] widths = new int[rows.getFirst().length];
    rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length())));
    for (int from = 1; from < widths.length; ) {
      int to = from;
      int width = 2 + widths[0];
      while (to < widths.length && (to == from || width + 2 + widths[to] <= columns)) {
        width += 2 + widths[to++];
      }
      for (String[] row : rows) {
        text.append(line(row, widths, from, to)).append('\n');
      }
      from = to;
    }
  }

  private static String line(String[] row, int[] widths, int from, int to) {
    StringBuilder line = new StringBuilder("  ").append(row[0]);
    line.append(" ".repeat(widths[0] - row[0].length()));
    for (int i = from; i < to; i++) {
      line.append("  ").append(" ".repeat(widths[i] - row[i].length())).append(row[i]);
    }
    return line.toString().stripTrailing();
  }
}
