package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.Part;
import dev.timestep.kernel.Engine;
import dev.timestep.task.forecast.SmallForecasts.Ask;
import dev.timestep.task.table.TimeTable;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No row that was not known may change anything. */
class ForecastLeakTest {
  private static final int ROWS = 300;
  private static final Ask ASK = Ask.of("a").rows(5, 28, 7);

  @TempDir Path directory;

  private final double[] y = SmallForecasts.weekly(ROWS, 1);

  @Test
  void testRowsChangeNothingThatIsFitted() {
    ForecastRun run = run(y);
    int border = run.plan().windows().split().begin(Part.TEST);
    ForecastRun changed = run(changedFrom(border));

    assertSamePipeline(changed, run);
    assertThat(changed.model().stamp().bestEpoch()).isEqualTo(run.model().stamp().bestEpoch());
    assertThat(changed.training().bestLoss()).isEqualTo(run.training().bestLoss());
    assertSameWeights(changed.model(), run.model());
    assertThat(changed.gate().network().metrics().mae())
        .isNotEqualTo(run.gate().network().metrics().mae());
  }

  @Test
  void validationRowsChooseTheEpochAndNothingElse() {
    ForecastRun run = run(y);
    int border = run.plan().windows().split().begin(Part.VALIDATION);
    ForecastRun changed = run(changedFrom(border));

    assertSamePipeline(changed, run);
    for (int epoch = 0; epoch < run.training().history().size(); epoch++) {
      assertThat(changed.training().history().get(epoch).trainLoss())
          .isEqualTo(run.training().history().get(epoch).trainLoss());
      assertThat(changed.training().history().get(epoch).validationLoss())
          .isNotEqualTo(run.training().history().get(epoch).validationLoss());
    }
  }

  @Test
  void aForecastReadsNoValueAtOrBehindItsOrigin() {
    ForecastRun run = run(y);
    int[] origins = run.plan().windows().origins(Part.TEST);
    for (int origin : new int[] {origins[0], origins[origins.length / 2]}) {
      ForecastModel model = run.model();
      TimeTable changed = SmallForecasts.daily(directory, changedFrom(origin));
      NetworkForecasts blind =
          NetworkForecasts.of(
              Engine.standard(),
              (ForecastNetwork) model.module(),
              model.pipeline().over(changed),
              origins);
      assertThat(blind.forecast(origin)).isDeepEqualTo(run.network().forecast(origin));
      int last = origins[origins.length - 1];
      assertThat(blind.forecast(last)[0]).isNotEqualTo(run.network().forecast(last)[0]);
    }
  }

  @Test
  void predictingFromAShorterTableIsTheForecastAtThatOrigin() {
    ForecastRun run = run(y);
    int origin = ROWS - 12;
    double[] shorter = java.util.Arrays.copyOf(y, origin);
    Forecast forecast = run.model().predict(SmallForecasts.daily(directory, shorter));
    double[][] scored = run.network().forecast(origin);
    assertThat(forecast.values()).hasDimensions(scored.length, scored[0].length);
    for (int k = 0; k < scored.length; k++) {
      // What is handed out is rounded to a millionth of the deviation, what is scored is not.
      double unit = 1e-6 * run.model().pipeline().scale()[k];
      assertThat(forecast.values()[k]).containsExactly(scored[k], within(unit));
    }
    assertThat(forecast.times().getFirst()).startsWith("2001-10-16");
  }

  private ForecastRun run(double[] values) {
    return ASK.run(SmallForecasts.daily(directory, values));
  }

  private double[] changedFrom(int border) {
    double[] changed = y.clone();
    Random random = new Random(9);
    for (int row = border; row < ROWS; row++) {
      changed[row] += 100 + 50 * random.nextGaussian();
    }
    return changed;
  }

  private static void assertSamePipeline(ForecastRun changed, ForecastRun run) {
    ForecastPipeline a = run.model().pipeline();
    ForecastPipeline b = changed.model().pipeline();
    assertThat(b.inputs()).isEqualTo(a.inputs());
    assertThat(b.scale()).isEqualTo(a.scale());
    assertThat(b.spread()).isEqualTo(a.spread());
  }

  static void assertSameWeights(ForecastModel changed, ForecastModel model) {
    var expected = model.module().parameters();
    var actual = changed.module().parameters();
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, parameter) ->
            assertThat(actual.get(name).value().data())
                .as(name)
                .isEqualTo(parameter.value().data()));
  }
}
