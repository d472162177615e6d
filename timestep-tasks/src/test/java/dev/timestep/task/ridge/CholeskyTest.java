package dev.timestep.task.ridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
  /** Sizes below, at and beyond the block of 64 rows and the tile of 512 columns. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 130, 600})
  void solvesWhatItFactored(int size) {
    Random random = new Random(size);
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        matrix[i][j] = matrix[j][i] = random.nextGaussian();
      }
      matrix[i][i] = size + 1;
    }
    int columns = size == 65 ? 700 : 3;
    double[][] right = new double[size][columns];
    double[][] solution = new double[size][columns];
    double[][] lower = new double[size][];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < columns; c++) {
        right[i][c] = solution[i][c] = random.nextGaussian();
      }
      lower[i] = matrix[i].clone();
      // The upper triangle must not be read.
      Arrays.fill(lower[i], i + 1, size, Double.NaN);
    }
    Cholesky factor = Cholesky.factorInPlace(lower);
    factor.solveLower(solution);
    factor.solveLowerTransposed(solution);
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < columns; c++) {
        double sum = 0;
        for (int j = 0; j < size; j++) {
          sum += matrix[i][j] * solution[j][c];
        }
        assertThat(sum).isCloseTo(right[i][c], within(1e-10));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void refusesWhatIsNotPositiveDefinite(double pivot) {
    assertThatThrownBy(() -> Cholesky.factorInPlace(new double[][] {{4, 0}, {0, pivot}}))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("pivot 1 is " + pivot);
  }
}
