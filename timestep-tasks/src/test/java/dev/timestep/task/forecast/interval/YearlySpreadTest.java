package dev.timestep.task.forecast.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YearlySpreadTest {
  private static final int YEAR = 100;
  private static final double[] LEVELS = {0.05, 0.5, 0.95};

  /** Noise that is lively in the first half of each year, and calm in the second. */
  private static double[] weather(int rows, long seed) {
    Random random = new Random(seed);
    double[] y = new double[rows];
    for (int t = 0; t < rows; t++) {
      y[t] = (2.5 + 1.5 * Math.sin(2 * Math.PI * t / YEAR)) * random.nextGaussian();
    }
    return y;
  }

  @Test
  void theSpreadIsTheMeanOfTheSameTimeOfEarlierYears() {
    // Rows t - 40 - 3 to t - 40 + 6 and t - 80 - 3 to t - 80 + 6: a month before to two after.
    Spread spread = new Spread(1, 10, 2, 40);
    double[] y = new double[140];
    for (int t = 1; t < y.length; t++) {
      boolean first = t >= 20 - 3 && t < 27;
      boolean second = t >= 60 - 3 && t < 67;
      y[t] = y[t - 1] + (first ? 3 : second ? 5 : 100);
    }
    assertThat(spread.at(y, 100)).isCloseTo(Math.max(4, 0.05 * mean(y, 100)), within(1e-12));
    assertThat(spread.history()).isEqualTo(40 + 3 + 1);
    // Where only one year lies before, that one counts.
    assertThat(spread.at(y, 60)).isCloseTo(Math.max(3, 0.05 * mean(y, 60)), within(1e-12));
  }

  private static double mean(double[] y, int rows) {
    return (y[rows - 1] - y[0]) / (rows - 1);
  }

  @Test
  void onlyASeriesWithARhythmOfTheYearIsOfferedOne() {
    assertThat(YearlySpread.candidates(weather(700, 1), 7, YEAR, 500, 10))
        .containsExactly(new Spread(7, 25, 4, YEAR), new Spread(1, 25, 4, YEAR));
    int offered = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      double[] y = new double[700];
      double lively = 0;
      for (int t = 1; t < y.length; t++) {
        // Lively and calm times of 50 rows that follow no calendar.
        lively = t % 50 == 0 ? random.nextInt(2) : lively;
        y[t] = y[t - 1] + (1 + 3 * lively) * random.nextGaussian();
      }
      offered += YearlySpread.candidates(y, 1, YEAR, 500, 10).size();
    }
    assertThat(offered).isLessThan(20);
  }

  @Test
  void noRowFromTheFirstOriginOnIsRead() {
    double[] y = weather(700, 1);
    double[] changed = y.clone();
    for (int t = 500; t < 700; t++) {
      changed[t] = 1e6 * t;
    }
    assertThat(YearlySpread.candidates(changed, 7, YEAR, 500, 10))
        .isEqualTo(YearlySpread.candidates(y, 7, YEAR, 500, 10));
    Spread spread = new Spread(7, 25, 4, YEAR);
    assertThat(spread.at(changed, 500)).isEqualTo(spread.at(y, 500));
  }

  @Test
  void shortYearsShortSeriesAndLongHorizonsHaveNone() {
    assertThat(YearlySpread.candidates(weather(700, 1), 1, 12, 500, 10)).isEmpty();
    assertThat(YearlySpread.candidates(weather(700, 1), 1, 0, 500, 10)).isEmpty();
    assertThat(YearlySpread.candidates(weather(700, 1), 1, YEAR, 190, 10)).isEmpty();
    assertThat(YearlySpread.candidates(weather(700, 1), 1, YEAR, 500, 60)).isEmpty();
  }

  @Test
  void intervalsOfLivelyRowsFitTheCalmOnesThatFollow() {
    int inside = 0;
    int all = 0;
    double scaledWidth = 0;
    double plainWidth = 0;
    for (int seed = 0; seed < 20; seed++) {
      // Validation rows 501 to 560 are lively, test rows 561 to 600 calm.
      double[] y = weather(700, seed);
      int[] origins = new int[100];
      double[][] errors = new double[100][1];
      for (int w = 0; w < 100; w++) {
        origins[w] = 501 + w;
        errors[w][0] = y[501 + w];
      }
      WindowErrors known = new WindowErrors(origins, errors);
      SeriesIntervals with = new SeriesIntervals(y, known, 60, 1, YEAR, LEVELS, Optional.empty());
      double[][][] scaled = with.tests();
      double[][][] plain = new SeriesIntervals(y, known, 60, 1, LEVELS).tests();
      for (int w = 0; w < 40; w++) {
        double e = errors[60 + w][0];
        inside += e >= scaled[w][0][0] && e <= scaled[w][2][0] ? 1 : 0;
        scaledWidth += scaled[w][2][0] - scaled[w][0][0];
        plainWidth += plain[w][2][0] - plain[w][0][0];
        all++;
      }
    }
    assertThat((double) inside / all).isBetween(0.87, 0.96);
    assertThat(scaledWidth).isLessThan(0.8 * plainWidth);
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> new Spread(1, 60, 2, 100))
        .hasMessageContaining("from 1 to half a year of rows")
        .hasMessageContaining("received 60 rows of a year of 100.0");
    assertThatThrownBy(() -> new Spread(1, 5, -1, 100)).hasMessageContaining("received 1, 5, -1");
  }
}
