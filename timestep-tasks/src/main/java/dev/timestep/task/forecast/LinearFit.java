package dev.timestep.task.forecast;

import dev.timestep.judge.NumberText;
import dev.timestep.judge.Part;
import dev.timestep.task.forecast.ridge.CalendarEffects;
import dev.timestep.task.forecast.ridge.LookbackForm;
import dev.timestep.task.forecast.ridge.LookbackRidge;
import dev.timestep.task.forecast.ridge.Ridge;
import dev.timestep.task.forecast.ridge.RidgeChoice;
import dev.timestep.task.forecast.ridge.RidgeDesign;
import dev.timestep.task.forecast.window.ForecastWindows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A regression that was fitted on training windows, its penalties chosen on validation windows.
 *
 * @param kept all that a forecast needs
 * @param forecaster forecasts over the rows that it was fitted to
 * @param penalties [target] by the number of windows
 * @param validationErrors [target] mean absolute errors over validation windows and some steps
 * @param choices [target] what was chosen, for people
 * @param notes what was left out
 */
record LinearFit(
    KeptBaseline.Linear kept,
    Forecaster forecaster,
    double[] penalties,
    double[] validationErrors,
    List<String> choices,
    List<String> notes) {
  LinearFit {
    choices = List.copyOf(choices);
    notes = List.copyOf(notes);
  }

  /** Fits a kind that the table allows. */
  static LinearFit of(LinearKind kind, ForecastInputs inputs, ForecastWindows windows) {
    return switch (kind) {
      case NLINEAR -> lookback(kind, LookbackForm.NLINEAR, inputs, windows);
      case DLINEAR -> lookback(kind, LookbackForm.DLINEAR, inputs, windows);
      case RIDGE -> ridge(inputs.ridgeDesign(), inputs.series(), windows);
      case RIDGE_CALENDAR -> calendar(inputs, windows);
    };
  }

  private static LinearFit lookback(
      LinearKind kind, LookbackForm form, ForecastInputs inputs, ForecastWindows windows) {
    double[][] series = inputs.series();
    LookbackRidge.Fit fit = LookbackRidge.fit(form, series, windows);
    int[] lags = new int[series.length];
    Arrays.fill(lags, fit.lookback());
    var kept = new KeptBaseline.Linear(kind, fit.weights(), lags, Optional.empty());
    int count = windows.count(Part.TRAIN);
    return new LinearFit(
        kept,
        kept.over(inputs),
        fit.penalties(),
        fit.validationErrors(),
        IntStream.range(0, series.length)
            .mapToObj(
                k ->
                    choice(
                        fit.lookback() + " rows of the series",
                        fit.penalties()[k] * count,
                        windows))
            .toList(),
        fit.lookback() < windows.lookback()
            ? List.of(
                "only the last %d rows of the lookback are read, as more would take too long"
                    .formatted(fit.lookback()))
            : List.of());
  }

  /** The plain ridge regression on a design. */
  static LinearFit ridge(RidgeDesign design, double[][] series, ForecastWindows windows) {
    RidgeChoice choice = RidgeChoice.of(design, series, windows);
    Ridge ridge = choice.ridge();
    RidgeDesign read = design.withLags(choice.lags());
    List<String> notes = new ArrayList<>();
    if (choice.withoutSpare()) {
      notes.add(
          "the calendar of the last rows is left out, as errors on the validation windows"
              + " are no higher without it");
    }
    notes.addAll(shortened(design, series.length, windows));
    return new LinearFit(
        new KeptBaseline.Linear(LinearKind.RIDGE, ridge.weights(), choice.lags(), Optional.empty()),
        origin -> ridge.forecast(read, origin),
        all(series.length, ridge::relativePenalty),
        all(series.length, ridge::validationError),
        choices(ridge, "", series.length, windows),
        notes);
  }

  /**
   * The calendar of the last rows says what they owe to a feast; here that is taken off them
   * already, so it is left out.
   */
  private static LinearFit calendar(ForecastInputs inputs, ForecastWindows windows) {
    CalendarEffects effects =
        inputs.chosenEffects(windows.split().train(), windows.split().validation());
    Effects applied = inputs.effects(effects);
    RidgeDesign design = inputs.ridgeDesign(applied.without());
    RidgeDesign read = design.withoutSpare();
    Ridge ridge = Ridge.fit(read, applied.without(), windows);
    int[] lags = Arrays.copyOf(read.lags(), design.lags().length);
    var kept =
        new KeptBaseline.Linear(
            LinearKind.RIDGE_CALENDAR, ridge.weights(), lags, Optional.of(effects));
    int targets = applied.without().length;
    return new LinearFit(
        kept,
        kept.over(inputs),
        all(targets, ridge::relativePenalty),
        all(targets, ridge::validationError),
        choices(
            ridge,
            "%d products of the calendar, penalty μ = %s; "
                .formatted(
                    ForecastInputs.products(inputs.spec()).products().size(),
                    NumberText.figures(effects.penalty())),
            targets,
            windows),
        shortened(design, targets, windows));
  }

  private static List<String> shortened(RidgeDesign design, int targets, ForecastWindows windows) {
    return design.shortened(targets, windows.lookback())
        ? List.of(
            "the oldest rows of the lookback are left out where a fit would take too long; "
                + "lags per column are "
                + Arrays.toString(design.lags()))
        : List.of();
  }

  private static double[] all(int targets, IntToDoubleFunction of) {
    return IntStream.range(0, targets).mapToDouble(of).toArray();
  }

  private static List<String> choices(
      Ridge ridge, String before, int targets, ForecastWindows windows) {
    return IntStream.range(0, targets)
        .mapToObj(
            k -> before + choice(ridge.inputs() + " inputs per step", ridge.penalty(k), windows))
        .toList();
  }

  private static String choice(String inputs, double penalty, ForecastWindows windows) {
    return "%s, penalty λ = %s chosen on %d validation windows"
        .formatted(inputs, NumberText.figures(penalty), windows.count(Part.VALIDATION));
  }

  /** The mean over the targets of this fit's validation error in terms of another's. */
  double relativeTo(LinearFit other) {
    double sum = 0;
    for (int k = 0; k < validationErrors.length; k++) {
      double theirs = other.validationErrors[k];
      // Where neither errs they are equal.
      sum += validationErrors[k] == theirs ? 1 : validationErrors[k] / theirs;
    }
    return sum / validationErrors.length;
  }
}
