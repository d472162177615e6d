package dev.timestep.task.forecast;

import dev.timestep.report.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The gate's result as text for a terminal: one line per model, aligned columns, the verdict, the
 * notes.
 *
 * <p>The figures of a column share their decimals: enough for four digits of the smallest error.
 */
public final class BaselineTable {
  /** Columns of a terminal where nothing else is known. */
  public static final int DEFAULT_WIDTH = 79;

  private static final String[] HEAD = {"model", "MAE", "RMSE", "MASE", "skill"};

  /** Columns that go where the terminal is too narrow, in this order: RMSE, then MASE. */
  private static final int[] FIRST_TO_GO = {2, 3};

  private final GateResult result;
  private final NumberText errors;
  private final NumberText scaled;

  private BaselineTable(GateResult result) {
    this.result = result;
    List<Metrics> all =
        Stream.concat(result.baselines().stream(), Stream.of(result.network()))
            .map(ModelScore::metrics)
            .toList();
    errors =
        NumberText.column(
            4, all.stream().flatMapToDouble(m -> DoubleStream.of(m.mae(), m.rmse())).toArray());
    scaled =
        NumberText.column(3, all.stream().mapToDouble(m -> m.mase().orElse(0)).toArray())
            .withDecimals(3);
  }

  /** Renders the result for a terminal of {@value #DEFAULT_WIDTH} columns. */
  public static String render(GateResult result) {
    return render(result, DEFAULT_WIDTH);
  }

  /**
   * Renders the result.
   *
   * <p>Skill is held against the best baseline, which is marked with {@code *}; a dash means that a
   * figure is undefined, and a note says why. Where the lines are too long for the width, each
   * model's name stands on a line of its own above its figures; where that is still too wide, first
   * RMSE is left out and then MASE. Verdict and notes are one line each, for the caller to wrap.
   *
   * @param width columns of the terminal
   * @return lines, each ended by {@code \n}
   */
  public static String render(GateResult result, int width) {
    var table = new BaselineTable(result);
    var text = new StringBuilder();
    table.lines(width).forEach(line -> text.append(line).append('\n'));
    text.append('\n').append(result.verdict().sentence()).append('\n');
    for (GateResult.Omitted omitted : result.omitted()) {
      text.append("Left out: ").append(omitted.label()).append(" (").append(omitted.reason());
      text.append(").\n");
    }
    for (String note : result.notes()) {
      text.append("Note: ").append(note).append(".\n");
    }
    return text.toString();
  }

  private List<String> lines(int width) {
    List<String[]> rows = new ArrayList<>();
    rows.add(HEAD);
    for (ModelScore score : result.baselines()) {
      String mark = score.name().equals(result.best()) ? " *" : "";
      rows.add(row(score, score.label() + mark));
    }
    rows.add(row(result.network(), result.network().label()));
    List<String> beside = aligned(rows);
    return beside.getFirst().length() <= width ? beside : stacked(rows, width);
  }

  private String[] row(ModelScore score, String label) {
    Metrics metrics = score.metrics();
    OptionalDouble skill = Metrics.skill(metrics.mae(), result.bestBaseline().metrics().mae());
    return new String[] {
      label,
      errors.of(metrics.mae()),
      errors.of(metrics.rmse()),
      scaled.of(metrics.mase().orElse(Double.NaN)),
      NumberText.percent(skill.orElse(Double.NaN))
    };
  }

  /** Names above their figures, and of these as many columns as fit. */
  private static List<String> stacked(List<String[]> rows, int width) {
    List<String[]> figures = rows.stream().map(String[]::clone).toList();
    figures.forEach(row -> row[0] = "");
    List<String> lines = aligned(figures);
    for (int gone = 0; gone < FIRST_TO_GO.length && lines.getFirst().length() > width; gone++) {
      int column = FIRST_TO_GO[gone];
      figures.forEach(row -> row[column] = "");
      lines = aligned(figures);
    }
    List<String> both = new ArrayList<>();
    for (int at = 0; at < rows.size(); at++) {
      both.add(rows.get(at)[0]);
      both.add(lines.get(at));
    }
    return both;
  }

  /** The first column to the left, figures to the right; no place for a column that is empty. */
  private static List<String> aligned(List<String[]> rows) {
    int[] widths = new int[HEAD.length];
    for (String[] row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length()));
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      var line = new StringBuilder(row[0]).append(" ".repeat(widths[0] - row[0].length()));
      for (int i = 1; i < widths.length; i++) {
        if (widths[i] > 0) {
          line.append("  ").append(" ".repeat(widths[i] - row[i].length())).append(row[i]);
        }
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
