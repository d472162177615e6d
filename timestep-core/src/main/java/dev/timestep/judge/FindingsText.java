package dev.timestep.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings as text for a terminal: one line per model, aligned columns, the verdict, the notes.
 *
 * <p>The figures of a measure share their decimals: enough for four digits of the smallest error.
 */
public final class FindingsText {
  /** Columns of a terminal where nothing else is known. */
  public static final int DEFAULT_WIDTH = 79;

  private final Findings findings;
  private final List<Measure> measures;
  private final Map<Measure, FigureForm> forms = new LinkedHashMap<>();

  private FindingsText(Findings findings) {
    this.findings = findings;
    measures = findings.scores().measures();
    measures.forEach(measure -> forms.put(measure, FigureForm.of(findings.scores(), measure)));
  }

  /** Renders findings for a terminal of {@value #DEFAULT_WIDTH} columns. */
  public static String render(Findings findings) {
    return render(findings, DEFAULT_WIDTH);
  }

  /**
   * Renders findings.
   *
   * <p>Skill is held against the best baseline, which is marked with {@code *}; "(kept)" marks the
   * model whose answers are used, where that is chosen. A dash means that a figure is undefined,
   * and a note says why. Where the lines are too long for the width, each model's name stands on a
   * line of its own above its figures; where that is still too wide, the measures after the first
   * are left out one by one. Verdict and notes are one line each, for the caller to wrap.
   *
   * @param width columns of the terminal
   * @return lines, each ended by {@code \n}
   */
  public static String render(Findings findings, int width) {
    var table = new FindingsText(findings);
    var text = new StringBuilder();
    table.lines(width).forEach(line -> text.append(line).append('\n'));
    text.append('\n').append(findings.verdict().sentence()).append('\n');
    findings
        .dieboldMariano()
        .ifPresent(
            test ->
                text.append(test.words())
                    .append(" (")
                    .append(findings.scores().subject())
                    .append(" against the ")
                    .append(findings.best().label())
                    .append(").\n"));
    for (Omitted omitted : findings.scores().omitted()) {
      text.append("Left out: ").append(omitted.label()).append(" (").append(omitted.reason());
      text.append(").\n");
    }
    for (String note : findings.notes()) {
      text.append("Note: ").append(note).append(".\n");
    }
    return text.toString();
  }

  private List<String> lines(int width) {
    ScoreTable scores = findings.scores();
    List<String[]> rows = new ArrayList<>();
    rows.add(head());
    for (Score score : scores.baselines()) {
      rows.add(row(score, score.label() + marks(score)));
    }
    for (Score score : scores.beside()) {
      rows.add(row(score, score.label() + marks(score)));
    }
    rows.add(row(scores.network(), scores.network().label() + marks(scores.network())));
    List<String> beside = aligned(rows);
    return beside.getFirst().length() <= width ? beside : stacked(rows, width);
  }

  private String marks(Score score) {
    return (score.id().equals(findings.best().id()) ? " *" : "")
        + (findings.scores().keeps(score) ? " (kept)" : "");
  }

  private String[] head() {
    List<String> head = new ArrayList<>(List.of("model"));
    measures.forEach(measure -> head.add(measure.label()));
    head.add("skill");
    return head.toArray(String[]::new);
  }

  private String[] row(Score score, String label) {
    List<String> row = new ArrayList<>(List.of(label));
    forms.forEach((measure, form) -> row.add(form.of(score.figure(measure))));
    row.add(NumberText.percent(findings.scores().skill(score).orElse(Double.NaN)));
    return row.toArray(String[]::new);
  }

  /** Names above their figures, and of these as many columns as fit. */
  private static List<String> stacked(List<String[]> rows, int width) {
    List<String[]> figures = rows.stream().map(String[]::clone).toList();
    figures.forEach(row -> row[0] = "");
    List<String> lines = aligned(figures);
    int last = rows.getFirst().length - 1;
    for (int gone = 2; gone < last && lines.getFirst().length() > width; gone++) {
      int column = gone;
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
    int[] widths = new int[rows.getFirst().length];
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
