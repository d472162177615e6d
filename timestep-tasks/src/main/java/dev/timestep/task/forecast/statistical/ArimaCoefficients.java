package dev.timestep.task.forecast.statistical;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The coefficients of the terms of an ARIMA model, in the signs of R: {@code (1 - Σ ar_j B^j)(1 - Σ
 * seasonalAr_j B^jm) w = (1 + Σ ma_j B^j)(1 + Σ seasonalMa_j B^jm) e}.
 *
 * @param ar from row to row
 * @param ma from row to row
 * @param seasonalAr from season to season
 * @param seasonalMa from season to season
 */
record ArimaCoefficients(double[] ar, double[] ma, double[] seasonalAr, double[] seasonalMa) {
  /** Farther an optimiser does not go: a partial autocorrelation within 1e-6 of 1. */
  private static final double FARTHEST = 7.25;

  /**
   * Coefficients from any real numbers, one per term: their hyperbolic tangents are partial
   * autocorrelations. 0 gives 0.
   */
  static ArimaCoefficients of(ArimaOrder order, double[] numbers) {
    int p = order.p();
    int q = p + order.q();
    int seasonalP = q + order.seasonalP();
    return new ArimaCoefficients(
        part(numbers, 0, p),
        negated(part(numbers, p, q)),
        part(numbers, q, seasonalP),
        negated(part(numbers, seasonalP, numbers.length)));
  }

  /** No terms. */
  static ArimaCoefficients none() {
    return new ArimaCoefficients(new double[0], new double[0], new double[0], new double[0]);
  }

  /** What {@link #of} makes these of, cut or filled up with 0 for another form. */
  double[] numbers(ArimaOrder order) {
    double[] numbers = new double[order.terms()];
    int at = put(numbers, 0, ar, order.p());
    at = put(numbers, at, negated(ma), order.q());
    at = put(numbers, at, seasonalAr, order.seasonalP());
    put(numbers, at, negated(seasonalMa), order.seasonalQ());
    return numbers;
  }

  private static int put(double[] numbers, int at, double[] part, int terms) {
    double[] partial = ArimaPolynomials.partial(part);
    for (int k = 0; k < Math.min(partial.length, terms); k++) {
      double edge = Math.clamp(partial[k], -0.99, 0.99);
      // The inverse of the hyperbolic tangent; NaN is no better start than 0.
      double number = Math.log((1 + edge) / (1 - edge)) / 2;
      numbers[at + k] = Double.isNaN(number) ? 0 : number;
    }
    return at + terms;
  }

  private static double[] part(double[] numbers, int from, int to) {
    return ArimaPolynomials.stationary(
        Arrays.stream(numbers, from, to)
            .map(number -> Math.tanh(Math.clamp(number, -FARTHEST, FARTHEST)))
            .toArray());
  }

  private static double[] negated(double[] numbers) {
    return ArimaPolynomials.negated(numbers);
  }

  /** Whether the numbers of coefficients are those of a form. */
  boolean fits(ArimaOrder order) {
    return ar.length == order.p()
        && ma.length == order.q()
        && seasonalAr.length == order.seasonalP()
        && seasonalMa.length == order.seasonalQ();
  }

  /** All autoregressive coefficients, multiplied out. */
  double[] phi(int season) {
    return ArimaPolynomials.product(ar, seasonalAr, season);
  }

  /** All moving-average coefficients, multiplied out. */
  double[] theta(int season) {
    return negated(ArimaPolynomials.product(negated(ma), negated(seasonalMa), season));
  }

  /** Whether the process can be filtered: it is stationary and invertible, but for rounding. */
  boolean usable() {
    return rootsBeyond(1 - 1e-9);
  }

  /**
   * Whether the roots of all parts are at least 1 % away from the unit circle. Nearer ones say that
   * there is a difference too few or too many, and their estimates are not to be trusted.
   */
  boolean admissible() {
    return rootsBeyond(1.01);
  }

  private boolean rootsBeyond(double distance) {
    return ArimaPolynomials.rootsBeyond(ar, distance)
        && ArimaPolynomials.rootsBeyond(negated(ma), distance)
        && ArimaPolynomials.rootsBeyond(seasonalAr, distance)
        && ArimaPolynomials.rootsBeyond(negated(seasonalMa), distance);
  }

  /** All coefficients: ar, ma, seasonal ar, seasonal ma. */
  double[] all() {
    return Stream.of(ar, ma, seasonalAr, seasonalMa)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }
}
