package dev.timestep.task.forecast.gift;

import dev.timestep.judge.CountText;
import dev.timestep.judge.Figure;
import dev.timestep.judge.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The tables of a benchmark, for a terminal. */
final class GiftText {
  private static final String PUBLISHED = " (published)";

  private GiftText() {}

  static String of(GiftResult result) {
    StringBuilder text = new StringBuilder();
    for (GiftOutcome outcome : result.outcomes()) {
      text.append(head(outcome)).append('\n');
      aligned(rows(outcome)).forEach(line -> text.append("  ").append(line).append('\n'));
      notes(outcome).forEach(note -> text.append("  ").append(note).append('\n'));
      text.append('\n');
    }
    if (result.outcomes().size() > 1) {
      text.append("Geometric mean of each figure over that of the seasonal naive forecast\n");
      aligned(means(result)).forEach(line -> text.append("  ").append(line).append('\n'));
    }
    return text.toString().stripTrailing();
  }

  private static String head(GiftOutcome outcome) {
    GiftConfiguration one = outcome.configuration();
    return "%s: %s, %s of %d steps, season %d"
        .formatted(
            one.name(),
            outcome.series() == 1 ? "1 series" : CountText.grouped(outcome.series()) + " series",
            CountText.of(outcome.windows(), "window"),
            one.horizon(),
            one.season());
  }

  private static List<String[]> rows(GiftOutcome outcome) {
    boolean owa = outcome.configuration().set().owa();
    List<String[]> rows = new ArrayList<>();
    rows.add(row(owa, "model", "MASE", "CRPS", "sMAPE", "OWA", "seconds"));
    for (GiftScore score : outcome.scores()) {
      rows.add(
          row(
              owa,
              score.label(),
              figure(score.mase(), 3),
              figure(score.crps(), 4),
              score.smape().value().isPresent()
                  ? NumberText.percent(score.smape().value().getAsDouble())
                  : "-",
              score.owa().map(one -> figure(one, 3)).orElse("-"),
              NumberText.fixed(score.seconds(), 1)));
    }
    for (GiftPublished one : outcome.configuration().published()) {
      rows.add(
          row(
              owa,
              one.model() + PUBLISHED,
              NumberText.fixed(one.mase(), 3),
              NumberText.fixed(one.crps(), 4),
              "",
              "",
              ""));
    }
    return rows;
  }

  private static String[] row(boolean owa, String... cells) {
    return owa ? cells : new String[] {cells[0], cells[1], cells[2], cells[5]};
  }

  private static List<String> notes(GiftOutcome outcome) {
    List<String> notes = new ArrayList<>();
    outcome
        .omitted()
        .forEach(one -> notes.add("Left out: " + one.label() + " (" + one.reason() + ")."));
    for (GiftScore score : outcome.scores()) {
      List<Figure> figures = new ArrayList<>(List.of(score.mase(), score.crps()));
      score.owa().ifPresent(figures::add);
      figures.stream()
          .flatMap(figure -> figure.reason().stream())
          .distinct()
          .forEach(reason -> notes.add("Note: " + score.label() + ": " + reason + "."));
    }
    return notes;
  }

  private static List<String[]> means(GiftResult result) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"model", "MASE", "CRPS", "configurations"});
    for (GiftMean mean : result.means()) {
      rows.add(
          new String[] {
            mean.model() + (mean.published() ? PUBLISHED : ""),
            ratio(mean.mase()),
            ratio(mean.crps()),
            String.valueOf(mean.configurations())
          });
    }
    return rows;
  }

  private static String ratio(OptionalDouble value) {
    return value.isPresent() ? NumberText.fixed(value.getAsDouble(), 3) : "-";
  }

  private static String figure(Figure figure, int decimals) {
    return figure.value().isPresent()
        ? NumberText.fixed(figure.value().getAsDouble(), decimals)
        : "-";
  }

  /** The first column to the left, figures to the right. */
  private static List<String> aligned(List<String[]> rows) {
    int[] widths = new int[rows.getFirst().length];
    rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length())));
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line =
          new StringBuilder(row[0]).append(" ".repeat(widths[0] - row[0].length()));
      for (int i = 1; i < row.length; i++) {
        line.append("  ").append(" ".repeat(widths[i] - row[i].length())).append(row[i]);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
