package dev.timestep.task.forecast;

import java.util.Arrays;

/**
 * How much of a network and how much of a regression a mix takes in each step, and how that is
 * chosen: by the sums of absolute errors that each share would have had.
 *
 * <pre>{@code
 * MixShares.Choice choice = new MixShares.Choice(targets, horizon);
 * choice.add(target, step, network, ridge, truth, 1);      // for each value of the validation windows
 * MixShares shares = choice.shares();
 * }</pre>
 *
 * @param byStep [target][step] the network's share, 0 to 1
 */
public record MixShares(double[][] byStep) {
  /** One share more than there are steps of a twentieth. */
  static final int SHARES = 21;

  /** Steps to each side whose errors count for a share. */
  private static final int BESIDE = 1;

  public MixShares {
    if (!Arrays.stream(byStep).allMatch(MixShares::areShares)) {
      throw new IllegalArgumentException(
          "A mix expects shares from 0 to 1; received " + Arrays.deepToString(byStep) + ".");
    }
  }

  static boolean areShares(double... steps) {
    return Arrays.stream(steps).allMatch(share -> share >= 0 && share <= 1);
  }

  /** Whether there is a share for each of so many targets and steps. */
  public boolean covers(int targets, int horizon) {
    return byStep.length == targets
        && Arrays.stream(byStep).allMatch(steps -> steps.length == horizon);
  }

  /** The network's share over all steps, on average. */
  public double mean() {
    return Arrays.stream(byStep).flatMapToDouble(Arrays::stream).average().orElseThrow();
  }

  /** Mixes forecasts, [target][step]. */
  public double[][] of(double[][] network, double[][] linear) {
    double[][] mixed = new double[network.length][];
    for (int k = 0; k < mixed.length; k++) {
      mixed[k] = new double[network[k].length];
      for (int h = 0; h < mixed[k].length; h++) {
        mixed[k][h] = mixed(byStep[k][h], network[k][h], linear[k][h]);
      }
    }
    return mixed;
  }

  /** At a share of 0 or 1 this is the one forecast to its last bit. */
  private static double mixed(double share, double network, double linear) {
    if (share == 1) {
      return network;
    }
    return share == 0 ? linear : share * network + (1 - share) * linear;
  }

  private static double share(int index) {
    return (double) index / (SHARES - 1);
  }

  /** Errors of every share, from which the best of each step is chosen. */
  public static final class Choice {
    /** [target][step][share] */
    private final double[][][] errors;

    /** A choice for so many targets and steps. */
    public Choice(int targets, int horizon) {
      errors = new double[targets][horizon][SHARES];
    }

    /**
     * Adds what each share would have missed.
     *
     * @param unit that the error is measured in
     */
    public void add(
        int target, int step, double network, double linear, double truth, double unit) {
      for (int s = 0; s < SHARES; s++) {
        errors[target][step][s] += Math.abs(mixed(share(s), network, linear) - truth) / unit;
      }
    }

    /** The shares with the lowest errors; of equals the one that has more of the network. */
    public MixShares shares() {
      double[][] shares = new double[errors.length][];
      for (int k = 0; k < shares.length; k++) {
        shares[k] = new double[errors[k].length];
        for (int h = 0; h < shares[k].length; h++) {
          shares[k][h] = lowest(errors[k], h);
        }
      }
      return new MixShares(shares);
    }

    private static double lowest(double[][] errors, int h) {
      int from = Math.max(0, h - BESIDE);
      int to = Math.min(errors.length - 1, h + BESIDE);
      int best = SHARES - 1;
      double least = Double.POSITIVE_INFINITY;
      for (int s = SHARES - 1; s >= 0; s--) {
        double sum = 0;
        for (int step = from; step <= to; step++) {
          sum += errors[step][s];
        }
        if (sum < least) {
          least = sum;
          best = s;
        }
      }
      return share(best);
    }
  }
}
