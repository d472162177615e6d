package dev.timestep.task.forecast.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The choice at a row counts the errors of rows before it, and no others. */
class RollingChoiceTest {
  private static final int[] ORIGINS = {10, 11, 12};

  private static RollingChoice choice(double later) {
    double[][][] errors = {
      {{1, 1}, {1, later}, {later, later}},
      {{2, 0.5}, {0.5, later / 2}, {later / 2, later / 2}},
      {{2, 0.5}, {0.5, later / 2}, {later / 2, later / 2}},
    };
    return new RollingChoice(ORIGINS, errors, 2, OptionalInt.empty());
  }

  /** A simple model, a better one, and the combination. */
  private static RollingChoice combined(double single, double combination) {
    double[][][] errors = new double[3][ORIGINS.length][2];
    for (int w = 0; w < ORIGINS.length; w++) {
      errors[0][w] = new double[] {10, 10};
      errors[1][w] = new double[] {single, single};
      errors[2][w] = new double[] {combination, combination};
    }
    return new RollingChoice(ORIGINS, errors, 0, OptionalInt.of(2));
  }

  @Test
  void theCombinationIsTakenUnlessASingleModelIsClearlyBetter() {
    assertThat(combined(0.71, 1).at(13)).isEqualTo(2);
    assertThat(combined(0.69, 1).at(13)).isEqualTo(1);
    assertThat(combined(1.2, 1).at(13)).isEqualTo(2);
    assertThat(combined(0.1, 1).at(10)).as("nothing is known yet").isEqualTo(2);
    assertThat(combined(0, 0).at(13)).as("neither errs").isEqualTo(1);
  }

  @Test
  void theLowestErrorSoFarIsTaken() {
    // Before row 11 only row 10 is known: 1 against 2. Before row 12: 3 against 3, the simpler one.
    assertThat(choice(1).at(11)).isZero();
    assertThat(choice(1).at(12)).isZero();
    assertThat(choice(1).at(13)).isEqualTo(1);
  }

  @Test
  void whileNothingIsKnownTheGivenModelIsTaken() {
    assertThat(choice(1).at(10)).isEqualTo(2);
  }

  @Test
  void noErrorAtOrAfterTheRowCounts() {
    for (int row : new int[] {10, 11, 12}) {
      assertThat(choice(1e6).at(row)).isEqualTo(choice(0).at(row));
    }
  }
}
