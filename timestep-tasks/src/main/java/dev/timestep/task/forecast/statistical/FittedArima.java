package dev.timestep.task.forecast.statistical;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import java.util.Locale;

/**
 * An ARIMA model of one series, {@code φ(B) ((1-B)^d (1-B^m)^D y - mean) = θ(B) e}.
 *
 * <p>Nothing but coefficients is kept: the Kalman filter finds the state at an origin from all
 * values before it, exactly, however few they are.
 *
 * @param id that of its method: whether the form was chosen or given, {@code arima} is fitted to
 *     the values, {@code arima_log} to their logarithms
 * @param order its form
 * @param coefficients of its terms
 * @param mean of the differenced series
 * @param variance of the errors
 * @param logLikelihood exact, of the differenced rows
 * @param rows of the series
 * @param fitted rows that the coefficients were estimated on, the last ones
 */
record FittedArima(
    String id,
    ArimaOrder order,
    ArimaCoefficients coefficients,
    double mean,
    double variance,
    double logLikelihood,
    int rows,
    int fitted)
    implements FittedSeries {
  private static final RecordCodec<FittedArima> CODEC =
      RecordCodec.of(FittedArima.class, RecordForm.JAVA);

  /** Checks what a file may have wrong. */
  FittedArima {
    if (!id.equals(Arima.AUTOMATIC) && !id.equals(Arima.LOGARITHMS)) {
      throw new IllegalArgumentException(
          "ARIMA expects the id \"%s\" or \"%s\"; received \"%s\"."
              .formatted(Arima.AUTOMATIC, Arima.LOGARITHMS, id));
    }
    if (!coefficients.fits(order) || !coefficients.usable()) {
      throw new IllegalArgumentException(
          "%s expects as many coefficients as it has terms, stationary and invertible; received %s."
              .formatted(order, coefficients));
    }
    if (!(variance >= 0) || !Double.isFinite(variance + mean + logLikelihood)) {
      throw new IllegalArgumentException(
          "ARIMA expects a finite mean, likelihood and variance, the last one 0 or more; received"
              + " %s, %s and %s.".formatted(mean, logLikelihood, variance));
    }
    if (fitted < 1 || rows < fitted) {
      throw new IllegalArgumentException(
          "ARIMA expects from 1 to all of its rows in the fit; received %d of %d."
              .formatted(fitted, rows));
    }
  }

  /** Reads what {@link #settings} wrote. */
  static FittedArima read(JsonFields fields) {
    return CODEC.read(fields);
  }

  /** Whether the series is taken in logarithms. */
  boolean logarithm() {
    return id.equals(Arima.LOGARITHMS);
  }

  @Override
  public String choice() {
    String form = order + (logarithm() ? " of logarithms" : "");
    String aicc =
        variance == 0
            ? ", without error"
            : Double.isFinite(estimate().aicc())
                ? String.format(Locale.ROOT, ", AICc %.1f", estimate().aicc())
                : "";
    return form
        + aicc
        + (fitted < rows
            ? String.format(Locale.ROOT, "; fitted on the last %,d of %,d rows", fitted, rows)
            : "");
  }

  private ArimaEstimate estimate() {
    int used = fitted - order.lost();
    return new ArimaEstimate(order, coefficients, mean, variance, logLikelihood, used);
  }

  @Override
  public int history() {
    return order.lost() + 1;
  }

  @Override
  public JsonObject settings() {
    return CODEC.write(this);
  }

  @Override
  public SeriesForecast[] forecasts(double[] values, int[] origins, int horizon) {
    return new ArimaForecasts(this).at(values, origins, horizon);
  }
}
