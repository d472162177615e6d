package dev.timestep.task.forecast.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exponential smoothing against R's {@code forecast::ets}: with R's weights and first states the
 * likelihood, the forecasts and the intervals are R's, and an estimate of our own is as likely as
 * R's or more.
 */
final class EtsGoldenTest {
  private static final SmoothingGolden GOLDEN = new SmoothingGolden();

  static List<String[]> models() {
    return GOLDEN.smoothingModels();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("models")
  void theLikelihoodIsThatOfR(String series, String model) {
    double[] values = GOLDEN.values(series);
    EtsForm form = SmoothingGolden.form(model);
    EtsLikelihood likelihood =
        EtsLikelihood.of(form, GOLDEN.weights(series, model), GOLDEN.states(series, model), values);
    int estimated = form.parameters(SmoothingGolden.season(series));
    double k = estimated + 1;
    double n = values.length;
    double aicc = likelihood.value() + 2 * k + 2 * k * (k + 1) / (n - k - 1);
    assertThat(aicc).isCloseTo(GOLDEN.one(series, model, "aicc"), within(1e-6));
    assertThat(Math.sqrt(likelihood.squares() / (n - estimated)))
        .isCloseTo(GOLDEN.one(series, model, "sigma"), within(1e-9 * n));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("models")
  void forecastsAndIntervalsAreThoseOfR(String series, String model) {
    SeriesForecast forecast = asInR(series, model);
    double[] mean = GOLDEN.get(series, model, "mean");
    double[] lower = GOLDEN.get(series, model, "lower");
    double[] upper = GOLDEN.get(series, model, "upper");
    // R has a formula where we simulate, and its mean counts the chance that level and season move
    // together.
    boolean simulated = SmoothingGolden.form(model).season() == EtsPart.MULTIPLICATIVE;
    for (int step = 0; step < mean.length; step++) {
      double width = upper[step] - lower[step];
      double bound = simulated ? 0.05 * width : 1e-7 * mean[step];
      assertThat(forecast.point()[step])
          .isCloseTo(mean[step], within(simulated ? 2e-3 * mean[step] : 1e-9 * mean[step]));
      assertThat(forecast.quantile(0.05)[step]).isCloseTo(lower[step], within(bound));
      assertThat(forecast.quantile(0.95)[step]).isCloseTo(upper[step], within(bound));
    }
  }

  private static SeriesForecast asInR(String series, String model) {
    double[] values = GOLDEN.values(series);
    EtsForm form = SmoothingGolden.form(model);
    FittedEts fitted =
        new FittedEts(
            Ets.AUTOMATIC,
            model,
            form,
            form.seasonal() ? SmoothingGolden.season(series) : 1,
            GOLDEN.weights(series, model),
            GOLDEN.states(series, model),
            GOLDEN.one(series, model, "sigma"),
            Carrying.of(values, 0));
    return fitted.forecast(values, values.length, 24);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("models")
  void anEstimateIsAsLikelyAsThatOfR(String series, String model) {
    double[] values = GOLDEN.values(series);
    FittedSeries fitted =
        Ets.of(SmoothingGolden.form(model)).fit(values, SmoothingGolden.season(series));
    assertThat(aicc(fitted)).isLessThan(GOLDEN.one(series, model, "aicc") + 0.1);
  }

  @ParameterizedTest
  @MethodSource("series")
  void theFormWithTheLowestAiccIsTaken(String series) {
    double[] values = GOLDEN.values(series);
    int season = SmoothingGolden.season(series);
    double best =
        EtsForm.candidates(true, season > 1).stream()
            .mapToDouble(form -> aicc(Ets.of(form).fit(values, season)))
            .min()
            .orElseThrow();
    assertThat(aicc(Ets.automatic().fit(values, season))).isEqualTo(best);
  }

  static List<String> series() {
    return List.of("Nile", "AirPassengers");
  }

  private static double aicc(FittedSeries fitted) {
    String choice = fitted.choice();
    return Double.parseDouble(choice.substring(choice.indexOf("AICc ") + 5).split(";")[0]);
  }
}
