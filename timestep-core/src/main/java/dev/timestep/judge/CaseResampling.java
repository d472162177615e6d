package dev.timestep.judge;

import java.util.Optional;

/**
 * A 95 % interval for the difference in mean loss of two models on cases that do not depend on each
 * other: a paired bootstrap over the cases. Documents, patients and sequences are such cases; rows
 * of one series are not ({@link BlockResampling}).
 *
 * <p>The distances of the 2.5 % and 97.5 % points from the mean are widened by {@code √(n/(n-1))}
 * and by Student's t for {@code n - 1} degrees of freedom over the normal point, as few cases give
 * only a rough estimate of their spread. Fewer than {@value #LEAST} cases give no interval.
 *
 * <p>Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapters 12 and 13.
 */
public record CaseResampling() implements Resampling {
  private static final int LEAST = 20;

  @Override
  public Optional<Interval> interval(double[] first, double[] second, long seed) {
    Bootstrap.requirePairs(first, second);
    return first.length < LEAST
        ? Optional.empty()
        : Optional.of(Bootstrap.interval(first, second, 1, seed));
  }

  @Override
  public int leastCases() {
    return LEAST;
  }

  @Override
  public String words() {
    return "a paired bootstrap over the test cases";
  }
}
