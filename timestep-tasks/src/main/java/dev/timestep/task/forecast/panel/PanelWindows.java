package dev.timestep.task.forecast.panel;

import dev.timestep.data.Dataset;
import dev.timestep.task.forecast.ForecastBatch;
import dev.timestep.task.forecast.ForecastInputs;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Windows of many series, each a series and an origin in it.
 *
 * @param series place of the series of each window
 * @param origins first row to be forecast of each window
 */
record PanelWindows(int[] series, int[] origins) {
  int count() {
    return series.length;
  }

  /** Windows of every series, as many as asked for at most. */
  @FunctionalInterface
  interface Origins {
    /** {first origin, number of origins} of a series. */
    int[] of(int series);
  }

  /**
   * All windows, or where they are too many a part of those of each series, evenly spaced with a
   * start by chance: long series have more of them.
   *
   * @param most windows
   */
  static PanelWindows of(int count, Origins origins, int most, long seed) {
    long all = 0;
    for (int s = 0; s < count; s++) {
      all += origins.of(s)[1];
    }
    double step = Math.max(1, (double) all / most);
    SplittableRandom random = new SplittableRandom(seed);
    int[] series = new int[(int) Math.min(all, most + (long) count)];
    int[] rows = new int[series.length];
    int at = 0;
    for (int s = 0; s < count; s++) {
      int[] own = origins.of(s);
      double start = step > 1 ? random.nextDouble(step) : 0;
      for (double place = start; place < own[1] && at < rows.length; place += step) {
        series[at] = s;
        rows[at++] = own[0] + (int) place;
      }
    }
    return new PanelWindows(Arrays.copyOf(series, at), Arrays.copyOf(rows, at));
  }

  /**
   * Some windows of each of some series: all origins, or evenly spaced ones with the last among
   * them.
   *
   * @param which places of the series
   * @param most windows of a series
   */
  static PanelWindows spaced(int[] which, Origins origins, int most) {
    int[] series = new int[which.length * most];
    int[] rows = new int[series.length];
    int at = 0;
    for (int s : which) {
      int[] own = origins.of(s);
      int some = Math.min(own[1], most);
      for (int i = 0; i < some; i++) {
        series[at] = s;
        int back = some == 1 ? 0 : (int) ((long) (some - 1 - i) * (own[1] - 1) / (some - 1));
        rows[at++] = own[0] + own[1] - 1 - back;
      }
    }
    return new PanelWindows(Arrays.copyOf(series, at), Arrays.copyOf(rows, at));
  }

  /** The windows from one place to another. */
  PanelWindows range(int from, int to) {
    return new PanelWindows(
        Arrays.copyOfRange(series, from, to), Arrays.copyOfRange(origins, from, to));
  }

  /** The windows as examples; the inputs of a batch are made when it is asked for. */
  Dataset<ForecastBatch> dataset(PanelInputs inputs, String name) {
    return new Dataset<>() {
      @Override
      public int size() {
        return count();
      }

      @Override
      public ForecastBatch batch(int[] indices) {
        return inputs.batch(select(indices));
      }

      @Override
      public String describe() {
        return "%s: %d windows of %d series, %s"
            .formatted(name, count(), inputs.count(), inputs.spec().inputs());
      }
    };
  }

  private PanelWindows select(int[] indices) {
    int[] some = new int[indices.length];
    int[] rows = new int[indices.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = series[indices[i]];
      rows[i] = origins[indices[i]];
    }
    return new PanelWindows(some, rows);
  }

  /** The inputs of each window's series, those of one series made once in a row of windows. */
  ForecastInputs[] inputs(PanelInputs from) {
    ForecastInputs[] each = new ForecastInputs[count()];
    for (int i = 0; i < each.length; i++) {
      each[i] = i > 0 && series[i] == series[i - 1] ? each[i - 1] : from.of(series[i]);
    }
    return each;
  }
}
