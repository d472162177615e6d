package dev.timestep.task.classify.opponent;

import dev.timestep.task.sequence.Sequence;
import java.util.Arrays;

/**
 * A few numbers that describe a sequence, whatever its length.
 *
 * <p>For each channel: mean, standard deviation, least and largest value and their places (0 the
 * first step, 1 the last), quartiles, first and last value, slope of the least-squares line over
 * places, autocorrelation at lag 1, mean absolute change, share of missing steps. Then the number
 * of steps and the covariates that do not change.
 */
final class SummaryFeatures {
  private static final int PER_CHANNEL = 15;

  private SummaryFeatures() {}

  static int count(int channels, int statics) {
    return channels * PER_CHANNEL + 1 + statics;
  }

  static float[] of(Sequence sequence, ChannelScale scale, StaticScale statics) {
    float[][] filled = scale.filled(sequence);
    double[] all = new double[count(filled.length, statics.mean().length)];
    int at = 0;
    for (int c = 0; c < filled.length; c++) {
      describe(filled[c], missing(sequence, c), all, at);
      at += PER_CHANNEL;
    }
    all[at++] = sequence.length();
    for (float value : statics.standardised(sequence)) {
      all[at++] = value;
    }
    float[] features = new float[all.length];
    for (int f = 0; f < features.length; f++) {
      features[f] = (float) all[f];
    }
    return features;
  }

  private static double missing(Sequence sequence, int channel) {
    int missing = 0;
    for (float[] step : sequence.values()) {
      missing += Float.isNaN(step[channel]) ? 1 : 0;
    }
    return (double) missing / sequence.length();
  }

  private static void describe(float[] x, double missing, double[] to, int at) {
    int n = x.length;
    double mean = 0;
    int least = 0;
    int largest = 0;
    for (int t = 0; t < n; t++) {
      mean += x[t] / (double) n;
      least = x[t] < x[least] ? t : least;
      largest = x[t] > x[largest] ? t : largest;
    }
    double square = 0;
    double lagged = 0;
    double change = 0;
    double slope = 0;
    for (int t = 0; t < n; t++) {
      double off = x[t] - mean;
      square += off * off;
      slope += (place(t, n) - 0.5) * off;
      if (t > 0) {
        lagged += off * (x[t - 1] - mean);
        change += Math.abs(x[t] - x[t - 1]);
      }
    }
    float[] sorted = x.clone();
    Arrays.sort(sorted);
    double[] described = {
      mean,
      Math.sqrt(square / n),
      x[least],
      x[largest],
      place(least, n),
      place(largest, n),
      quantile(sorted, 0.25),
      quantile(sorted, 0.5),
      quantile(sorted, 0.75),
      x[0],
      x[n - 1],
      n == 1 ? 0 : slope / placeSquares(n),
      square == 0 ? 0 : lagged / square,
      n == 1 ? 0 : change / (n - 1),
      missing
    };
    System.arraycopy(described, 0, to, at, PER_CHANNEL);
  }

  private static double place(int step, int steps) {
    return steps == 1 ? 0.5 : (double) step / (steps - 1);
  }

  private static double placeSquares(int steps) {
    double sum = 0;
    for (int t = 0; t < steps; t++) {
      sum += (place(t, steps) - 0.5) * (place(t, steps) - 0.5);
    }
    return sum;
  }

  private static double quantile(float[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
