package dev.timestep.task.forecast.rolling;

import static org.assertj.core.api.Assertions.assertThat;

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
    return new RollingChoice(ORIGINS, errors, 2);
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
