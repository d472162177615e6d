package dev.timestep.task.forecast.hierarchy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Decimals on which sums are right to the last digit.
 *
 * <p>Each leaf is rounded to a whole number of units of {@code 10^-decimals}, and a total is the
 * sum of these whole numbers, not of doubles. With K the sum of the absolute units of n leaves, the
 * decimals are few enough that {@code K < 10^15} and {@code K (n + 1) < 2^51}. It follows that
 *
 * <ul>
 *   <li>each value, written in the shortest way that reads back, has at most {@code decimals}
 *       decimals, and the written leaves add up to the written total exactly: no double needs more
 *       than 15 digits;
 *   <li>the double of a total is the double that is nearest to the exact sum, whatever the order of
 *       the leaves;
 *   <li>a reader who adds the leaves as doubles, in any order, and rounds the sum to {@code
 *       decimals} gets the same double: the error of n additions stays below half a unit. Without
 *       decimals there is nothing to round.
 * </ul>
 *
 * <p>Sums of the bare doubles cannot be equal bit by bit on any grid of tenths: 0.1 + 0.2 is not
 * 0.3.
 *
 * <pre>{@code
 * DecimalGrid grid = DecimalGrid.fitting(leaves, 2);
 * double[][] all = grid.addUp(hierarchy, leaves); // [node][step]
 * }</pre>
 *
 * @param decimals places after the point; below 0 for whole tens, hundreds …
 */
public record DecimalGrid(int decimals) {
  /** Digits of a leaf of middle size. */
  private static final int DIGITS = 7;

  private static final BigDecimal MOST_UNITS = BigDecimal.TEN.pow(15);
  private static final BigDecimal MOST_SUMMED = BigDecimal.TWO.pow(51);

  /** The grid on which a leaf of middle size has seven digits, or the finest that adds up. */
  public static DecimalGrid fitting(double[][] leaves) {
    double[] sizes =
        Arrays.stream(leaves)
            .flatMapToDouble(Arrays::stream)
            .map(Math::abs)
            .filter(size -> size > 0)
            .sorted()
            .toArray();
    if (sizes.length == 0) {
      return new DecimalGrid(0);
    }
    return fitting(leaves, DIGITS - 1 - exponent(sizes[sizes.length / 2]));
  }

  /**
   * The grid with the decimals that are wanted, or with as many as add up.
   *
   * @param leaves [leaf][step], all finite
   * @param wanted decimals that will be shown or stored
   */
  public static DecimalGrid fitting(double[][] leaves, int wanted) {
    BigDecimal size = BigDecimal.ZERO;
    for (int step = 0; step < leaves[0].length; step++) {
      double sum = 0;
      for (double[] leaf : leaves) {
        sum += Math.abs(leaf[step]);
      }
      // More than the error of so many additions.
      size = size.max(new BigDecimal(sum).multiply(new BigDecimal("1.000001")));
    }
    int decimals = wanted;
    while (!fits(size, leaves.length, decimals)) {
      decimals--;
    }
    return new DecimalGrid(decimals);
  }

  private static boolean fits(BigDecimal size, int leaves, int decimals) {
    BigDecimal units = size.scaleByPowerOfTen(decimals).add(BigDecimal.valueOf(leaves));
    return units.compareTo(MOST_UNITS) < 0
        && units.multiply(BigDecimal.valueOf(leaves + 1L)).compareTo(MOST_SUMMED) < 0;
  }

  /** The decimal exponent of the first digit: 3 for 2207.8. */
  private static int exponent(double size) {
    BigDecimal number = new BigDecimal(size);
    return number.precision() - number.scale() - 1;
  }

  /** The nearest value of the grid. */
  public double rounded(double value) {
    return value(units(value));
  }

  private long units(double value) {
    return new BigDecimal(value)
        .setScale(decimals, RoundingMode.HALF_EVEN)
        .unscaledValue()
        .longValueExact();
  }

  private double value(long units) {
    return BigDecimal.valueOf(units, decimals).doubleValue();
  }

  /**
   * All nodes of a hierarchy, from its leaves.
   *
   * @param leaves [leaf][step], of the size for which the grid was made
   * @return [node][step], leaves rounded and groups their exact sums
   */
  public double[][] addUp(Hierarchy hierarchy, double[][] leaves) {
    int steps = leaves[0].length;
    long[][] units = new long[leaves.length][steps];
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      for (int step = 0; step < steps; step++) {
        units[leaf][step] = units(leaves[leaf][step]);
      }
    }
    double[][] values = new double[hierarchy.size()][steps];
    for (int node = 0; node < values.length; node++) {
      for (int step = 0; step < steps; step++) {
        long sum = 0;
        for (int leaf : hierarchy.members(node)) {
          sum += units[leaf][step];
        }
        values[node][step] = value(sum);
      }
    }
    return values;
  }
}
