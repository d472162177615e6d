package dev.timestep.report;

import dev.timestep.judge.Part;
import dev.timestep.judge.Residuals;
import dev.timestep.judge.Score;
import dev.timestep.judge.ScoreTable;
import dev.timestep.judge.Verdict.Leaning;
import dev.timestep.judge.Verdict.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Seeded reports that look like real ones: daily births with weeks, years, holidays and noise. */
final class SampleReports {
  static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

  private SampleReports() {}

  /** What a sample is made of; {@link #births()} is the usual one. */
  record Shape(
      String file,
      List<String> targets,
      int rows,
      int horizon,
      int testRows,
      boolean timed,
      Magnitude magnitude) {
    Shape(String file, List<String> targets, int rows, int horizon, int testRows, boolean timed) {
      this(file, targets, rows, horizon, testRows, timed, new Magnitude(1, 0));
    }

    Shape withTargets(String... names) {
      return new Shape(file, List.of(names), rows, horizon, testRows, timed, magnitude);
    }

    Shape withFile(String name) {
      return new Shape(name, targets, rows, horizon, testRows, timed, magnitude);
    }

    Shape withMagnitude(double scale, double level) {
      return new Shape(file, targets, rows, horizon, testRows, timed, new Magnitude(scale, level));
    }
  }

  /** What becomes of a birth: {@code scale · births + level}. */
  record Magnitude(double scale, double level) {}

  static Shape births() {
    return new Shape("us-births.csv", List.of("births"), 5479, 28, 548, true);
  }

  static ForecastReport report(Shape shape) {
    List<TargetForecasts> targets =
        IntStream.range(0, shape.targets().size()).mapToObj(i -> forecasts(shape, i)).toList();
    int testStart = shape.rows() - shape.testRows();
    int validationStart = testStart - shape.testRows();
    long windows = shape.testRows() - shape.horizon() + 1;
    List<LabelledScores> tables = new ArrayList<>();
    tables.add(table(targets.size() == 1 ? targets.getFirst().target() : "All targets", targets));
    if (targets.size() > 1) {
      targets.forEach(target -> tables.add(table(target.target(), List.of(target))));
    }
    ScoreTable all = tables.getFirst().table();
    double best = all.best().figure(all.primary());
    double gain = best - all.network().figure(all.primary());
    return new ForecastReport(
        String.join(", ", shape.targets()) + ": " + shape.horizon() + " steps ahead",
        SampleFindings.of(
            Outcome.NETWORK_WINS,
            Leaning.NETWORK,
            "The network beats ridge regression, the best baseline, by "
                + Format.percent(gain / best)
                + " in mean absolute error; chance alone hardly explains that.",
            all,
            Optional.of(new double[] {0.92 * gain, gain, 1.09 * gain})),
        new DataSummary(
            shape.file(),
            shape.rows(),
            shape.timed() ? "daily" : "rows",
            shape.targets(),
            List.of("day of week", "day of year", "US holidays"),
            List.of("3 empty cells were filled from their neighbours (--fill).")),
        axis(shape),
        List.of(
            new SplitPart(Part.TRAIN, 0, validationStart, validationStart - 365L - 27),
            new SplitPart(Part.VALIDATION, validationStart, testStart, windows),
            new SplitPart(Part.TEST, testStart, shape.rows(), windows)),
        targets,
        tables,
        targets.stream().map(target -> stepErrors(target)).toList(),
        losses(),
        Optional.of(gradients()),
        Optional.of(next(shape, targets)),
        model(shape),
        List.of(
            new CommandExample(
                "Forecast the steps after the data’s last row",
                "./timestep predict births.timestep " + shape.file() + " --out next.csv"),
            new CommandExample(
                "Measure the model on other data",
                "./timestep evaluate births.timestep " + shape.file())),
        stamp(shape),
        diagnostics(targets));
  }

  /** Intervals and residuals as a run with quantiles has them. */
  private static Diagnostics diagnostics(List<TargetForecasts> targets) {
    Numbers levels = Numbers.of(0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95);
    Diagnostics.IntervalScores scores =
        new Diagnostics.IntervalScores(
            "network",
            List.of(
                new Diagnostics.IntervalScores.Row(
                    "ridge regression", false, List.of("91.3 %", "885.5", "2.554")),
                new Diagnostics.IntervalScores.Row(
                    "network", true, List.of("90.0 %", "707.1", "2.186"))),
            List.of("coverage", "width", "MSIS"),
            levels,
            Numbers.generate(levels.size(), at -> Math.min(1, 1.02 * levels.at(at))),
            0.9,
            Numbers.generate(targets.getFirst().horizon(), h -> 0.92 - 0.001 * h));
    return new Diagnostics(
        Optional.of(scores),
        targets.stream()
            .map(target -> new Diagnostics.StepOne(target.target(), new Residuals(errors(target))))
            .toList());
  }

  private static double[] errors(TargetForecasts target) {
    return target.windows().stream()
        .mapToDouble(window -> target.values().at(window.firstRow()) - window.network().at(0))
        .toArray();
  }

  /** Weekday, season and trend, with deep holidays: the outline of the real series. */
  static Numbers series(int rows, long seed) {
    Random random = new Random(seed);
    double[] week = {0, 900, 1350, 1250, 1300, 1150, -2600};
    double[] values = new double[rows];
    double drift = 0;
    for (int row = 0; row < rows; row++) {
      LocalDate day = FIRST_DAY.plusDays(row);
      drift = 0.999 * drift + 12 * random.nextGaussian();
      double season = 520 * Math.sin(2 * Math.PI * (day.getDayOfYear() - 120) / 365.25);
      double holiday =
          (day.getMonthValue() == 12 && day.getDayOfMonth() == 25)
                  || (day.getMonthValue() == 7 && day.getDayOfMonth() == 4)
              ? -3800
              : 0;
      values[row] =
          Math.rint(
              11_300
                  + week[day.getDayOfWeek().getValue() % 7]
                  + season
                  + drift
                  + holiday
                  + 160 * random.nextGaussian());
    }
    return Numbers.of(values);
  }

  private static PageAxis axis(Shape shape) {
    return shape.timed()
        ? PageAxis.ofDates(
            Stream.iterate(FIRST_DAY, day -> day.plusDays(1)).limit(shape.rows()).toList())
        : PageAxis.ofRows(shape.rows());
  }

  private static TargetForecasts forecasts(Shape shape, int target) {
    Magnitude magnitude = shape.magnitude();
    Numbers births = series(shape.rows(), 7 + target);
    Numbers values =
        Numbers.generate(
            shape.rows(), row -> magnitude.scale() * births.at(row) + magnitude.level());
    Random random = new Random(100 + target);
    int first = shape.rows() - shape.testRows();
    List<ForecastWindow> windows = new ArrayList<>();
    for (int row = first; row + shape.horizon() <= shape.rows(); row++) {
      windows.add(
          new ForecastWindow(
              row,
              guess(values, row, shape.horizon(), 250 * magnitude.scale(), random),
              guess(values, row, shape.horizon(), 330 * magnitude.scale(), random)));
    }
    return new TargetForecasts(shape.targets().get(target), values, "ridge", windows);
  }

  /** A forecast whose error grows with the step. */
  private static Numbers guess(Numbers values, int row, int horizon, double error, Random random) {
    double level = 0.4 * error * random.nextGaussian();
    return Numbers.generate(
        horizon,
        step ->
            values.at(row + step)
                + level * (1 + 0.02 * step)
                + error * (0.8 + 0.01 * step) * random.nextGaussian());
  }

  private static LabelledScores table(String label, List<TargetForecasts> targets) {
    double[] ridge = errors(targets, false);
    int windows = targets.getFirst().windows().size();
    return new LabelledScores(
        label,
        SampleFindings.table(
            row("LSTM", errors(targets, true), ridge[0], 1, windows),
            List.of(
                row("naive", ridge, ridge[0], 5.2, windows),
                row("drift", ridge, ridge[0], 5.3, windows),
                row("seasonal naive (7)", ridge, ridge[0], 1.8, windows),
                row("same weekday, mean of 4 weeks", ridge, ridge[0], 1.6, windows),
                row("last year plus trend", ridge, ridge[0], 1.2, windows),
                row("ridge", ridge, ridge[0], 1, windows))));
  }

  private static Score row(String name, double[] errors, double best, double times, int windows) {
    double mae = times * errors[0];
    return SampleFindings.score(name, mae, times * errors[1], mae / best * 0.509, windows);
  }

  /** MAE and RMSE over all windows of the targets. */
  private static double[] errors(List<TargetForecasts> targets, boolean network) {
    double absolute = 0;
    double squared = 0;
    long count = 0;
    for (TargetForecasts target : targets) {
      for (ForecastWindow window : target.windows()) {
        for (int step = 0; step < window.horizon(); step++) {
          double forecast = (network ? window.network() : window.baseline()).at(step);
          double error = forecast - target.values().at(window.firstRow() + step);
          absolute += Math.abs(error);
          squared += error * error;
          count++;
        }
      }
    }
    return new double[] {absolute / count, Math.sqrt(squared / count)};
  }

  private static StepErrors stepErrors(TargetForecasts target) {
    return new StepErrors(
        target.target(),
        stepError(target, true, 1),
        List.of(
            new StepErrors.Line("ridge", stepError(target, false, 1)),
            new StepErrors.Line("last year plus trend", stepError(target, false, 1.2)),
            new StepErrors.Line("seasonal naive (7)", stepError(target, false, 1.8))));
  }

  private static Numbers stepError(TargetForecasts target, boolean network, double times) {
    return Numbers.generate(
        target.horizon(),
        step ->
            times
                * target.windows().stream()
                    .mapToDouble(
                        w ->
                            Math.abs(
                                (network ? w.network() : w.baseline()).at(step)
                                    - target.values().at(w.firstRow() + step)))
                    .average()
                    .orElseThrow());
  }

  private static LossCurve losses() {
    Random random = new Random(3);
    int epochs = 34;
    Numbers train =
        Numbers.generate(
            epochs, e -> 0.075 + 0.6 * Math.exp(-e / 4.0) + 0.002 * random.nextDouble());
    Numbers validation =
        Numbers.generate(
            epochs,
            e ->
                0.11
                    + 0.55 * Math.exp(-e / 4.5)
                    + 0.0012 * Math.max(0, e - 24)
                    + 0.006 * random.nextDouble());
    int best =
        IntStream.range(0, epochs).reduce(0, (a, b) -> validation.at(b) < validation.at(a) ? b : a);
    return new LossCurve("mae", train, validation, best + 1);
  }

  private static GradientNorms gradients() {
    return new GradientNorms(
        Stream.of("Lstm", "Dense")
            .map(
                name -> {
                  Random random = new Random(name.hashCode());
                  return new GradientNorms.Layer(
                      name,
                      Numbers.generate(
                          34,
                          e ->
                              (0.02 + 1.2 * Math.exp(-e / 5.0))
                                  * Math.exp(0.3 * random.nextGaussian())));
                })
            .toList());
  }

  private static NextForecast next(Shape shape, List<TargetForecasts> targets) {
    PageAxis axis =
        shape.timed()
            ? PageAxis.ofDates(
                Stream.iterate(FIRST_DAY.plusDays(shape.rows()), day -> day.plusDays(1))
                    .limit(shape.horizon())
                    .toList())
            : PageAxis.ofRows(shape.rows() + 1L, shape.horizon());
    return new NextForecast(
        axis,
        targets.stream()
            .map(
                target -> {
                  Numbers values =
                      Numbers.generate(
                          shape.horizon(),
                          i ->
                              target
                                  .values()
                                  .at(shape.rows() - 1 - shape.horizon() % 7 - (27 - i % 28)));
                  return new NextForecast.Values(
                      target.target(), values, List.of(band(values, 0.9), band(values, 0.4)));
                })
            .toList());
  }

  private static NextForecast.Band band(Numbers values, double share) {
    return new NextForecast.Band(
        share,
        Numbers.generate(values.size(), i -> values.at(i) * (1 - 0.1 * share)),
        Numbers.generate(values.size(), i -> values.at(i) * (1 + 0.1 * share)));
  }

  private static ModelSummary model(Shape shape) {
    int outputs = shape.horizon() * shape.targets().size();
    return new ModelSummary(
        "LSTM with 64 units and a linear layer for all steps at once",
        shape.timed() ? new RowSpan(365, "365 days") : RowSpan.ofRows(365),
        shape.timed()
            ? new RowSpan(shape.horizon(), Spans.words(shape.horizon(), "day"))
            : RowSpan.ofRows(shape.horizon()),
        List.of(
            new ModelSummary.Layer("Lstm", "64 units over 365 steps of 9 inputs", 18_944),
            new ModelSummary.Layer("Dropout", "0.1", 0),
            new ModelSummary.Layer("Dense", outputs + " outputs", 65L * outputs)));
  }

  private static ProtocolStamp stamp(Shape shape) {
    return new ProtocolStamp(
        "training rows only",
        42,
        2,
        "vector, 256 bit",
        "./timestep train forecast "
            + shape.file()
            + " --target births --horizon 28 --holidays US --report births.html",
        "sha256:3f1c9a6d5b7e84a0c2d95f0e6a1b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7",
        71.4,
        "2026-01-05 10:12 UTC",
        List.of(
            new ProtocolStamp.Fact("Timestep", "0.1.0"), new ProtocolStamp.Fact("Java", "25.0.3")),
        List.of());
  }
}
