package dev.timestep.report;

import dev.timestep.judge.ConfusionMatrix;
import dev.timestep.judge.Reliability;
import dev.timestep.judge.RocCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Parts of a page on answers that are classes, whatever the job.
 *
 * <pre>{@code
 * ClassSections parts = new ClassSections(List.of("left", "right"), probabilities, labels);
 * page.section("confusion", "Which class is taken for which", parts.confusion());
 * }</pre>
 *
 * @param classes names of the classes
 * @param answers probabilities, [case][class]
 * @param labels the true class of each case
 */
public record ClassSections(List<String> classes, double[][] answers, int[] labels) {
  private static final int BINS = 10;
  private static final int MOST_CURVES = 10;
  private static final int WIDEST_MATRIX = 30;

  /**
   * Where an ROC curve is drawn: 0 twice, since it rises from (0, 0) as far as no other case is
   * called wrongly.
   */
  private static final Numbers PLACES = Numbers.generate(102, at -> Math.max(0, at - 1));

  /** Takes a copy of the list; checks that there is an answer for each label. */
  public ClassSections {
    classes = List.copyOf(classes);
    Check.that(
        answers.length == labels.length,
        "ClassSections expects an answer for each label; received %d answers and %d labels.",
        answers.length,
        labels.length);
  }

  /** Which class is taken for which: the confusion matrix with recall, precision and F1. */
  public Html confusion() {
    ConfusionMatrix matrix = ConfusionMatrix.of(classes, answers, labels);
    boolean whole = classes.size() <= WIDEST_MATRIX;
    HtmlTable table = new HtmlTable("True classes in rows, answers in columns").text("True class");
    if (whole) {
      classes.forEach(table::number);
    }
    table.number("Cases").number("Found").number("Precision").number("F1");
    for (int row = 0; row < classes.size(); row++) {
      List<Object> cells = new ArrayList<>();
      cells.add(classes.get(row));
      for (int column = 0; whole && column < classes.size(); column++) {
        int count = matrix.counts()[row][column];
        cells.add(
            count == 0
                ? "·"
                : row == column
                    ? Html.of("<strong>{}</strong>", Format.count(count))
                    : Format.count(count));
      }
      cells.add(Format.count(matrix.cases(row)));
      cells.add(Format.percent(matrix.recall(row)));
      cells.add(Format.percent(matrix.precision(row)));
      cells.add(Format.percent(matrix.f1(row)));
      table.row(cells.toArray());
    }
    return Html.join(
        List.of(
            Html.of(
                "<p>Each row is a true class, each column an answer; right answers are on the"
                    + " diagonal. Found is the share of a class that is found, precision the share"
                    + " of its answers that are right.</p>\n"),
            table.render()));
  }

  /** Whether the answers are right as often as their probabilities say. */
  public Html reliability() {
    Reliability reliability = Reliability.of(answers, labels, BINS);
    HtmlTable table =
        new HtmlTable("Probability and share of right answers")
            .text("Probability")
            .number("Cases")
            .number("Mean probability")
            .number("Right");
    double[] right = new double[BINS];
    double[] said = new double[BINS];
    for (int at = 0; at < BINS; at++) {
      Reliability.Bin bin = reliability.bins().get(at);
      right[at] = bin.cases() == 0 ? Double.NaN : 100 * bin.right();
      said[at] = 100 * (bin.from() + bin.to()) / 2;
      if (bin.cases() > 0) {
        table.row(
            String.format(Locale.ROOT, "%.0f to %.0f %%", 100 * bin.from(), 100 * bin.to()),
            Format.count(bin.cases()),
            Format.percent(bin.probability()),
            Format.percent(bin.right()));
      }
    }
    String error = Format.percent(reliability.expectedCalibrationError());
    return Html.join(
        List.of(
            new Plot(
                    "Share of right answers by the probability of the answer. On the dashed line"
                        + " the model is right as often as it says. Expected calibration error: "
                        + error
                        + ".",
                    "Reliability: expected calibration error " + error + ".",
                    260,
                    false,
                    false,
                    List.of(
                        new Plot.View(
                            "reliability",
                            "right answers, %",
                            new Plot.Counts("tenth", "probability of the answer, in tenths", BINS),
                            List.of(
                                new Plot.Line("right", Plot.LineStyle.NETWORK, Numbers.of(right)),
                                new Plot.Line(
                                    "as often as it says",
                                    Plot.LineStyle.BASELINE,
                                    Numbers.of(said))),
                            List.of(),
                            List.of(),
                            Optional.of(Plot.Range.PERCENT))))
                .render(),
            table.render()));
  }

  /** The ROC curve of each class against all others, and the area under it. */
  public Html curves() {
    List<Plot.Line> lines = new ArrayList<>();
    HtmlTable table = new HtmlTable("Area under the curve by class").text("Class").number("AUC");
    for (int c = 0; c < classes.size(); c++) {
      double[] scores = new double[labels.length];
      boolean[] positive = new boolean[labels.length];
      for (int at = 0; at < labels.length; at++) {
        scores[at] = answers[at][c];
        positive[at] = labels[at] == c;
      }
      RocCurve curve = RocCurve.of(scores, positive);
      boolean defined = Double.isFinite(curve.area());
      table.row(
          classes.get(c),
          defined ? String.format(Locale.ROOT, "%.3f", curve.area()) : "no test case");
      if (defined && lines.size() < MOST_CURVES) {
        lines.add(
            new Plot.Line(
                classes.get(c),
                Plot.LineStyle.OTHER,
                Numbers.generate(PLACES.size(), at -> at == 0 ? 0 : 100 * curve.found()[at - 1])));
      }
    }
    if (lines.isEmpty()) {
      return table.render();
    }
    String drawn = Format.plural(lines.size(), "class", "classes");
    lines.add(new Plot.Line("chance", Plot.LineStyle.BASELINE, PLACES));
    Plot plot =
        new Plot(
            "Share of a class that is found for each share of the other cases that is wrongly"
                + " called so (ROC curve). On the diagonal, answers are no better than chance.",
            "ROC curves of " + drawn + ".",
            280,
            false,
            false,
            List.of(
                new Plot.View(
                    "curves",
                    "found, %",
                    new Plot.Places("percent", "other cases wrongly called, %", PLACES),
                    lines,
                    List.of(),
                    List.of(),
                    Optional.of(Plot.Range.PERCENT))));
    return Html.join(List.of(plot.render(), table.render()));
  }

  /**
   * The cases whose true class was given the least probability, with what moved the network.
   *
   * @param kept name of the model that answered; nothing where that is the network itself
   * @param course the course of a case by its number; asked only for those that are drawn
   */
  public Html hardest(Optional<String> kept, IntFunction<CaseCourse> course) {
    return new HardestCases(classes, answers, labels, kept, course).render();
  }
}
