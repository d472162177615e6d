package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.Part;
import dev.timestep.task.forecast.statistical.Ets;
import dev.timestep.task.forecast.statistical.HoltWinters;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.statistical.Theta;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Split;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Statistical models take part in the gate as baselines. */
class SeriesGateTest {
  private static final int ROWS = 400;
  private static final int HORIZON = 5;
  private static final List<SeriesMethod> METHODS = List.of(new Theta(), Ets.automatic());

  private final ForecastWindows windows =
      new ForecastWindows(Split.parse("280/50/70", ROWS), 14, HORIZON);
  private final double[][] targets = {weeks(1), weeks(2)};

  private static double[] weeks(long seed) {
    var random = new SplittableRandom(seed);
    double[] values = new double[ROWS];
    double level = 50;
    for (int row = 0; row < ROWS; row++) {
      level += 0.3 * random.nextGaussian();
      values[row] = level + 10 * Math.sin(row % 7) + random.nextGaussian();
    }
    return values;
  }

  private BaselineGate gate(List<SeriesMethod> methods) {
    return BaselineGate.prepare(
        List.of("a", "b"), targets, windows, 7, 0, methods, Optional.empty());
  }

  private static GateResult judged(BaselineGate gate) {
    return gate.judge(gate.forecaster("naive"), 1);
  }

  @Test
  void theyAreScoredAfterTheSimplerOnesAndSayWhatWasChosen() {
    GateResult result = judged(gate(METHODS));
    assertThat(result.baselines())
        .extracting(ModelScore::name)
        .containsExactly("naive", "seasonal_naive", "drift", "slot_mean", "theta", "ets");
    // A level that wanders under a fixed season is what exponential smoothing is made for.
    assertThat(result.best()).isEqualTo("ets");
    assertThat(result.notes())
        .anySatisfy(note -> assertThat(note).startsWith("Theta method for a: Theta, alpha 0."))
        .anySatisfy(
            note ->
                assertThat(note)
                    .startsWith("exponential smoothing (ETS) for b: ETS(")
                    .contains(", AICc "));
  }

  @Test
  void theScoreIsThatOfForecastsFromEveryTestOrigin() {
    BaselineGate gate = gate(METHODS);
    for (String name : List.of("theta", "ets")) {
      ModelScore score =
          gate.baselines().stream().filter(one -> one.name().equals(name)).findFirst().get();
      double sum = 0;
      int count = 0;
      for (int origin : windows.origins(Part.TEST)) {
        double[][] forecast = gate.forecaster(name).forecast(origin);
        for (int target = 0; target < 2; target++) {
          for (int h = 0; h < HORIZON; h++) {
            sum += Math.abs(forecast[target][h] - targets[target][origin + h]);
            count++;
          }
        }
      }
      assertThat(score.metrics().mae()).isCloseTo(sum / count, within(1e-12));
    }
  }

  @Test
  void noTestRowReachesAFit() {
    List<String> before = judged(gate(METHODS)).notes();
    double[][] forecast = gate(METHODS).forecaster("ets").forecast(330);
    for (double[] target : targets) {
      for (int row = 330; row < ROWS; row++) {
        target[row] = 1e3 * (row % 2);
      }
    }
    assertThat(judged(gate(METHODS)).notes()).isEqualTo(before);
    assertThat(gate(METHODS).forecaster("ets").forecast(330)).isDeepEqualTo(forecast);
  }

  @Test
  void aFitThatCannotBeMadeIsLeftOutWithItsReason() {
    targets[1][3] = -1;
    GateResult result = judged(gate(List.of(new HoltWinters(), new Theta())));
    assertThat(result.omitted())
        .anySatisfy(
            omitted -> {
              assertThat(omitted.id()).isEqualTo("holt_winters");
              assertThat(omitted.reason()).contains("values above zero; received -1.0");
            });
    assertThat(result.baselines()).extracting(ModelScore::name).contains("theta");
  }

  /** A terminal shows the findings' notes alone; page and JSON say how each model was fitted. */
  @Test
  void howModelsWereFittedStandsApart() {
    GateResult result = judged(gate(METHODS));
    assertThat(result.fits()).hasSize(targets.length * METHODS.size()).isEqualTo(result.notes());
    assertThat(result.findings().notes()).isEmpty();
  }
}
