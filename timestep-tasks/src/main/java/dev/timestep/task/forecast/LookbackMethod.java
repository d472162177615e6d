package dev.timestep.task.forecast;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Part;
import dev.timestep.task.forecast.ridge.LookbackForm;
import dev.timestep.task.forecast.ridge.LookbackRidge;
import dev.timestep.task.forecast.ridge.RidgeDesign;
import dev.timestep.task.forecast.ridge.RidgeGroups;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.NormalForecast;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * DLinear or NLinear as a method of one short series: two seasons are read, or eight rows where
 * there is no season. The last fifth of the rows chooses the penalty, then all rows are fitted
 * again.
 *
 * <p>The distribution is normal around the forecast, its deviation that of the errors on the rows
 * that chose the penalty, step by step.
 *
 * <pre>{@code
 * FittedSeries fitted = new LookbackMethod(LookbackForm.NLINEAR, 12).fit(sales, 12);
 * double[] next = fitted.forecast(sales, sales.length, 12).point();
 * }</pre>
 *
 * @param form which of the two
 * @param horizon steps that can be forecast
 */
public record LookbackMethod(LookbackForm form, int horizon) implements SeriesMethod {
  private static final RecordCodec<Fitted> CODEC = RecordCodec.of(Fitted.class, RecordForm.JAVA);
  private static final int SEASONS = 2;
  private static final int ROWS_WITHOUT_SEASON = 8;

  /** One horizon chooses the penalty; the others leave some windows to fit. */
  private static final int HORIZONS = 3;

  private static final int VALIDATION_SHARE = 5;

  /** Both forms, that which reads less first. */
  public static List<SeriesMethod> all(int horizon) {
    return List.of(
        new LookbackMethod(LookbackForm.NLINEAR, horizon),
        new LookbackMethod(LookbackForm.DLINEAR, horizon));
  }

  private static LinearKind kind(LookbackForm form) {
    return form == LookbackForm.NLINEAR ? LinearKind.NLINEAR : LinearKind.DLINEAR;
  }

  private static int lookback(int season) {
    return season > 1 ? SEASONS * season : ROWS_WITHOUT_SEASON;
  }

  @Override
  public String id() {
    return kind(form).id();
  }

  @Override
  public String label() {
    return kind(form).label();
  }

  @Override
  public int history(int season) {
    return (int) Math.min(Integer.MAX_VALUE, lookback(season) + (long) HORIZONS * horizon);
  }

  @Override
  public FittedSeries fit(double[] values, int season) {
    if (values.length < history(season)) {
      throw new IllegalArgumentException(
          "%s expects %d values or more for %d steps; received %d."
              .formatted(label(), history(season), horizon, values.length));
    }
    int rows = values.length;
    int validation = Math.max(horizon, rows / VALIDATION_SHARE);
    double[][] series = {values};
    // A split has a test part, whose rows no fit reads: here they lie behind the last row.
    ForecastWindows windows =
        new ForecastWindows(
            new Split(rows + horizon, rows - validation, validation, horizon),
            lookback(season),
            horizon);
    LookbackRidge.Fit judged = LookbackRidge.fit(form, series, windows);
    int[] all = IntStream.rangeClosed(judged.lookback(), rows - horizon).toArray();
    RidgeGroups weights =
        LookbackRidge.weights(form, series, judged.lookback(), all, horizon, judged.penalties()[0]);
    return new Fitted(
        form,
        judged.lookback(),
        horizon,
        judged.penalties()[0],
        weights.numbers(0),
        deviations(judged, series, windows.origins(Part.VALIDATION)));
  }

  private double[] deviations(LookbackRidge.Fit judged, double[][] series, int... origins) {
    RidgeDesign design = LookbackRidge.design(series, judged.lookback(), horizon);
    double[] squares = new double[horizon];
    for (int origin : origins) {
      double[] forecast = judged.weights().forecast(design, origin)[0];
      for (int h = 0; h < horizon; h++) {
        double error = series[0][origin + h] - forecast[h];
        squares[h] += error * error / origins.length;
      }
    }
    return Arrays.stream(squares).map(Math::sqrt).toArray();
  }

  /**
   * Reads what {@link FittedSeries#settings} of such a fit gave.
   *
   * @param id name of the method
   * @param settings the settings; read to their end
   * @return nothing where the name is that of another method
   * @throws IllegalArgumentException that names the field which does not fit
   */
  public static Optional<FittedSeries> read(String id, JsonFields settings) {
    Optional<LookbackForm> form = LinearKind.of(id).flatMap(LinearKind::form);
    if (form.isEmpty()) {
      return Optional.empty();
    }
    Fitted fitted = CODEC.read(settings);
    if (fitted.form != form.get()) {
      throw settings.refuse("form", form.get() + "", fitted.form + "");
    }
    return Optional.of(fitted);
  }

  /**
   * With its weights fixed.
   *
   * @param form which of the two
   * @param lookback rows that are read
   * @param horizon steps that can be forecast
   * @param penalty that was chosen, by the number of windows
   * @param numbers the weights, as {@link RidgeGroups#numbers} gives them
   * @param deviation [step] standard deviation of the errors
   */
  record Fitted(
      LookbackForm form,
      int lookback,
      int horizon,
      double penalty,
      double[] numbers,
      double[] deviation)
      implements FittedSeries {
    Fitted {
      long expected = (long) horizon * (lookback + 2L) + lookback;
      if (lookback < 1 || horizon < 1 || numbers.length != expected) {
        throw new IllegalArgumentException(
            "A linear map of %d rows to %d steps expects %d numbers; received %d."
                .formatted(lookback, horizon, expected, numbers.length));
      }
      if (deviation.length != horizon
          || !Arrays.stream(deviation).allMatch(one -> one >= 0 && Double.isFinite(one))
          || !Arrays.stream(numbers).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "A linear map expects finite numbers and a deviation of 0 or more for each of its %d"
                    .formatted(horizon)
                + " steps; received others.");
      }
    }

    @Override
    public String id() {
      return kind(form).id();
    }

    @Override
    public String choice() {
      return "%s of %d rows, penalty %s by window"
          .formatted(kind(form).label(), lookback, NumberText.figures(penalty));
    }

    @Override
    public int history() {
      return lookback;
    }

    @Override
    public SeriesForecast[] forecasts(double[] values, int[] origins, int steps) {
      if (steps > horizon) {
        throw new IllegalArgumentException(
            "%s was fitted for %d steps; received %d. Fit it for as many."
                .formatted(kind(form).label(), horizon, steps));
      }
      RidgeGroups weights =
          RidgeGroups.of(
              horizon, lookback, 0, List.of(new int[] {0}), (group, count) -> numbers.clone());
      RidgeDesign design = LookbackRidge.design(new double[][] {values}, lookback, horizon);
      SeriesForecast[] forecasts = new SeriesForecast[origins.length];
      for (int at = 0; at < origins.length; at++) {
        forecasts[at] =
            new NormalForecast(
                Arrays.copyOf(weights.forecast(design, origins[at])[0], steps),
                Arrays.copyOf(deviation, steps),
                false);
      }
      return forecasts;
    }

    @Override
    public JsonObject settings() {
      return CODEC.write(this);
    }
  }
}
