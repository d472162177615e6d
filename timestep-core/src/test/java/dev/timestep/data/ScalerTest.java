package dev.timestep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.tensor.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScalerTest {
  private static double[][] series(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] series = new double[rows][columns];
    for (double[] row : series) {
      for (int column = 0; column < columns; column++) {
        row[column] = 100 * column + random.nextGaussian(column, 1 + column);
      }
    }
    return series;
  }

  @Test
  void standardScalerBringsMeanToZeroAndDeviationToOne() {
    double[][] rows = series(500, 3, 1);
    Tensor scaled = StandardScaler.fit(rows, 0, 500).transform(rows);
    for (int column = 0; column < 3; column++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < 500; row++) {
        sum += scaled.get(row, column);
        squares += (double) scaled.get(row, column) * scaled.get(row, column);
      }
      assertThat(sum / 500).isCloseTo(0, within(1e-6));
      assertThat(squares / 500).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void rowsOutsideTheRangeDoNotShapeTheScaler() {
    double[][] rows = series(100, 2, 2);
    var standard = StandardScaler.fit(rows, 10, 80);
    var minMax = MinMaxScaler.fit(rows, 10, 80);
    for (int row = 0; row < 100; row++) {
      if (row < 10 || row >= 80) {
        rows[row][0] = 1e9;
        rows[row][1] = Double.NaN;
      }
    }
    assertThat(StandardScaler.fit(rows, 10, 80)).isEqualTo(standard);
    assertThat(MinMaxScaler.fit(rows, 10, 80)).isEqualTo(minMax);
    rows[79][0] += 1;
    assertThat(StandardScaler.fit(rows, 10, 80)).isNotEqualTo(standard);
  }

  @Test
  void constantColumnsGetTheScaleOneAndAreNamed() {
    double[][] rows = new double[1000][2];
    for (int row = 0; row < 1000; row++) {
      rows[row][0] = 0.1;
      rows[row][1] = row;
    }
    var standard = StandardScaler.fit(rows, 0, 1000);
    assertThat(standard.scale(0)).isEqualTo(1);
    assertThat(standard.transform(0, 0.1)).isEqualTo(0);
    assertThat(MinMaxScaler.fit(rows, 0, 1000).scale(0)).isEqualTo(1);
    assertThat(Scaler.constantColumns(rows, 0, 1000)).containsExactly(0);
    assertThat(Scaler.constantColumns(rows, 5, 6)).containsExactly(0, 1);
  }

  @Test
  void aLargeOffsetCostsNoDigits() {
    double[][] rows = new double[4][1];
    for (int row = 0; row < 4; row++) {
      rows[row][0] = 1e12 + row;
    }
    var scaler = StandardScaler.fit(rows, 0, 4);
    assertThat(scaler.mean()[0]).isEqualTo(1e12 + 1.5);
    assertThat(scaler.deviation()[0]).isCloseTo(Math.sqrt(1.25), within(1e-9));
    assertThat(scaler.inverse(0, scaler.transform(0, 1e12 + 7))).isCloseTo(1e12 + 7, within(1e-3));
  }

  @Test
  void minMaxScalerBringsTheFittedRowsToZeroToOne() {
    double[][] rows = {{3, -1}, {5, 1}, {4, 7}, {9, 9}};
    var scaler = MinMaxScaler.fit(rows, 0, 3);
    assertThat(scaler.transform(rows))
        .isEqualTo(Tensor.matrix(new float[][] {{0, 0}, {1, 0.25f}, {0.5f, 1}, {3, 1.25f}}));
  }

  @Test
  void inverseUndoesTransform() {
    double[][] rows = series(50, 4, 3);
    for (Scaler scaler :
        new Scaler[] {StandardScaler.fit(rows, 0, 50), MinMaxScaler.fit(rows, 0, 50)}) {
      double[][] back = scaler.inverse(scaler.transform(rows));
      for (int row = 0; row < 50; row++) {
        for (int column = 0; column < 4; column++) {
          assertThat(back[row][column]).isCloseTo(rows[row][column], within(1e-4));
        }
      }
    }
  }

  @Test
  void refusalsNameRowAndColumn() {
    double[][] rows = series(10, 3, 4);
    rows[7][2] = Double.NaN;
    assertThatThrownBy(() -> StandardScaler.fit(rows, 0, 10))
        .hasMessageContaining("row 7, column 2 is NaN");
    assertThatThrownBy(() -> MinMaxScaler.fit(rows, 0, 10))
        .hasMessageContaining("row 7, column 2 is NaN");
    var scaler = StandardScaler.fit(rows, 0, 7);
    assertThatThrownBy(() -> scaler.transform(rows)).hasMessageContaining("row 7, column 2");
    assertThatThrownBy(() -> StandardScaler.fit(new double[][] {{1, 2}, {3}}, 0, 2))
        .hasMessageContaining("row 1 has 1");
    assertThatThrownBy(() -> StandardScaler.fit(rows, 3, 3)).hasMessageContaining("not empty");
    assertThatThrownBy(() -> new StandardScaler(new double[] {0}, new double[] {0}))
        .hasMessageContaining("positive scales");
    assertThatThrownBy(() -> scaler.inverse(Tensor.zeros(2, 2)))
        .hasMessageContaining("[rows, 3]; received [2, 2]");
  }

  @Test
  void aScalerDoesNotShareItsArrays() {
    double[] mean = {1};
    var scaler = new StandardScaler(mean, new double[] {2});
    mean[0] = 5;
    scaler.mean()[0] = 7;
    assertThat(scaler.offset(0)).isEqualTo(1);
    assertThat(scaler).hasToString("StandardScaler[mean=[1.0], deviation=[2.0]]");
  }
}
