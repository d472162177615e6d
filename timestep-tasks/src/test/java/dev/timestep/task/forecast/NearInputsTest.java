package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** By how much the last row missed, and how that fades. */
class NearInputsTest {
  private static final double[] Y = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7};

  @Test
  void theErrorsOfTheLastRowAreAgainstItsSlot() {
    // Row 7 is 6. Rows 5 and 3, of its slot, are 9 and 1; three rows before lies 5.
    NearInputs near = new NearInputs(7, List.of(2, 3), 2);
    assertThat(near.errors(Y, 8, 2)).containsExactly(6 - 5, 6 - 9, 6 - 5);
    assertThat(near.width()).isEqualTo(3 * 4);
    assertThat(near.reach(2)).isEqualTo(7);
  }

  @Test
  void anErrorFadesAtFourPaces() {
    float[] to = new float[9];
    assertThat(NearInputs.write(new double[] {6}, 2, 0, to, 1)).isEqualTo(5);
    assertThat(to).containsExactly(0, 3, 3, 3, 3, 0, 0, 0, 0);
    NearInputs.write(new double[] {6}, 2, 4, to, 1);
    for (int pace = 0; pace < 4; pace++) {
      double tau = new double[] {.7, 2, 6, 20}[pace];
      assertThat((double) to[1 + pace]).isCloseTo(3 * Math.exp(-4 / tau), within(1e-6));
    }
  }

  @Test
  void whatIsReadIsWithinTheLookback() {
    // A week of days has its season as its only cycle; the slot mean needs one row more than it.
    assertThat(NearInputs.of(List.of(7), 7, 28)).isEqualTo(new NearInputs(7, List.of(7), 3));
    assertThat(NearInputs.of(List.of(7), 7, 29)).isEqualTo(new NearInputs(7, List.of(7), 4));
    assertThat(NearInputs.of(List.of(7), 7, 7)).isEqualTo(new NearInputs(7, List.of(), 0));
    assertThat(NearInputs.of(List.of(48, 336), 48, 1344))
        .isEqualTo(new NearInputs(7, List.of(48, 336), 4));
    // Without a season the row before is what the last one is held against.
    assertThat(NearInputs.of(List.of(), 1, 32)).isEqualTo(new NearInputs(7, List.of(1), 4));
    assertThat(NearInputs.of(List.of(), 1, 1)).isEqualTo(new NearInputs(1, List.of(), 0));
    for (int lookback = 1; lookback < 60; lookback++) {
      assertThat(NearInputs.of(List.of(3, 12), 3, lookback).reach(3)).isLessThanOrEqualTo(lookback);
    }
    assertThat(NearInputs.NONE.reach(7)).isZero();
  }

  @Test
  void numbersThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new NearInputs(-1, List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expect 0 rows and periods or more");
    assertThatThrownBy(() -> new NearInputs(7, List.of(0), 0)).hasMessageContaining("[0]");
  }
}
