package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.Part;
import dev.timestep.judge.Verdict.Outcome;
import dev.timestep.task.forecast.baseline.Baseline;
import dev.timestep.task.forecast.ridge.RidgeDesign;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.CalendarFeatures;
import dev.timestep.task.table.CalendarSpec;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The gate on the data of the quick start, against figures measured elsewhere. */
class ExampleDataGateTest {
  private static final int LOOKBACK = 365;
  private static final int HORIZON = 28;

  @Test
  void theSimpleBaselinesReachTheirKnownFiguresOnBirths() {
    BaselineGate gate = births(Optional.empty(), false);
    Map<String, Double> errors = new HashMap<>();
    for (ModelScore score : gate.baselines()) {
      errors.put(score.name(), score.metrics().mae());
    }
    // Computed apart from this code, with NumPy, from the same file.
    assertThat(errors)
        .containsOnlyKeys("naive", "seasonal_naive", "drift", "slot_mean", "last_year");
    assertThat(errors.get("naive")).isCloseTo(2207.85, within(0.01));
    assertThat(errors.get("seasonal_naive")).isCloseTo(502.07, within(0.01));
    assertThat(errors.get("drift")).isCloseTo(2210.91, within(0.01));
    assertThat(errors.get("slot_mean")).isCloseTo(450.63, within(0.01));
    assertThat(errors.get("last_year")).isCloseTo(336.57, within(0.01));
  }

  @Test
  void theRidgeIsNoStrawmanWithoutHolidays() {
    assertThat(ridgeError(births(Optional.empty(), true))).isLessThan(325);
  }

  @Test
  void theRidgeIsNoStrawmanWithHolidays() {
    assertThat(ridgeError(births(Optional.of("US"), true))).isLessThan(230);
  }

  @Test
  void onExchangeRatesANetworkThatSaysNaivePlusNoiseIsToldToUseTheNaiveForecast() {
    TimeTable table = read("euro-rates.csv", "USD");
    double[] rate = table.column("USD");
    var windows = new ForecastWindows(Split.parse(Split.DEFAULT, rate.length), 20, 5);
    var gate =
        BaselineGate.prepare(
            new double[][] {rate},
            windows,
            table.axis().frequency().seasonLength(),
            table.axis().frequency().perYear(),
            Optional.of(
                RidgeDesign.of(new double[][] {rate}, 1, 20, new double[rate.length][0], 5)));
    Random random = new Random(1);
    GateResult result =
        gate.judge(
            origin -> {
              double[] forecast = new Baseline.Naive().forecast(rate, origin, 5);
              for (int h = 0; h < 5; h++) {
                forecast[h] *= 1 + 0.01 * random.nextGaussian();
              }
              return new double[][] {forecast};
            },
            1);
    // Computed apart from this code, with NumPy, from the same file.
    assertThat(gate.baselines().getFirst().metrics().mae()).isCloseTo(0.0067664, within(1e-7));
    assertThat(result.verdict().outcome()).isEqualTo(Outcome.NETWORK_LOSES);
    assertThat(result.simplest()).isEqualTo("naive");
    assertThat(result.verdict().sentence()).contains("se the naive forecast");
  }

  @Test
  void aLeadThatMayBeChanceDoesNotMakeABaselineTheOneToUse() {
    double[] rate = read("euro-rates.csv", "CHF").column("CHF");
    var windows = new ForecastWindows(Split.parse(Split.DEFAULT, rate.length), 32, 20);
    var gate = BaselineGate.prepare(new double[][] {rate}, windows, 5, 261, Optional.empty());
    GateResult result =
        gate.judge(origin -> new double[][] {new Baseline.Naive().forecast(rate, origin, 20)}, 1);
    double naive = gate.baselines().getFirst().metrics().mae();
    assertThat(result.best()).isEqualTo("drift");
    assertThat(naive / result.bestBaseline().metrics().mae()).isBetween(1.01, 1.05);
    assertThat(result.simplest()).isEqualTo("naive");
  }

  private static double ridgeError(BaselineGate gate) {
    ModelScore last = gate.baselines().getLast();
    assertThat(last.name()).isEqualTo("ridge");
    return last.metrics().mae();
  }

  /** Births with the calendar that the command line would choose. */
  private static BaselineGate births(Optional<String> country, boolean ridge) {
    TimeTable table = read("us-births.csv", "births");
    double[] births = table.column("births");
    var windows = new ForecastWindows(Split.parse("0.8/0.1/0.1", births.length), LOOKBACK, HORIZON);
    assertThat(windows.count(Part.TEST)).isEqualTo(521);
    var calendar =
        new CalendarFeatures(
            CalendarSpec.choose(table.axis(), windows.split().end(Part.TRAIN), country));
    double[][] known = new double[births.length][calendar.size()];
    float[][] rows = calendar.rows(table.axis(), 0, births.length);
    for (int row = 0; row < known.length; row++) {
      for (int f = 0; f < calendar.size(); f++) {
        known[row][f] = rows[row][f];
      }
    }
    double[][] targets = {births};
    return BaselineGate.prepare(
        targets,
        windows,
        table.axis().frequency().seasonLength(),
        table.axis().frequency().perYear(),
        ridge
            ? Optional.of(RidgeDesign.of(targets, 1, LOOKBACK, known, HORIZON))
            : Optional.empty());
  }

  private static TimeTable read(String file, String column) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("examples/data/" + file))) {
      folder = folder.getParent();
      assertThat(folder).as("no folder above has examples/data/%s", file).isNotNull();
    }
    return TableReader.read(
        folder.resolve("examples/data/" + file), List.of(column), ReadOptions.defaults());
  }
}
