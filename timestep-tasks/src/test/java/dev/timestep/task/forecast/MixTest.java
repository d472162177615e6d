package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import dev.timestep.judge.Part;
import dev.timestep.kernel.Engine;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.SmallForecasts.Ask;
import dev.timestep.task.forecast.ridge.RidgeGroups;
import dev.timestep.task.table.TimeTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A share of network and ridge regression for each step. */
class MixTest {
  private static final Ask ASK = Ask.of("a").rows(5, 28, 7);

  private static final KeptBaseline.Linear NO_RIDGE =
      new KeptBaseline.Linear(
          LinearKind.RIDGE, new RidgeGroups(1, List.of()), new int[] {1}, Optional.empty());

  @TempDir Path folder;

  // ---------------------------------------------------------------- the shares

  @Test
  void theShareIsTheOneWithTheLowestErrorOverValidationWindows() {
    // The truth lies a quarter of the way from the regression (0) to the network (8).
    double[] y = {0, 2, 2, 2, 2};
    assertThat(shares(y, 1, new double[] {8}, new double[] {0})).containsExactly(.25);
    // Beyond the network there is nothing but the network.
    assertThat(shares(y, 1, new double[] {1}, new double[] {0})).containsExactly(1);
    assertThat(shares(y, 1, new double[] {4}, new double[] {3})).containsExactly(0);
  }

  @Test
  void theStepsBesideAStepCountToo() {
    double[] y = {0, 2, 2, 2, 2};
    // The errors are |8a-8|, 16a and |24a-16|: alone, the shares would be 1, 0 and .65.
    assertThat(shares(y, 3, new double[] {2, 18, 10}, new double[] {-6, 2, -14}))
        .containsExactly(0, .65, .65);
  }

  @Test
  void ofEqualsTheOneWithMoreOfTheNetworkIsChosen() {
    assertThat(shares(new double[] {0, 5, 5, 5}, 2, new double[] {4, 4}, new double[] {4, 4}))
        .containsExactly(1, 1);
  }

  @Test
  void eachTargetHasItsOwnShares() {
    double[][] shares =
        Mix.choose(
            origin -> new double[][] {{8}, {8}},
            origin -> new double[][] {{0}, {4}},
            new double[][] {{0, 2, 2}, {0, 7, 7}},
            new int[] {1, 2},
            1);
    assertThat(shares).isDeepEqualTo(new double[][] {{.25}, {.75}});
  }

  private static double[] shares(double[] y, int horizon, double[] network, double[] linear) {
    return Mix.choose(
        origin -> new double[][] {network},
        origin -> new double[][] {linear},
        new double[][] {y},
        new int[] {1, 2},
        horizon)[0];
  }

  @Test
  void aShareIsFromZeroToOne() {
    assertThatThrownBy(() -> new Mix(new double[][] {{.5, 1.05}}, NO_RIDGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A mix expects shares from 0 to 1; received [[0.5, 1.05]].");
  }

  // ---------------------------------------------------------------- in a run

  private ForecastRun run(double[] y) {
    return ForecastTraining.run(
        SmallForecasts.daily(folder, y), ASK.options().keeping("mix"), TaskListener.NONE);
  }

  @Test
  void eachStepIsTheChosenShareOfBothForecasts() {
    ForecastRun run = run(SmallForecasts.weekly(300, 1));
    ForecastModel model = run.model();
    TimeTable table = run.plan().table();
    ForecastInputs inputs = model.pipeline().over(table);
    int[] tests = run.plan().windows().origins(Part.TEST);
    NetworkForecasts alone =
        NetworkForecasts.of(Engine.standard(), (ForecastNetwork) model.module(), inputs, tests);
    Forecaster ridge =
        run.plan()
            .gate(inputs, ForecastOptions.MIX)
            .forecaster(run.model().mix().orElseThrow().ridge().name());
    Mix mix = model.mix().orElseThrow();
    assertThat(Arrays.stream(mix.shares()[0]).filter(share -> share > 0 && share < 1))
        .as("a mix, not one of the two")
        .isNotEmpty();
    double sum = 0;
    for (int origin : tests) {
      for (int h = 0; h < 5; h++) {
        double share = mix.shares()[0][h];
        double expected =
            share * alone.forecast(origin)[0][h] + (1 - share) * ridge.forecast(origin)[0][h];
        assertThat(run.network().forecast(origin)[0][h]).isCloseTo(expected, within(1e-12));
        sum += Math.abs(expected - table.column("a")[origin + h]);
      }
    }
    GateResult gate = run.gate();
    assertThat(gate.network().name()).isEqualTo("mix");
    assertThat(gate.network().metrics().mae()).isCloseTo(sum / 5 / tests.length, within(1e-9));
    assertThat(model.stamp().mae()).isEqualTo(gate.network().metrics().mae());
    // The network alone is scored, too, and is what --keep network would have judged.
    GateResult network = ASK.run(table).gate();
    assertThat(network.network().name()).isEqualTo("network");
    assertThat(gate.form("network").orElseThrow().metrics().mae())
        .isEqualTo(network.network().metrics().mae());
    assertThat(network.form("mix").orElseThrow().metrics().mae())
        .isEqualTo(gate.network().metrics().mae());
    assertThat(gate.verdict().sentence()).contains("the mix's").doesNotContain("network");
    assertThat(network.verdict().sentence()).contains("the network's").doesNotContain("mix");
  }

  @Test
  void theFileHoldsBothAndForecastsTheSameBits() {
    ForecastRun run = run(SmallForecasts.weekly(300, 1));
    Path file = folder.resolve("m.timestep");
    ForecastModels.save(run.model(), file);
    ForecastModel loaded = ForecastModels.load(file);
    assertThat(loaded.kept()).isEqualTo("mix");
    assertThat(loaded.mix().orElseThrow().shares())
        .isDeepEqualTo(run.model().mix().orElseThrow().shares());
    TimeTable table = run.plan().table();
    assertThat(loaded.predict(table).values()).isDeepEqualTo(run.next().values());
    ForecastEvaluation evaluation = loaded.evaluate(table);
    assertThat(evaluation.gate().network().metrics().mae())
        .isEqualTo(run.gate().network().metrics().mae());
    assertThat(evaluation.gate().form("network").orElseThrow().metrics().mae())
        .isEqualTo(run.gate().form("network").orElseThrow().metrics().mae());
    JsonObject json = evaluation.json();
    assertThat(json.get("judged").getAsString()).isEqualTo("mix");
    assertThat(json.getAsJsonObject("beside").keySet()).containsExactly("network");
    assertThat(json.getAsJsonObject("model").getAsJsonObject("networkShares").getAsJsonArray("a"))
        .hasSize(5);
  }

  @Test
  void testRowsChangeNeitherSharesNorWeights() {
    double[] y = SmallForecasts.weekly(300, 1);
    ForecastRun run = run(y);
    int border = run.plan().windows().split().begin(Part.TEST);
    Mix mix = run.model().mix().orElseThrow();
    Mix other = run(changedFrom(y, border)).model().mix().orElseThrow();
    assertThat(other.shares()).isDeepEqualTo(mix.shares());
    assertThat(other.ridge().weights().numbers(0)).isEqualTo(mix.ridge().weights().numbers(0));
  }

  @Test
  void aForecastReadsNoValueAtOrBehindItsOrigin() {
    double[] y = SmallForecasts.weekly(300, 1);
    ForecastRun run = run(y);
    int origin = run.plan().windows().firstOrigin(Part.TEST) + 4;
    ForecastModel model = run.model();
    ForecastInputs changed =
        model.pipeline().over(SmallForecasts.daily(folder, changedFrom(y, origin)));
    NetworkForecasts alone =
        NetworkForecasts.of(
            Engine.standard(),
            (ForecastNetwork) model.module(),
            changed,
            new int[] {origin, origin + 5});
    Forecaster blind = model.mix().orElseThrow().over(changed, alone);
    assertThat(blind.forecast(origin)).isDeepEqualTo(run.network().forecast(origin));
    assertThat(blind.forecast(origin + 5)[0]).isNotEqualTo(run.network().forecast(origin + 5)[0]);
  }

  private static double[] changedFrom(double[] y, int border) {
    double[] changed = y.clone();
    for (int row = border; row < y.length; row++) {
      changed[row] += 100 + row % 13;
    }
    return changed;
  }

  @Test
  void anyNumberOfThreadsGivesTheSameShares() {
    TimeTable table = SmallForecasts.daily(folder, SmallForecasts.weekly(300, 1));
    double[][] one = ASK.threads(1).run(table).model().mix().orElseThrow().shares();
    for (int threads : new int[] {2, 3}) {
      assertThat(ASK.threads(threads).run(table).model().mix().orElseThrow().shares())
          .isDeepEqualTo(one);
    }
  }

  @Test
  void wordsSayHowMuchIsTheNetworks() {
    assertThat(new Mix(new double[][] {{0, .5, 1}, {.5, .5, 1}}, NO_RIDGE).words())
        .isEqualTo("the network's share is 25 % at step 1, 100 % at step 3, 58 % on average");
    assertThat(new Mix(new double[][] {{.35}}, NO_RIDGE).words())
        .isEqualTo("the network's share is 35 %");
  }
}
