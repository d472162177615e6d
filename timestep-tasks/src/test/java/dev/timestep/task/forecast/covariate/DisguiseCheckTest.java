package dev.timestep.task.forecast.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DisguiseCheckTest {
  private static final int ROWS = 24 * 60;
  private static final int DAY = 24;

  private final Random random = new Random(5);

  private double[] count(double level) {
    double[] counts = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double hour = 1 + Math.sin(2 * Math.PI * row / DAY);
      counts[row] = Math.rint(level * hour * (1 + 0.4 * random.nextGaussian()));
    }
    return counts;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    Arrays.setAll(sum, row -> a[row] + b[row]);
    return sum;
  }

  private double[] measured() {
    double[] values = new double[ROWS];
    for (int row = 1; row < ROWS; row++) {
      values[row] = 0.95 * values[row - 1] + random.nextGaussian();
    }
    return values;
  }

  private static double[] planned() {
    double[] values = new double[ROWS];
    Arrays.setAll(values, row -> row / DAY % 7 < 5 ? 1 : 0);
    return values;
  }

  @Test
  void twoPartsOfATargetAreItTogether() {
    double[] casual = count(30);
    double[] registered = count(100);
    double[] all = sum(casual, registered);
    DisguiseCheck check =
        new DisguiseCheck(
            List.of("workingday", "casual", "registered"),
            new double[][] {planned(), casual, registered},
            DAY);

    assertThat(check.of("cnt", all))
        .singleElement()
        .asString()
        .startsWith("leak: registered and casual are cnt in disguise: 100.0 % of it");
  }

  @Test
  void theTargetInAnotherUnitIsFound() {
    double[] celsius = measured();
    double[] fahrenheit = celsius.clone();
    Arrays.setAll(fahrenheit, row -> 32 + 1.8 * celsius[row]);

    assertThat(new DisguiseCheck(List.of("f"), new double[][] {fahrenheit}, DAY).of("c", celsius))
        .singleElement()
        .asString()
        .startsWith("leak: f is c in disguise");
  }

  @Test
  void theLargerPartAloneIsAskedAbout() {
    double[] registered = count(100);
    double[] all = sum(count(12), registered);

    assertThat(
            new DisguiseCheck(List.of("registered"), new double[][] {registered}, DAY)
                .of("cnt", all))
        .singleElement()
        .asString()
        .startsWith("leak? registered moves as cnt does");
  }

  @Test
  void aPlanThatExplainsMuchIsNone() {
    double[] promotion = planned();
    double[] demand = new double[ROWS];
    Arrays.setAll(demand, row -> 100 + 50 * promotion[row] + 20 * random.nextGaussian());
    DisguiseCheck check = new DisguiseCheck(List.of("promo"), new double[][] {promotion}, DAY);

    assertThat(check.of("demand", demand)).isEmpty();
    assertThat(check.measured()).isEmpty();
  }

  @Test
  void weatherLooksMeasuredAndACalendarDoesNot() {
    double[] hour = new double[ROWS];
    Arrays.setAll(hour, row -> row % DAY);
    double[] counter = new double[ROWS];
    Arrays.setAll(counter, row -> row);
    DisguiseCheck check =
        new DisguiseCheck(
            List.of("hour", "counter", "workingday", "temp"),
            new double[][] {hour, counter, planned(), measured()},
            DAY);

    assertThat(check.measured())
        .singleElement()
        .asString()
        .startsWith("leak? temp is given as known in advance, but looks measured");
  }

  @Test
  void aConstantExplainsNothing() {
    assertThat(
            new DisguiseCheck(List.of("one"), new double[][] {new double[ROWS]}, DAY)
                .of("y", count(5)))
        .isEmpty();
    assertThat(
            new DisguiseCheck(List.of("x"), new double[][] {count(5)}, DAY)
                .of("y", new double[ROWS]))
        .isEmpty();
  }
}
