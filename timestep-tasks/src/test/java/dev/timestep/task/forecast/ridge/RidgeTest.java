package dev.timestep.task.forecast.ridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.Part;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Split;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RidgeTest {
  private static final int ROWS = 160;
  private static final int LOOKBACK = 6;
  private static final int HORIZON = 4;

  private final double[][] targets = new double[2][ROWS];
  private final double[][] past = new double[3][];
  private final double[][] known = new double[ROWS][3];
  private final ForecastWindows windows =
      new ForecastWindows(Split.parse("100/30/30", ROWS), LOOKBACK, HORIZON);

  RidgeTest() {
    Random random = new Random(17);
    double level = 50;
    for (int row = 0; row < ROWS; row++) {
      level += random.nextGaussian();
      known[row][0] = row % 5 == 0 ? 1 : 0;
      known[row][1] = Math.sin(row * 0.3);
      known[row][2] = 7; // Constant: must change nothing.
      targets[0][row] = level + 3 * known[row][0] + random.nextGaussian() * 0.3;
      targets[1][row] = -20 + 2 * known[row][1] + random.nextGaussian() * 0.5;
    }
    past[0] = targets[0];
    past[1] = targets[1];
    past[2] = random.doubles(ROWS, 0, 1000).toArray();
  }

  private RidgeDesign design() {
    return new RidgeDesign(past, new int[] {LOOKBACK, 3, 1}, known);
  }

  @Test
  void solvesTheNormalEquationsOfTheDesignWrittenOutInFull() {
    RidgeDesign design = design();
    var moments = moments(design, windows);
    for (double lambda : new double[] {1e-3, 1, 40, 5000}) {
      RidgeWeights weights =
          new RidgeSolver(moments, lambda).solve(new int[] {0, 2, 3}, new int[] {0, 1});
      for (int s = 0; s < 3; s++) {
        for (int target = 0; target < 2; target++) {
          int step = weights.steps()[s];
          double[] expected = writtenOut(design, windows, target, step, lambda);
          for (int i = 0; i < windows.count(Part.TEST); i++) {
            int origin = windows.firstOrigin(Part.TEST) + i;
            double actual = weights.forecast(design, origin)[s * 2 + target];
            assertThat(actual)
                .as("lambda %s, step %d, target %d, origin %d", lambda, step, target, origin)
                .isCloseTo(apply(expected, design, origin, step), within(1e-7));
          }
        }
      }
    }
  }

  @Test
  void longHorizonsAreSolvedInPartsThatFitTogether() {
    var far = new ForecastWindows(Split.parse("90/35/35", ROWS), LOOKBACK, 35);
    RidgeWeights weights =
        new RidgeSolver(moments(design(), far), 2)
            .solve(IntStream.range(0, 35).toArray(), new int[] {1});
    int origin = far.firstOrigin(Part.TEST);
    for (int step = 0; step < 35; step++) {
      assertThat(weights.forecast(design(), origin)[step])
          .as("step %d", step)
          .isCloseTo(
              apply(writtenOut(design(), far, 1, step, 2), design(), origin, step), within(1e-7));
    }
  }

  @Test
  void aHugePenaltyLeavesTheMeanOfTheTrainingTargetsAtEachStep() {
    RidgeWeights weights =
        new RidgeSolver(moments(design(), windows), 1e12).solve(new int[] {1}, new int[] {0});
    double mean = 0;
    for (int origin : windows.origins(Part.TRAIN)) {
      mean += targets[0][origin + 1] / windows.count(Part.TRAIN);
    }
    assertThat(weights.forecast(design(), 140)[0]).isCloseTo(mean, within(1e-6));
  }

  @Test
  void aTinyPenaltyRecoversAnExactLinearRule() {
    // y[t] = 0.5 y[t-1] + 2 flag[t] + 1, a rule that step 0 can learn without error.
    double[] series = new double[ROWS];
    Random random = new Random(2);
    double[][] flag = new double[ROWS][1];
    for (int row = 1; row < ROWS; row++) {
      flag[row][0] = random.nextInt(3) == 0 ? 1 : 0;
      series[row] = 0.5 * series[row - 1] + 2 * flag[row][0] + 1;
    }
    var design = new RidgeDesign(new double[][] {series}, new int[] {1}, flag);
    var moments =
        new RidgeMoments(
            design,
            new double[][] {series},
            windows.firstOrigin(Part.TRAIN),
            windows.lastOrigin(Part.TRAIN),
            1);
    RidgeWeights weights = new RidgeSolver(moments, 1e-9).solve(new int[] {0}, new int[] {0});
    assertThat(weights.lag()[0][0]).isCloseTo(0.5, within(1e-8));
    assertThat(weights.known()[0][0]).isCloseTo(2, within(1e-8));
    double intercept = weights.intercept()[0] + weights.centre()[0] - 0.5 * weights.lagCentre()[0];
    assertThat(intercept).isCloseTo(1, within(1e-8));
  }

  @Test
  void choosesAStrongPenaltyForNoiseAndAWeakOneForARule() {
    Random random = new Random(8);
    double[] noise = random.doubles(ROWS).toArray();
    double[] wave = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      wave[row] = Math.sin(0.7 * row) + 1e-3 * random.nextGaussian();
    }
    double[][] both = {noise, wave};
    Ridge ridge =
        Ridge.fit(RidgeDesign.of(both, 2, LOOKBACK, new double[ROWS][0], HORIZON), both, windows);
    assertThat(ridge.relativePenalty(0)).isGreaterThanOrEqualTo(1);
    assertThat(ridge.relativePenalty(1)).isLessThan(0.01);
    assertThat(ridge.inputs()).isEqualTo(2 * LOOKBACK);
  }

  @Test
  void testRowsNeverTouchWeightsOrPenalty() {
    Ridge before = Ridge.fit(design(), targets, windows);
    for (int row = windows.split().begin(Part.TEST); row < ROWS; row++) {
      for (double[] column : past) {
        column[row] = Double.NaN;
      }
      known[row] = new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    Ridge after = Ridge.fit(design(), targets, windows);
    var blind = new RidgeDesign(past, design().lags(), new double[ROWS][3]);
    for (int target = 0; target < 2; target++) {
      assertThat(after.penalty(target)).isEqualTo(before.penalty(target));
      assertThat(after.validationError(target)).isEqualTo(before.validationError(target));
    }
    int origin = windows.lastOrigin(Part.VALIDATION);
    assertThat(after.forecast(blind, origin)).isDeepEqualTo(before.forecast(blind, origin));
  }

  @Test
  void validationRowsChooseThePenaltyButNeverMoveTheWeights() {
    double[][] before =
        new RidgeSolver(moments(design(), windows), 3).solve(new int[] {0}, new int[] {0}).lag();
    for (int row = windows.split().begin(Part.VALIDATION); row < ROWS; row++) {
      targets[0][row] = 1e6;
      known[row] = new double[] {9, 9, 9};
    }
    assertThat(
            new RidgeSolver(moments(design(), windows), 3)
                .solve(new int[] {0}, new int[] {0})
                .lag())
        .isDeepEqualTo(before);
  }

  @Test
  void aForecastReadsNoPastValueFromTheOriginOn() {
    Ridge ridge = Ridge.fit(design(), targets, windows);
    int origin = windows.firstOrigin(Part.TEST) + 5;
    double[][] before = ridge.forecast(design(), origin);
    for (double[] column : past) {
      Arrays.fill(column, origin, ROWS, Double.NaN);
    }
    assertThat(ridge.forecast(design(), origin)).isDeepEqualTo(before);
  }

  @Test
  void targetsFittedTogetherEqualTargetsFittedAlone() {
    Ridge together = Ridge.fit(design(), targets, windows);
    for (int target = 0; target < 2; target++) {
      Ridge alone = Ridge.fit(design(), new double[][] {targets[target]}, windows);
      assertThat(alone.penalty(0)).isEqualTo(together.penalty(target));
      assertThat(alone.forecast(design(), 140)[0])
          .containsExactly(together.forecast(design(), 140)[target], within(1e-8));
    }
  }

  @Test
  void unitsOfInputsDoNotMatterAndThoseOfTheTargetCarryOver() {
    double[] expected = Ridge.fit(design(), targets, windows).forecast(design(), 140)[0];
    for (int row = 0; row < ROWS; row++) {
      past[2][row] = 1e6 - 40 * past[2][row];
      targets[0][row] = 1000 * targets[0][row] + 5e5;
    }
    double[] actual = Ridge.fit(design(), targets, windows).forecast(design(), 140)[0];
    for (int h = 0; h < HORIZON; h++) {
      assertThat(actual[h]).isCloseTo(1000 * expected[h] + 5e5, within(1e-3));
    }
  }

  @Test
  void aConstantSeriesIsForecastAsItIs() {
    double[][] constant = {new double[ROWS]};
    Arrays.fill(constant[0], 4.25);
    var design = RidgeDesign.of(constant, 1, LOOKBACK, known, HORIZON);
    Ridge ridge = Ridge.fit(design, constant, windows);
    assertThat(ridge.forecast(design, 150)[0]).containsOnly(4.25);
  }

  @Test
  void aSingleTrainingWindowForecastsItsOwnTargets() {
    int train = LOOKBACK + HORIZON;
    var one = new ForecastWindows(new Split(ROWS, train, 40, 40), LOOKBACK, HORIZON);
    assertThat(one.count(Part.TRAIN)).isEqualTo(1);
    double[] forecast = Ridge.fit(design(), targets, one).forecast(design(), 100)[0];
    double[] expected = Arrays.copyOfRange(targets[0], LOOKBACK, train);
    assertThat(forecast).containsExactly(expected, within(1e-9));
  }

  @Test
  void lagsBeyondTheLimitAreShortenedFromTheOldestAndTargetsLast() {
    double[][] columns = new double[9][10];
    RidgeDesign design = RidgeDesign.of(columns, 1, 500, new double[10][0], 4);
    assertThat(design.lags()).containsExactly(500, 250, 250, 250, 250, 250, 250, 250, 250);
    assertThat(design.shortened(9, 500)).isTrue();
    assertThat(RidgeDesign.of(columns, 1, 200, new double[10][0], 4).shortened(9, 200)).isFalse();
    // 1.67 L³ + (80 + 720) * 50 / 2 * L² reaches 3e10 at about L = 1160.
    assertThat(RidgeDesign.of(columns, 1, 5000, new double[10][49], 720).lags()[0])
        .isBetween(1150, 1180);
  }

  @Test
  void aDesignThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new RidgeDesign(past, new int[] {1, 2}, known))
        .hasMessageContaining("3 columns and 2 numbers of lags");
    assertThatThrownBy(() -> new RidgeDesign(past, new int[] {1, 0, 1}, known))
        .hasMessageContaining("0 lags in column 1");
    assertThatThrownBy(() -> new RidgeDesign(past, new int[] {1, 1, 1}, new double[3][1]))
        .hasMessageContaining("all 160 rows; received 3 rows");
    var tooLong = new RidgeDesign(past, new int[] {7, 1, 1}, known);
    assertThatThrownBy(() -> Ridge.fit(tooLong, targets, windows))
        .hasMessageContaining("lookback of 6 rows; received 7");
  }

  private RidgeMoments moments(RidgeDesign design, ForecastWindows windows) {
    return new RidgeMoments(
        design,
        targets,
        windows.firstOrigin(Part.TRAIN),
        windows.lastOrigin(Part.TRAIN),
        windows.horizon());
  }

  private static double[] inputs(RidgeDesign design, int origin, int step) {
    double[] x = new double[design.lagInputs() + design.knownInputs()];
    design.lagInputs(origin, x);
    System.arraycopy(design.known()[origin + step], 0, x, design.lagInputs(), design.knownInputs());
    return x;
  }

  private static double apply(double[] coefficients, RidgeDesign design, int origin, int step) {
    double[] x = inputs(design, origin, step);
    double sum = coefficients[x.length];
    for (int i = 0; i < x.length; i++) {
      sum += coefficients[i] * x[i];
    }
    return sum;
  }

  /** Weights and intercept by building every window and eliminating with pivots. */
  private double[] writtenOut(
      RidgeDesign design, ForecastWindows windows, int target, int step, double lambda) {
    int[] origins = windows.origins(Part.TRAIN);
    int n = origins.length;
    int d = design.lagInputs() + design.knownInputs();
    double[] mean = new double[d];
    double[] deviation = new double[d];
    double targetMean = 0;
    for (int origin : origins) {
      double[] x = inputs(design, origin, step);
      for (int i = 0; i < d; i++) {
        mean[i] += x[i] / n;
      }
      targetMean += targets[target][origin + step] / n;
    }
    for (int origin : origins) {
      double[] x = inputs(design, origin, step);
      for (int i = 0; i < d; i++) {
        deviation[i] += (x[i] - mean[i]) * (x[i] - mean[i]) / n;
      }
    }
    double[][] system = new double[d][d + 1];
    for (int i = 0; i < d; i++) {
      deviation[i] = deviation[i] < 1e-18 ? Double.POSITIVE_INFINITY : Math.sqrt(deviation[i]);
      system[i][i] = lambda;
    }
    for (int origin : origins) {
      double[] x = inputs(design, origin, step);
      for (int i = 0; i < d; i++) {
        double xi = (x[i] - mean[i]) / deviation[i];
        for (int j = 0; j < d; j++) {
          system[i][j] += xi * (x[j] - mean[j]) / deviation[j];
        }
        system[i][d] += xi * (targets[target][origin + step] - targetMean);
      }
    }
    double[] solution = gauss(system);
    double[] result = new double[d + 1];
    result[d] = targetMean;
    for (int i = 0; i < d; i++) {
      result[i] = solution[i] / deviation[i];
      result[d] -= result[i] * mean[i];
    }
    return result;
  }

  private static double[] gauss(double[][] a) {
    int n = a.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
      }
      double[] row = a[pivot];
      a[pivot] = a[k];
      a[k] = row;
      for (int i = 0; i < n; i++) {
        double factor = i == k ? 0 : a[i][k] / row[k];
        for (int j = k; j <= n; j++) {
          a[i][j] -= factor * row[j];
        }
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = a[i][n] / a[i][i];
    }
    return x;
  }

  /** A flag of the last row that explains the next one is read; noise is left out. */
  @Test
  void spareInputsAreReadWhereValidationSaysSo() {
    int rows = 600;
    Random random = new Random(3);
    double[] flag = random.doubles(rows).map(value -> value < .2 ? 1 : 0).toArray();
    double[] noise = random.doubles(rows).toArray();
    double[] y = new double[rows];
    for (int row = 1; row < rows; row++) {
      y[row] = 5 * flag[row - 1] + random.nextGaussian();
    }
    var windows = new ForecastWindows(Split.parse("0.6/0.2/0.2", rows), 10, 1);
    double[][] known = new double[rows][0];
    var useful = new RidgeDesign(new double[][] {y, flag}, new int[] {10, 3}, known, 1);
    RidgeChoice read = RidgeChoice.of(useful, new double[][] {y}, windows);
    assertThat(read.withoutSpare()).isFalse();
    assertThat(read.lags()).containsExactly(10, 3);
    assertThat(read.ridge().inputs()).isEqualTo(13);

    var useless = new RidgeDesign(new double[][] {y, noise}, new int[] {10, 9}, known, 1);
    RidgeChoice left = RidgeChoice.of(useless, new double[][] {y}, windows);
    assertThat(left.withoutSpare()).isTrue();
    assertThat(left.lags()).containsExactly(10, 0);
    assertThat(left.ridge().forecast(useless.withLags(left.lags()), 500))
        .isDeepEqualTo(
            Ridge.fit(
                    new RidgeDesign(new double[][] {y}, new int[] {10}, known),
                    new double[][] {y},
                    windows)
                .forecast(new RidgeDesign(new double[][] {y}, new int[] {10}, known), 500));
  }
}
