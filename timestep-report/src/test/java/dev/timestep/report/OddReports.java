package dev.timestep.report;

import dev.timestep.judge.Part;
import dev.timestep.judge.Score;
import dev.timestep.judge.ScoreTable;
import dev.timestep.judge.Verdict.Leaning;
import dev.timestep.judge.Verdict.Outcome;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reports at the edges of what is allowed. */
final class OddReports {
  private OddReports() {}

  /** One step, one window, one epoch, a constant series, no differences at all. */
  static ForecastReport smallest() {
    Numbers values = Numbers.of(5, 5, 5, Double.NaN);
    Numbers one = Numbers.of(5);
    ForecastReport like = SampleReports.report(SampleReports.births());
    ScoreTable table =
        SampleFindings.table(
            SampleFindings.score("GRU", 0, 0, Double.NaN, 1),
            List.of(SampleFindings.score("naive", 0, 0, Double.NaN, 1)));
    return new ForecastReport(
        "y, one step ahead",
        SampleFindings.of(
            Outcome.NO_DIFFERENCE,
            Leaning.NEITHER,
            "No difference; use the naive forecast, it is simpler.",
            table,
            Optional.of(new double[] {0, 0, 0})),
        new DataSummary("y.csv", 4, "rows", List.of("y"), List.of(), List.of()),
        PageAxis.ofRows(4),
        List.of(
            new SplitPart(Part.TRAIN, 0, 2, 1),
            new SplitPart(Part.VALIDATION, 2, 3, 1),
            new SplitPart(Part.TEST, 3, 4, 1)),
        List.of(
            new TargetForecasts("y", values, "naive", List.of(new ForecastWindow(3, one, one)))),
        List.of(new LabelledScores("y", table)),
        List.of(
            new StepErrors(
                "y", Numbers.of(0), List.of(new StepErrors.Line("naive", Numbers.of(0))))),
        new LossCurve("mse", Numbers.of(0), Numbers.empty(), 1),
        Optional.of(
            new GradientNorms(List.of(new GradientNorms.Layer("Gru", Numbers.of(Double.NaN))))),
        Optional.of(
            new NextForecast(
                PageAxis.ofRows(5, 1), List.of(new NextForecast.Values("y", Numbers.of(5))))),
        new ModelSummary(
            "GRU",
            RowSpan.ofRows(1),
            RowSpan.ofRows(1),
            List.of(new ModelSummary.Layer("Gru", "1 unit", 12))),
        List.of(),
        like.stamp());
  }

  /** A file, columns and sentences as long as users have them, without a blank to break at. */
  static ForecastReport longNames() {
    String column =
        "sensor_reading_of_the_main_cooling_circuit_behind_the_second_pump_[m³/h]_corrected_"
            + "for_temperature_and_pressure_v2_final";
    String chinese = "每日用电量（千瓦时）以及经过气温修正之后的负荷曲线数据列名称特别长";
    ForecastReport like =
        SampleReports.report(
            new SampleReports.Shape(
                "/home/someone/projects/".repeat(6) + "measurements_".repeat(8) + ".csv",
                List.of(column, chinese, "a"),
                900,
                14,
                120,
                true));
    String sentence =
        "The network loses: its mean absolute error of 1,234,567,890.123456 is above that of the"
            + " best baseline, "
            + column
            + ". ";
    return new ForecastReport(
        like.title(),
        SampleFindings.of(
            Outcome.NETWORK_LOSES,
            Leaning.BASELINE,
            sentence.repeat(3),
            renamed(like.scores().getFirst(), column).table(),
            Optional.of(new double[] {-1_234_567.25, -1_000_000.5, 3.125})),
        new DataSummary(
            like.data().file(),
            like.data().rows(),
            "every half hour from Monday to Saturday between 09:00 and 15:30",
            like.data().targets(),
            List.of("day of week", column, "US holidays"),
            List.of(sentence, "x".repeat(300), "列".repeat(200))),
        like.axis(),
        like.parts(),
        like.targets(),
        like.scores().stream().map(table -> renamed(table, column)).toList(),
        like.stepErrors().stream()
            .map(
                errors ->
                    new StepErrors(
                        errors.label(),
                        errors.network(),
                        List.of(
                            new StepErrors.Line(column, errors.baselines().getFirst().errors()))))
            .toList(),
        like.losses(),
        like.gradients(),
        like.next(),
        new ModelSummary(
            sentence,
            new RowSpan(365, "365 days"),
            new RowSpan(14, "14 days"),
            List.of(new ModelSummary.Layer("l".repeat(90), sentence, 1_234_567_890_123L))),
        List.of(new CommandExample(sentence, "timestep predict " + "p/".repeat(150))),
        new ProtocolStamp(
            sentence,
            Long.MIN_VALUE,
            1024,
            sentence,
            "timestep train forecast " + like.data().file() + " --target '" + column + "'",
            like.stamp().dataFingerprint(),
            1e6,
            like.stamp().created(),
            like.stamp().versions(),
            List.of(new ProtocolStamp.Fact("f".repeat(60), "v".repeat(200)))));
  }

  private static LabelledScores renamed(LabelledScores scores, String name) {
    ScoreTable table = scores.table();
    List<Score> baselines =
        table.baselines().stream()
            .map(row -> row.label().equals("ridge") ? row.withLabel(name) : row)
            .toList();
    return new LabelledScores(
        scores.label(),
        new ScoreTable(table.measures(), table.network(), baselines, table.omitted()));
  }

  /** Thirty targets of 168 steps: long lists and long tables. */
  static ForecastReport many() {
    return SampleReports.report(
        new SampleReports.Shape(
            "many.csv",
            IntStream.rangeClosed(1, 30).mapToObj(i -> "station_" + i).toList(),
            1000,
            168,
            200,
            true));
  }

  /** Hours of Berlin over the night when its clocks go back, far from zero, with missing values. */
  static ForecastReport hours() {
    ForecastReport like = smallest();
    int rows = 24 * 30;
    ZonedDateTime first = LocalDateTime.of(2024, 10, 10, 0, 0).atZone(ZoneId.of("Europe/Berlin"));
    PageAxis axis =
        PageAxis.of(
            Stream.iterate(first, time -> time.plusHours(1))
                .limit(rows)
                .map(ZonedDateTime::toLocalDateTime)
                .toList());
    Numbers values =
        Numbers.generate(
            rows, row -> row % 50 == 7 ? Double.NaN : 1.5e9 + 3 * Math.sin(2 * Math.PI * row / 24));
    List<ForecastWindow> windows =
        IntStream.rangeClosed(rows - 24 * 20, rows - 24)
            .mapToObj(row -> new ForecastWindow(row, day(row, 0.3), day(row, -0.6)))
            .toList();
    return new ForecastReport(
        "load, 24 hours ahead",
        SampleFindings.of(
            Outcome.NETWORK_LOSES,
            Leaning.BASELINE,
            "Seasonal naive is ahead; use it.",
            like.scores().getFirst().table(),
            Optional.of(new double[] {-0.31, -0.3, -0.29})),
        new DataSummary("load.csv", rows, "hourly", List.of("load"), List.of(), List.of()),
        axis,
        List.of(
            new SplitPart(Part.TRAIN, 0, 120, 90),
            new SplitPart(Part.VALIDATION, 120, 240, 97),
            new SplitPart(Part.TEST, 240, rows, windows.size())),
        List.of(new TargetForecasts("load", values, "seasonal naive (24)", windows)),
        like.scores(),
        List.of(),
        like.losses(),
        Optional.empty(),
        Optional.empty(),
        new ModelSummary(
            "GRU", new RowSpan(48, "2 days"), new RowSpan(24, "1 day"), like.model().layers()),
        List.of(),
        like.stamp());
  }

  private static Numbers day(int row, double off) {
    return Numbers.generate(
        24, step -> 1.5e9 + 3 * Math.sin(2 * Math.PI * (row + step) / 24) + off);
  }
}
