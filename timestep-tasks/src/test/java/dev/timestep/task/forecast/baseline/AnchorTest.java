package dev.timestep.task.forecast.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.SeriesMath;
import dev.timestep.task.forecast.window.Split;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The simple forecast that a network starts from. */
class AnchorTest {
  private static final double[] ONE = {1};

  @Test
  void eachAnchorIsTheForecastItsNameSays() {
    double[] y = {1, 10, 3, 14, 5, 18, 7, 22, 0, 0};
    assertThat(forecast(Anchor.LAST, y)).containsExactly(22, 22, 22);
    assertThat(forecast(Anchor.SEASON_MEAN, y)).containsExactly(14.5, 14.5, 14.5);
    assertThat(forecast(Anchor.SEASONS_MEAN, y)).containsExactly(10, 10, 10);
    assertThat(forecast(Anchor.SEASONAL_NAIVE, y)).containsExactly(7, 22, 7);
    assertThat(forecast(Anchor.SLOT_MEAN, y)).containsExactly(4, 16, 4);
  }

  private static double[] forecast(Anchor anchor, double[] y) {
    int rows = anchor.levelRows(2, 8);
    double level = SeriesMath.mean(y, 8 - rows, 8);
    double[] forecast = new double[3];
    for (int h = 0; h < 3; h++) {
      forecast[h] = anchor.value(y, 8, h, 2, level);
    }
    return forecast;
  }

  @Test
  void aRandomWalkStartsFromItsLastValue() {
    Random random = new Random(1);
    double[] walk = new double[600];
    for (int row = 1; row < walk.length; row++) {
      walk[row] = walk[row - 1] + random.nextGaussian();
    }
    assertThat(choose(walk, 7, 5)).isEqualTo(Anchor.LAST);
  }

  @Test
  void noiseAroundSlotsStartsFromTheMeanOfTheSlots() {
    Random random = new Random(2);
    double[] y = new double[600];
    for (int row = 0; row < y.length; row++) {
      y[row] = 10 * (row % 7) + random.nextGaussian();
    }
    assertThat(choose(y, 7, 14)).isEqualTo(Anchor.SLOT_MEAN);
  }

  @Test
  void noiseWithoutSlotsStartsFromTheLongestMean() {
    double[] y = new Random(3).doubles(600).toArray();
    assertThat(choose(y, 7, 7)).isEqualTo(Anchor.SEASONS_MEAN);
    assertThat(choose(y, 1, 7)).isEqualTo(Anchor.SEASONS_MEAN);
  }

  @Test
  void onlyTrainingRowsChoose() {
    Random random = new Random(4);
    double[] y = new double[600];
    for (int row = 0; row < y.length; row++) {
      y[row] = 10 * (row % 7) + random.nextGaussian();
    }
    double[] changed = y.clone();
    Arrays.fill(changed, 480, 600, Double.NaN);
    assertThat(choose(changed, 7, 14)).isEqualTo(choose(y, 7, 14));
  }

  private static Anchor choose(double[] y, int season, int horizon) {
    var windows = new ForecastWindows(Split.parse(Split.DEFAULT, y.length), 56, horizon);
    return Anchor.choose(new double[][] {y}, ONE, windows, season);
  }
}
