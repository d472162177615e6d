package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.judge.Verdict.Outcome;
import dev.timestep.task.CellKind;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.RunOptions;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.baseline.Anchor;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasting on the data of the quick start: in short in each build, in full when asked for. */
class BirthsForecastTest {

  @Test
  void threeEpochsOfASmallNetworkBeatWhatNeedsNoTraining() {
    ForecastRun run =
        run(
            Optional.empty(),
            42,
            OptionalInt.of(56),
            new RecurrentSettings(CellKind.GRU, 16, 1, 0.2),
            3,
            ForecastOptions.NETWORK);
    // The mean of the last four same weekdays, which the network starts from, misses by 450.6.
    assertThat(run.model().pipeline().inputs().anchor()).isEqualTo(Anchor.SLOT_MEAN);
    assertThat(run.gate().windows().test()).isEqualTo(521);
    assertThat(run.gate().network().metrics().mae()).isLessThan(420);
  }

  /** The figures of docs/forecasting.md; which also says how to run this. */
  @Tag("figures")
  @ParameterizedTest
  @ValueSource(longs = {42, 43, 44})
  void withUsHolidays(long seed) {
    check(defaults(Optional.of("US"), seed), 170, 190);
  }

  /** The figures of docs/forecasting.md; which also says how to run this. */
  @Tag("figures")
  @ParameterizedTest
  @ValueSource(longs = {42, 43, 44})
  void withoutHolidays(long seed) {
    ForecastRun run = defaults(Optional.empty(), seed);
    check(run, 186, 225);
    assertThat(run.gate().verdict().outcome()).isEqualTo(Outcome.NETWORK_WINS);
  }

  private static void check(ForecastRun run, double mix, double ridge) {
    assertThat(run.gate().network().name()).isEqualTo("mix");
    assertThat(run.gate().network().metrics().mae()).isLessThanOrEqualTo(mix);
    assertThat(run.gate().best()).isEqualTo("ridge_calendar");
    assertThat(run.gate().bestBaseline().metrics().mae()).isLessThanOrEqualTo(ridge);
  }

  private static ForecastRun defaults(Optional<String> holidays, long seed) {
    return run(
        holidays,
        seed,
        OptionalInt.empty(),
        ForecastOptions.RECURRENT,
        TrainingOptions.DEFAULT.epochs(),
        ForecastOptions.MIX);
  }

  private static ForecastRun run(
      Optional<String> holidays,
      long seed,
      OptionalInt lookback,
      RecurrentSettings network,
      int epochs,
      String keep) {
    TrainingOptions training = TrainingOptions.DEFAULT;
    ForecastOptions options =
        new ForecastOptions(
            List.of("births"),
            ReadOptions.defaults(),
            OptionalInt.of(28),
            lookback,
            OptionalInt.empty(),
            holidays,
            Split.DEFAULT,
            network,
            new TrainingOptions(
                epochs,
                training.batch(),
                training.learningRate(),
                training.loss(),
                training.patience()),
            keep,
            RunOptions.defaults().withSeed(seed));
    return ForecastTraining.run(births(), options, TaskListener.NONE);
  }

  private static Path births() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("examples/data/us-births.csv"))) {
      folder = folder.getParent();
      assertThat(folder).as("no folder above has examples/data/us-births.csv").isNotNull();
    }
    return folder.resolve("examples/data/us-births.csv");
  }
}
