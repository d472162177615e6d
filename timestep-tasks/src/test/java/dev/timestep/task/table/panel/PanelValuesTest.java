package dev.timestep.task.table.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class PanelValuesTest {

  private static double[] values(int count, IntToDoubleFunction value) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = value.applyAsDouble(i);
    }
    return values;
  }

  private static PanelValues exact(double[] values) {
    PanelValues packed = PanelValues.of(values, values.length);
    assertThat(packed.all()).containsExactly(values);
    return packed;
  }

  @Test
  void decimalsComeBackExactlyFromFewBytes() {
    Random random = new Random(3);
    assertThat(exact(values(1000, i -> random.nextInt(2))).bytes()).isLessThanOrEqualTo(1000);
    assertThat(exact(values(1000, i -> (random.nextInt(600) - 300) / 100.0)).bytes())
        .isEqualTo(2000);
    assertThat(exact(values(1000, i -> random.nextInt(1_000_000) / 1e4)).bytes()).isEqualTo(4000);
    assertThat(exact(values(1000, i -> 7.25)).bytes()).isZero();
  }

  @Test
  void theEdgesOfEachWidthComeBack() {
    for (double edge : new double[] {127, 128, 32767, 32768, 2147483646}) {
      for (int scale = 0; scale < 4; scale++) {
        double divisor = Math.pow(10, scale);
        exact(new double[] {edge / divisor, -edge / divisor, Double.NaN, 0, 1 / divisor});
      }
    }
    double[] beyond = {2147483647, 2147483648.0, -2147483648.0, 5};
    assertThat(PanelValues.of(beyond, 4).get(0)).isCloseTo(beyond[0], withPercentage(1e-4));
    exact(new double[] {1e100, -1e100, 1e-300, Double.NaN});
    exact(new double[] {0.1 + 0.2, 0.3, 0.1 + 0.2});
  }

  @Test
  void largeNumbersWithSmallChangesKeepThem() {
    double[] values = values(500, i -> 1234567890.12 + i / 100.0);
    PanelValues packed = PanelValues.of(values, values.length);
    assertThat(packed.all()).containsExactly(values);
    assertThat(packed.bytes()).isEqualTo(4000);
  }

  @Test
  void numbersOfManyDigitsAreRoundedByLessThanAMillionthOfTheirDeviation() {
    Random random = new Random(5);
    double[] values = values(2000, i -> 3 + random.nextGaussian());
    PanelValues packed = PanelValues.of(values, values.length);

    assertThat(packed.bytes()).isEqualTo(8000);
    for (int i = 0; i < values.length; i++) {
      assertThat(Math.abs(packed.get(i) - values[i])).isLessThan(1e-6);
    }
  }

  @Test
  void missingValuesAreCounted() {
    PanelValues packed = exact(values(300, i -> i % 7 == 3 ? Double.NaN : i));

    assertThat(packed.missingCells()).isEqualTo(43);
    assertThat(packed.missing(3)).isTrue();
    assertThat(packed.missing(4)).isFalse();
    assertThat(packed.size()).isEqualTo(300);
  }

  @Test
  void partsAreCopied() {
    PanelValues packed = exact(values(400, i -> i));
    double[] part = new double[6];
    packed.copy(126, 131, part, 1);
    assertThat(part).containsExactly(0, 126, 127, 128, 129, 130);
    float[] floats = new float[2];
    packed.copy(398, 400, floats, 0);
    assertThat(floats).containsExactly(398f, 399f);
  }

  @Test
  void minusZeroIsZero() {
    assertThat(Double.doubleToLongBits(PanelValues.of(new double[] {-0.0, 1}, 2).get(0))).isZero();
  }
}
