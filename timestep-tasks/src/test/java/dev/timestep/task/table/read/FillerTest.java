package dev.timestep.task.table.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.TableException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FillerTest {

  private static final double X = Double.NaN;

  private static double[] filled(Fill fill, int season, double... values) {
    Filler.fill(values, fill, season);
    return values;
  }

  @Test
  void drawsAStraightLine() {
    assertThat(filled(Fill.LINEAR, 1, X, 1, X, X, 4, X)).containsExactly(1, 1, 2, 3, 4, 4);
  }

  @Test
  void keepsThePreviousValue() {
    assertThat(filled(Fill.PREVIOUS, 1, X, 1, X, X, 4, X)).containsExactly(1, 1, 1, 1, 4, 4);
  }

  @Test
  void putsZero() {
    assertThat(filled(Fill.ZERO, 1, X, 1, X, 4)).containsExactly(0, 1, 0, 4);
  }

  @Test
  void takesTheValueASeasonEarlierOrLater() {
    assertThat(filled(Fill.SEASONAL, 3, X, 2, 3, 4, X, X, X, 8, X))
        .containsExactly(4, 2, 3, 4, 2, 3, 4, 8, 3);
    assertThat(filled(Fill.SEASONAL, 3, X, 2, 3, X, 5, 6))
        .as("no value at this place of any season: a line to the nearest ones")
        .containsExactly(2, 2, 3, 4, 5, 6);
    assertThat(filled(Fill.SEASONAL, 24, 1, X, 3)).containsExactly(1, 2, 3);
  }

  @Test
  void refusesAColumnWithoutValues() {
    assertThatThrownBy(() -> filled(Fill.LINEAR, 1, X, X))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fill.class,
      names = {"LINEAR", "PREVIOUS", "ZERO", "SEASONAL"})
  void fillsEachHoleAndTouchesNothingElse(Fill fill) {
    Random random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      double[] values = new double[2 + random.nextInt(60)];
      Arrays.setAll(values, i -> random.nextInt(3) == 0 ? X : random.nextGaussian());
      values[random.nextInt(values.length)] = 1;
      double[] before = values.clone();
      boolean[] holes = Filler.fill(values, fill, 1 + random.nextInt(9));
      for (int i = 0; i < values.length; i++) {
        assertThat(holes[i]).isEqualTo(Double.isNaN(before[i]));
        assertThat(values[i]).isFinite();
        if (!holes[i]) {
          assertThat(values[i]).isEqualTo(before[i]);
        }
      }
    }
  }

  @Test
  void optionsReadTheirNamesBack() {
    for (Fill fill : Fill.values()) {
      assertThat(Fill.parse(fill.option())).isEqualTo(fill);
    }
    assertThatThrownBy(() -> Fill.parse("mean"))
        .isInstanceOf(TableException.class)
        .hasMessage(
            "fill expects none, mask, linear, previous, zero, seasonal; received \"mean\".");
    assertThatThrownBy(() -> Duplicates.parse("max"))
        .hasMessage("duplicates expects error, first, last, mean, sum; received \"max\".");
    assertThatThrownBy(() -> DateOrder.parse("myd"))
        .hasMessage("date-order expects dmy, mdy, ymd or auto; received \"myd\".");
  }
}
