package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.Part;
import dev.timestep.task.forecast.baseline.Anchor;
import dev.timestep.task.forecast.covariate.Covariate;
import dev.timestep.task.forecast.covariate.CovariateRows;
import dev.timestep.task.forecast.ridge.RidgeDesign;
import dev.timestep.task.forecast.transform.Transforms;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Observed;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.CalendarSpec;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.Frequency.Unit;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.tensor.Tensor;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What the network reads, worked out by hand on series short enough to read. */
class ForecastInputsTest {
  private static final Frequency DAILY = Frequency.of(Unit.DAY, 1);
  private static final CalendarSpec NO_CALENDAR = CalendarSpec.none(DAILY);
  private static final double[] Y = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7};
  private static final Offset<Float> CLOSE = within(1e-6f);

  @Test
  void aWindowIsReadRelativeToItsLevelAndSpread() {
    // Level of rows 4..7 (5 9 2 6): 5.5. Mean distance from it: 2, so the unit is 2 · 2.
    ForecastBatch batch = seasonal().batch(new int[] {8});

    assertThat(batch.spread().data()).containsExactly(2f);
    assertThat(batch.past().shape().toString()).isEqualTo("[2, 1, 2]");
    assertThat(batch.past().data()).containsExactly(new float[] {-.125f, .875f, -.875f, .125f});
    // Place in the horizon, same slot, mean of the slot over two seasons, last value.
    assertThat(batch.future().shape().toString()).isEqualTo("[3, 1, 4]");
    assertThat(batch.future().data())
        .containsExactly(
            new float[] {
              .5f / 3, -.875f, -.5f, .125f, //
              1.5f / 3, .125f, .5f, .125f, //
              2.5f / 3, -.875f, -.5f, .125f
            },
            CLOSE);
  }

  @Test
  void theLastRowsAreReadOneByOneAndTheirErrorFades() {
    InputSpec spec = seasonalSpec(new NearInputs(3, List.of(2), 2), "y");
    ForecastBatch batch = inputs(spec, 2, 1).batch(new int[] {8});

    // Rows 5 to 7 are 9 2 6, the level 5.5, the unit 4.
    Tensor near = batch.near().orElseThrow();
    assertThat(near.shape().toString()).isEqualTo("[3, 1, 1]");
    assertThat(near.data()).containsExactly(new float[] {.875f, -.875f, .125f});
    // Row 7 is 6; its slot was 9 and 1, so it misses the slot's mean by 1 and the last one by -3.
    float[] future = batch.future().data();
    assertThat(batch.future().shape().toString()).isEqualTo("[3, 1, 12]");
    assertThat(Arrays.copyOfRange(future, 4, 12))
        .containsExactly(.25f, .25f, .25f, .25f, -.75f, -.75f, -.75f, -.75f);
    float fades = (float) Math.exp(-2 / .7);
    assertThat(future[2 * 12 + 4]).isCloseTo(.25f * fades, CLOSE);
    assertThat(future[2 * 12 + 8]).isCloseTo(-.75f * fades, CLOSE);
  }

  @Test
  void theRidgeRegressionReadsTheNearRowsCalendarToo() {
    TimeAxis axis = TimeAxis.regular(LocalDateTime.of(2018, 1, 1, 0, 0), 200, DAILY);
    CalendarSpec calendar = CalendarSpec.choose(axis, 200, Optional.empty());
    double[][] series = {new Random(1).doubles(200).toArray()};
    var windows = new ForecastWindows(Split.parse("0.6/0.2/0.2", 200), 28, 5);
    InputSpec spec = InputSpec.of(List.of("y"), windows, 7, Anchor.LAST, calendar, List.of());
    ForecastInputs inputs =
        new ForecastInputs(
            new ForecastPipeline(spec, new double[] {1}, new double[] {1}), axis, series);
    RidgeDesign design = inputs.ridgeDesign();
    int features = inputs.known()[0].length;
    assertThat(features).isPositive();
    assertThat(design.lagInputs()).isEqualTo(28 + 7 * features);
    double[] x = new double[design.lagInputs()];
    design.lagInputs(100, x);
    for (int f = 0; f < features; f++) {
      for (int lag = 1; lag <= 7; lag++) {
        assertThat(x[28 + 7 * f + lag - 1]).isEqualTo(inputs.known()[100 - lag][f]);
      }
    }
  }

  @Test
  void theTargetIsWhatTheAnchorMissesAndTheForecastAddsItBack() {
    ForecastInputs inputs = seasonal();
    // Rows 8..10 are 5 3 5, the seasonal naive forecast 2 6 2, the scale 2.
    assertThat(inputs.batch(new int[] {8}).target().data()).containsExactly(1.5f, -1.5f, 1.5f);
    assertThat(inputs.forecast(0, 8, 0, 1.5f)).isEqualTo(5);
    assertThat(inputs.forecast(0, 8, 1, -1.5f)).isEqualTo(3);
    assertThat(inputs.forecast(0, 8, 1, 0f)).isEqualTo(6);
  }

  @Test
  void targetsBehindTheDataAreZero() {
    // Only row 13 is known; the anchor for it is row 11.
    assertThat(seasonal().batch(new int[] {13}).target().data())
        .containsExactly(new float[] {(7 - 8) / 2f, 0, 0});
  }

  @Test
  void theValueAYearAgoIsReadRelativeToTheLevelOfThen() {
    // "Year" of 6 rows. Level now: mean(5, 3) = 4; then: mean(4, 1) = 2.5; unit 2.
    InputSpec spec =
        new InputSpec(
            List.of("y"),
            3,
            10,
            2,
            2,
            4,
            Anchor.LAST,
            2,
            List.of(),
            0,
            6,
            List.of(1),
            NO_CALENDAR,
            NearInputs.NONE,
            List.of());
    ForecastBatch batch = inputs(spec, 2, 1.5).batch(new int[] {10});

    assertThat(batch.spread().data()).containsExactly(1f);
    // Place in the horizon, last value, level of then, value of then, mean around it.
    assertThat(batch.future().data())
        .containsExactly(
            new float[] {
              .5f / 3, -.5f, -.75f, 1.25f, (11f / 3 - 2.5f) / 2, //
              1.5f / 3, -.5f, -.75f, 3.25f, (16f / 3 - 2.5f) / 2, //
              2.5f / 3, -.5f, -.75f, -.25f, .75f
            },
            CLOSE);
  }

  @Test
  void flatAndWildWindowsKeepAFiniteUnit() {
    double[] flat = Arrays.copyOf(Y, 14);
    Arrays.fill(flat, 0, 8, 5);
    double[] wild = Arrays.copyOf(Y, 14);
    wild[7] = 1e6;
    assertThat(spreadOf(flat)).isEqualTo(.2f);
    assertThat(spreadOf(wild)).isEqualTo(5f);
  }

  private static float spreadOf(double[] y) {
    var pipeline = new ForecastPipeline(seasonalSpec("y"), new double[] {2}, new double[] {1});
    return new ForecastInputs(pipeline, axis(14), new double[][] {y})
        .batch(new int[] {8})
        .spread()
        .data()[0];
  }

  @Test
  void holidaysAreFlaggedInThePastAndAYearAgo() {
    // December 20, 2018 and 400 days on.
    TimeAxis axis = TimeAxis.regular(LocalDateTime.of(2018, 12, 20, 0, 0), 400, DAILY);
    CalendarSpec calendar = CalendarSpec.choose(axis, 400, Optional.of("US"));
    InputSpec spec =
        new InputSpec(
            List.of("y"),
            3,
            371,
            7,
            7,
            14,
            Anchor.LAST,
            1,
            List.of(7),
            0,
            364,
            List.of(),
            calendar,
            new NearInputs(3, List.of(), 0),
            List.of());
    var pipeline = new ForecastPipeline(spec, new double[] {1}, new double[] {1});
    ForecastInputs inputs = new ForecastInputs(pipeline, axis, new double[][] {new double[400]});

    float[] flags = inputs.holidayFlags();
    assertThat(flags[5]).as("Christmas").isOne();
    assertThat(flags[4]).as("the day before").isZero();
    assertThat(flags[12]).as("New Year").isOne();
    float[][] known = inputs.known();
    int last = known[0].length - 1;
    assertThat(known[5 + 364][last]).as("364 days after Christmas").isOne();
    assertThat(known[6 + 364][last]).as("a day later").isZero();
    assertThat(known[5][last]).as("no year before the data").isZero();
    // Origin December 27, 2019 (row 372): the encoder reads December 13 to 26.
    ForecastBatch batch = inputs.batch(new int[] {372});
    assertThat(batch.past().shape().toString()).isEqualTo("[2, 1, 14]");
    float[] past = batch.past().data();
    assertThat(Arrays.copyOfRange(past, 7, 14)).containsOnly(0f);
    assertThat(Arrays.copyOfRange(past, 21, 28)).containsExactly(0, 0, 0, 0, 0, 1, 0);
    // The near rows are December 24 to 26, each with its value and its calendar.
    Tensor near = batch.near().orElseThrow();
    assertThat(near.shape().toString()).isEqualTo("[3, 1, " + (1 + known[0].length) + "]");
    for (int step = 0; step < 3; step++) {
      int at = step * (1 + known[0].length);
      assertThat(Arrays.copyOfRange(near.data(), at + 1, at + 1 + known[0].length))
          .containsExactly(known[369 + step]);
    }
    assertThat(known[370]).as("Christmas is another row").isNotEqualTo(known[369]);
  }

  /** A column that holds the number of its row, and something more. */
  private record Numbered(int rows, int more) implements CovariateRows.Column {
    @Override
    public double value(int row) {
      return row + more;
    }

    @Override
    public boolean missing(int row) {
      return false;
    }
  }

  /** The rows of one covariate are 0, 1, 2 …, so that each input tells the row that it is from. */
  private static ForecastBatch withCovariates(int knownRows) {
    Covariate ahead = new Covariate("plan", true, 0, 1, List.of(), List.of(), false);
    Covariate past = new Covariate("seen", false, 0, 1, List.of(), List.of(), false);
    InputSpec spec = seasonalSpec(new NearInputs(1, List.of(), 0), "y");
    InputSpec read =
        new InputSpec(
            spec.targets(),
            spec.horizon(),
            spec.lookback(),
            spec.season(),
            spec.segment(),
            spec.encoderRows(),
            spec.anchor(),
            spec.levelRows(),
            spec.slots(),
            spec.slotPeriods(),
            spec.year(),
            spec.yearSpans(),
            spec.calendar(),
            spec.near(),
            List.of(past, ahead));
    CovariateRows rows =
        CovariateRows.of(
            read.covariates(),
            one -> one.ahead() ? new Numbered(knownRows, 0) : new Numbered(14, 100),
            new float[] {.5f});
    return new ForecastInputs(
            new ForecastPipeline(read, new double[] {1}, new double[] {1}),
            CalendarRows.of(read, axis(14), 14),
            new double[][] {Y},
            Observed.ALL,
            rows)
        .batch(new int[] {8});
  }

  @Test
  void aStepReadsThePlanOfItsRowAndOfThoseThatItIsComparedWith() {
    ForecastBatch batch = withCovariates(17);
    int width = batch.future().shape().dim(2);
    float[] future = batch.future().data();
    // Its own row, what is fixed, the row a season ago, the mean of two seasons, the last row.
    assertThat(Arrays.copyOf(future, 5)).containsExactly(8, .5f, 6, 5, 7);
    assertThat(Arrays.copyOfRange(future, width, width + 5)).containsExactly(9, .5f, 7, 6, 7);
    assertThat(Arrays.copyOfRange(future, 2 * width, 2 * width + 5))
        .containsExactly(10, .5f, 6, 5, 7);
  }

  @Test
  void theEncoderAndTheNearRowsReadNoCovariateAtOrAfterTheOrigin() {
    ForecastBatch batch = withCovariates(17);
    // Two rows in a step: their values, then what was seen and planned in each.
    float[] past = batch.past().data();
    assertThat(Arrays.copyOfRange(past, 2, 6)).containsExactly(104, 4, 105, 5);
    assertThat(Arrays.copyOfRange(past, 8, 12)).containsExactly(106, 6, 107, 7);
    float[] near = batch.near().orElseThrow().data();
    assertThat(Arrays.copyOfRange(near, 1, 4)).containsExactly(7, .5f, 107);
  }

  @Test
  void beyondThePlanThereIsNothing() {
    ForecastBatch batch = withCovariates(10);
    int width = batch.future().shape().dim(2);
    assertThat(batch.future().data()[width]).isEqualTo(9);
    assertThat(batch.future().data()[2 * width]).isZero();
  }

  @Test
  void twoTargetsStandSideBySide() {
    double[] other = new double[14];
    for (int row = 0; row < 14; row++) {
      other[row] = 100 + 10 * Y[row];
    }
    var pipeline =
        new ForecastPipeline(seasonalSpec("y", "z"), new double[] {2, 20}, new double[] {1, 10});
    ForecastBatch batch =
        new ForecastInputs(pipeline, axis(14), new double[][] {Y, other}).batch(new int[] {8});
    // The same series in another unit is read alike.
    assertThat(batch.spread().data()).containsExactly(2f, 2f);
    assertThat(batch.target().data()).containsExactly(1.5f, 1.5f, -1.5f, -1.5f, 1.5f, 1.5f);
    float[] past = batch.past().data();
    assertThat(past).hasSize(8);
    assertThat(Arrays.copyOfRange(past, 0, 2)).containsExactly(Arrays.copyOfRange(past, 2, 4));
  }

  @Test
  void theScaleIsTheDeviationOfTrainingRowsAndOneForAConstant() {
    double[] constant = new double[14];
    double[] y = {1, 3, 1, 3, 1000, 1000};
    assertThat(ForecastPipeline.scales(new double[][] {y, constant}, 4)).containsExactly(1, 1);
    assertThat(ForecastPipeline.scales(new double[][] {{2, 6, 2, 6}}, 4)).containsExactly(2);
  }

  @Test
  void theSpreadIsTheMeanOverTrainingWindows() {
    // Origins 8 and 9 train: spreads 2 (see above) and mean|2 6 5 9 - 5.5| over rows 5..8 = 2.
    double[] y = Y.clone();
    y[8] = 5;
    Split split = new Split(20, 12, 4, 4);
    double[] long20 = Arrays.copyOf(y, 20);
    ForecastPipeline fitted =
        ForecastPipeline.fit(
            seasonalSpec("y"),
            Transforms.NONE,
            new double[][] {long20},
            new double[] {2},
            new ForecastWindows(split, 8, 3));
    assertThat(fitted.spread()).containsExactly((2 + 2) / 2.0);
  }

  @RepeatedTest(60)
  void noValueAtOrBehindTheOriginIsRead(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Unit[] units = {Unit.HOUR, Unit.DAY, Unit.BUSINESS_DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER};
    Frequency frequency = Frequency.of(units[random.nextInt(units.length)], 1);
    int horizon = 1 + random.nextInt(20);
    int season = 1 + random.nextInt(12);
    int lookback = 1 + random.nextInt(random.nextBoolean() ? 30 : 450);
    int rows = 2 * lookback + 10 * horizon + 40;
    double[] y = random.doubles(rows).toArray();
    var windows = new ForecastWindows(Split.parse("0.6/0.2/0.2", rows), lookback, horizon);
    TimeAxis axis = TimeAxis.regular(LocalDateTime.of(2001, 1, 1, 0, 0), rows, frequency);
    List<Anchor> anchors = Anchor.possible(season, lookback);
    Anchor anchor = anchors.get(random.nextInt(anchors.size()));
    CalendarSpec calendar = CalendarSpec.choose(axis, rows, Optional.empty());
    InputSpec spec = InputSpec.of(List.of("y"), windows, season, anchor, calendar, List.of());
    var pipeline = new ForecastPipeline(spec, new double[] {1}, new double[] {1});
    int first = windows.firstOrigin(Part.TRAIN);
    int origin = first + random.nextInt(rows - horizon - first + 1);

    double[] changed = y.clone();
    Arrays.fill(changed, origin, rows, Double.NaN);
    // Rows before the lookback must not be read either: predict may not have them.
    Arrays.fill(changed, 0, origin - lookback, Double.NaN);
    ForecastInputs known = new ForecastInputs(pipeline, axis, new double[][] {y});
    ForecastInputs blind = new ForecastInputs(pipeline, axis, new double[][] {changed});
    ForecastBatch a = known.batch(new int[] {origin});
    ForecastBatch b = blind.batch(new int[] {origin});
    assertSame(b.past(), a.past(), spec);
    assertSame(b.future(), a.future(), spec);
    assertSame(b.spread(), a.spread(), spec);
    assertSame(b.near().orElseThrow(), a.near().orElseThrow(), spec);
    assertThat(linear(blind, origin)).as("%s", spec).isEqualTo(linear(known, origin));
    assertThat(b.target().data()).as("targets do change").isNotEqualTo(a.target().data());
    assertThat(blind.forecast(0, origin, horizon - 1, .5f))
        .isEqualTo(known.forecast(0, origin, horizon - 1, .5f))
        .isFinite();
  }

  /** What the ridge regression reads of the past. */
  private static double[] linear(ForecastInputs inputs, int origin) {
    RidgeDesign design = inputs.ridgeDesign();
    double[] x = new double[design.lagInputs()];
    design.lagInputs(origin, x);
    return x;
  }

  private static void assertSame(Tensor blind, Tensor known, InputSpec spec) {
    assertThat(blind.data()).as("%s", spec).isEqualTo(known.data());
    for (float value : blind.data()) {
      assertThat(value).as("%s", spec).isFinite();
    }
  }

  private static InputSpec seasonalSpec(String... targets) {
    return seasonalSpec(NearInputs.NONE, targets);
  }

  private static InputSpec seasonalSpec(NearInputs near, String... targets) {
    return new InputSpec(
        List.of(targets),
        3,
        8,
        2,
        2,
        4,
        Anchor.SEASONAL_NAIVE,
        4,
        List.of(2),
        2,
        0,
        List.of(),
        NO_CALENDAR,
        near,
        List.of());
  }

  private static ForecastInputs seasonal() {
    return inputs(seasonalSpec("y"), 2, 1);
  }

  private static ForecastInputs inputs(InputSpec spec, double scale, double spread) {
    var pipeline = new ForecastPipeline(spec, new double[] {scale}, new double[] {spread});
    return new ForecastInputs(pipeline, axis(Y.length), new double[][] {Y});
  }

  private static TimeAxis axis(int rows) {
    return TimeAxis.regular(LocalDateTime.of(2001, 1, 1, 0, 0), rows, DAILY);
  }
}
