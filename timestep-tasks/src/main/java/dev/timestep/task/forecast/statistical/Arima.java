package dev.timestep.task.forecast.statistical;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Seasonal ARIMA whose form is chosen by AICc, or one of a given form: differences, then a
 * stationary process with autoregressive and moving-average terms, from row to row and from season
 * to season.
 *
 * <pre>{@code
 * FittedSeries fitted = Arima.automatic().fit(values, 12);
 * FittedSeries airline = Arima.of(0, 1, 1).seasonal(0, 1, 1).logarithms().fit(passengers, 12);
 * }</pre>
 *
 * <p>The number of seasonal differences follows from the strength of the season, that of the others
 * from the test of Kwiatkowski, Phillips, Schmidt and Shin; the terms and the constant from {@link
 * ArimaSearch}. Coefficients are those of greatest likelihood, exactly.
 *
 * <p>Long series: the last {@value #ROWS} rows are fitted, or ten seasons where that is more; the
 * state at an origin still follows from all rows before it.
 *
 * <p>Source: Box and Jenkins, "Time Series Analysis: Forecasting and Control" (1970); Hyndman and
 * Khandakar, Journal of Statistical Software 27 (2008).
 */
public final class Arima implements SeriesMethod {
  /** {@link #id} of the search. */
  public static final String AUTOMATIC = "arima";

  /** {@link #id} of the search on logarithms. */
  public static final String LOGARITHMS = "arima_log";

  /** Rows of a fit, unless ten seasons are more. */
  static final int ROWS = 4000;

  private static final int SEASONS = 10;
  private static final double LEAST_SIZE = 1e-150;
  private static final double MOST_SIZE = 1e150;

  private static final Arima CHOSEN = new Arima(null, false);
  private static final Arima CHOSEN_OF_LOGARITHMS = new Arima(null, true);

  private final @Nullable Form form;
  private final boolean logarithm;

  private record Form(
      int p, int d, int q, int seasonalP, int seasonalD, int seasonalQ, boolean constant) {
    ArimaOrder order(int season) {
      return new ArimaOrder(
          p,
          d,
          q,
          seasonalP,
          seasonalD,
          seasonalQ,
          seasonalP + seasonalD + seasonalQ == 0 ? 1 : season,
          constant);
    }

    /** Refuses here, and not at the fit, what no season could make right. */
    void check() {
      ArimaOrder unused = order(2);
    }
  }

  private Arima(@Nullable Form form, boolean logarithm) {
    this.form = form;
    if (form != null) {
      form.check();
    }
    this.logarithm = logarithm;
  }

  /** The form is chosen by AICc. */
  public static Arima automatic() {
    return CHOSEN;
  }

  /**
   * A form without seasonal terms and without a constant.
   *
   * @param p autoregressive terms
   * @param d differences, at most 2
   * @param q moving-average terms
   */
  public static Arima of(int p, int d, int q) {
    return new Arima(new Form(p, d, q, 0, 0, 0, false), false);
  }

  /**
   * The same form with terms from season to season.
   *
   * @throws IllegalStateException if the form is chosen by AICc
   */
  public Arima seasonal(int seasonalP, int seasonalD, int seasonalQ) {
    Form given = given();
    return new Arima(
        new Form(given.p, given.d, given.q, seasonalP, seasonalD, seasonalQ, given.constant),
        logarithm);
  }

  /**
   * The same form with a constant: a mean where there are no differences, a drift where there is
   * one.
   *
   * @throws IllegalArgumentException if there is more than one difference
   * @throws IllegalStateException if the form is chosen by AICc
   */
  public Arima withConstant() {
    Form given = given();
    return new Arima(
        new Form(
            given.p, given.d, given.q, given.seasonalP, given.seasonalD, given.seasonalQ, true),
        logarithm);
  }

  private Form given() {
    if (form == null) {
      throw new IllegalStateException(
          "Terms can be added to a form that is given; this one is chosen by AICc. Start with"
              + " Arima.of(p, d, q).");
    }
    return form;
  }

  /**
   * The same of the logarithms of the series, which must be above 0: for swings that grow with the
   * level. Quantiles are taken back by {@code exp}; the point forecast is the median.
   */
  public Arima logarithms() {
    return form == null ? CHOSEN_OF_LOGARITHMS : new Arima(form, true);
  }

  /** The first values, or their logarithms. */
  static double[] prepared(double[] values, int rows, boolean logarithm) {
    double[] prepared = Arrays.copyOf(values, rows);
    for (int row = 0; logarithm && row < rows; row++) {
      if (!(values[row] > 0)) {
        throw new IllegalArgumentException(
            "ARIMA of logarithms expects values above 0; received %s in row %d (from 0). Use ARIMA"
                    .formatted(values[row], row)
                + " of the values themselves.");
      }
      prepared[row] = Math.log(values[row]);
    }
    return prepared;
  }

  /** Refuses values whose squares are no numbers, so that a variance cannot be told. */
  private void requireSquares(double[] values) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    boolean told = largest >= LEAST_SIZE && largest <= MOST_SIZE;
    if (!told && !ArimaDifferences.constant(values)) {
      throw new IllegalArgumentException(
          "%s expects values whose squares are numbers, the largest from %.0e to %.0e; received %s."
                  .formatted(label(), LEAST_SIZE, MOST_SIZE, largest)
              + " Give them in another unit.");
    }
  }

  @Override
  public String id() {
    return logarithm ? LOGARITHMS : AUTOMATIC;
  }

  @Override
  public String label() {
    return logarithm ? "ARIMA of logarithms" : "ARIMA";
  }

  @Override
  public int history(int season) {
    return form == null ? 2 : form.order(season).lost() + form.order(season).parameters() + 1;
  }

  @Override
  public FittedSeries fit(double[] values, int season) {
    Carrying.requireSeries(label(), history(Math.max(1, season)), values, season);
    double[] all = prepared(values, values.length, logarithm);
    int rows = (int) Math.min(all.length, Math.max(ROWS, (long) SEASONS * season));
    double[] last = Arrays.copyOfRange(all, all.length - rows, all.length);
    requireSquares(last);
    ArimaEstimate found =
        form != null
            ? ArimaSearch.given(form.order(season), last)
            : ArimaSearch.best(last, season, logarithm);
    return found.fitted(id(), all.length, rows);
  }
}
