package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.judge.Part;
import dev.timestep.kernel.Engine;
import dev.timestep.task.CellKind;
import dev.timestep.task.RunOptions;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.SmallForecasts.Ask;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.TimeTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training a forecasting model further. */
class ContinuationTest {
  private static final Ask ASK = Ask.of("a").rows(5, 28, 7).epochs(3);
  private static final int ROWS = 300;
  private static final int MORE = 380;

  @TempDir static Path folder;
  private static double[] values;
  private static ForecastModel first;
  private static Path file;

  @BeforeAll
  static void train() {
    values = SmallForecasts.weekly(MORE, 1);
    for (int row = 0; row < MORE; row++) {
      values[row] += row % 14 < 7 ? 10 : 0;
    }
    first = ASK.run(table(ROWS)).model();
    assertThat(first.stamp().bestEpoch()).as("a network that learnt something").isPositive();
    file = folder.resolve("first.timestep");
    ForecastModels.save(first, file);
  }

  private static TimeTable table(int rows) {
    return SmallForecasts.daily(folder, Arrays.copyOf(values, rows));
  }

  private static ForecastOptions from(Path model, Ask ask) {
    return ask.options().withRun(RunOptions.defaults().withThreads(1).withFrom(Optional.of(model)));
  }

  /** Remembers the validation loss that training begins with. */
  private static final class Start implements TaskListener {
    private double loss;

    @Override
    public void starting(double validationLoss) {
      loss = validationLoss;
    }
  }

  @Test
  void theWeightsStartFromTheModel() {
    Start start = new Start();
    ForecastRun run = ForecastTraining.run(table(MORE), from(file, ASK), start);
    assertThat(start.loss).isGreaterThan(0);

    // The loss is the mean absolute error in deviations of the column, here from the model itself.
    TimeTable table = table(MORE);
    ForecastInputs inputs = first.pipeline().over(table);
    int[] origins = run.plan().windows().origins(Part.VALIDATION);
    NetworkForecasts forecasts =
        NetworkForecasts.of(Engine.standard(), (ForecastNetwork) first.module(), inputs, origins);
    double sum = 0;
    for (int origin : origins) {
      for (int h = 0; h < 5; h++) {
        sum += Math.abs(forecasts.forecast(origin)[0][h] - values[origin + h]);
      }
    }
    double expected = sum / (origins.length * 5) / first.pipeline().scale()[0];
    assertThat(start.loss).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-5));
  }

  @Test
  void inputsAndScalesStayAndTheStampSaysFromWhat() throws Exception {
    byte[] before = Files.readAllBytes(file);
    ForecastRun run = ForecastTraining.run(table(MORE), from(file, ASK), TaskListener.NONE);
    assertThat(run.model().pipeline().scale()).isEqualTo(first.pipeline().scale());
    assertThat(run.model().pipeline().inputs()).isEqualTo(first.pipeline().inputs());
    assertThat(run.model().stamp().run().from()).hasValue(first.stamp().run().fingerprint());
    assertThat(run.model().stamp().run().fingerprint())
        .isNotEqualTo(first.stamp().run().fingerprint());
    assertThat(run.model().stamp().rows()).isEqualTo(MORE);
    assertThat(run.plan().table().markedNotes())
        .contains("The model is trained further: of the 380 rows, 80 are new to it.");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);

    Path second = folder.resolve("second.timestep");
    ForecastModels.save(run.model(), second);
    assertThat(ForecastModels.load(second).stamp()).isEqualTo(run.model().stamp());
    assertThat(first.stamp().run().from()).isEmpty();
  }

  @Test
  void trainingThatDoesNotHelpGivesTheModelBack() {
    // One step at a rate that moves every weight far away.
    ForecastOptions wild =
        from(file, ASK)
            .withTraining(new TrainingOptions(1, 512, 50, TrainingOptions.LossKind.MAE, 10));
    ForecastRun run = ForecastTraining.run(table(MORE), wild, TaskListener.NONE);
    assertThat(run.model().stamp().bestEpoch()).isZero();
    ForecastLeakTest.assertSameWeights(run.model(), first);
  }

  @Test
  void anotherSeriesIsSaidToBeOne() {
    double[] other = values.clone();
    other[3] += 1;
    ForecastRun run =
        ForecastTraining.run(
            SmallForecasts.daily(folder, other), from(file, ASK), TaskListener.NONE);
    assertThat(run.plan().table().markedNotes())
        .anySatisfy(
            note ->
                assertThat(note)
                    .contains("does not begin with the rows that it was trained on")
                    .contains("all 380 rows count as new"));
  }

  @Test
  void whatDoesNotFitTheModelIsRefusedByName() {
    refused(() -> run(table(MORE), ASK.rows(6, 28, 7)), "its own horizon, 5; received 6");
    refused(() -> run(table(MORE), ASK.rows(5, 35, 7)), "its own lookback, 28; received 35");
    refused(() -> run(table(MORE), ASK.rows(5, 28, 14)), "its own season, 7; received 14");
    refused(
        () -> run(table(MORE), ASK.network(CellKind.LSTM, 1)), "its own cell, gru; received lstm");
    refused(() -> run(table(MORE), ASK.network(CellKind.GRU, 2)), "its own layers, 1; received 2");
    TimeTable both = SmallForecasts.daily(folder, values, values);
    refused(() -> run(both, Ask.of("a", "b").rows(5, 28, 7)), "its own target, a; received a,b");
    TimeTable hours = SmallForecasts.table(folder, "date", Frequency.parse("h"), values);
    refused(() -> run(hours, ASK), "Give a file with the step of the model");
  }

  /** The model has 4 units; the options say 64 where nobody chose. */
  @Test
  void aDefaultCountsWhereItWasGiven() {
    ForecastOptions ask = from(file, ASK);
    ForecastOptions plain =
        ask.withNetwork(ForecastOptions.RECURRENT).withRun(ask.run().withGiven(Set.of("epochs")));
    ForecastModel second = ForecastTraining.run(table(MORE), plain, TaskListener.NONE).model();
    assertThat(second.network().hidden()).isEqualTo(4);
    refused(
        () ->
            ForecastTraining.run(
                table(MORE),
                plain.withRun(ask.run().withGiven(Set.of("hidden"))),
                TaskListener.NONE),
        "A model that is trained further expects its own hidden, 4; received 64. Leave the setting"
            + " out, or train a new model.");
    // What is as in the model is no other value.
    ForecastOptions cell = plain.withRun(ask.run().withGiven(Set.of("cell", "dropout")));
    assertThat(ForecastTraining.run(table(MORE), cell, TaskListener.NONE).model().network())
        .isEqualTo(second.network());
  }

  @Test
  void aTestPartThatTheModelHasSeenIsRefused() {
    refused(
        () -> run(table(ROWS), ASK, "150/50/100"),
        "240 to train and 30 to validate. A model that is trained further expects no fewer before"
            + " the new validation and test parts; received 150 and 50. Choose split so");
    // What the message asks for is accepted.
    assertThat(run(table(ROWS), ASK, "240/30/30").model().stamp().trainRows()).isEqualTo(240);
  }

  @Test
  void evaluateSaysThatTheFirstFileIsNotNew() {
    ForecastModel second = run(table(MORE), ASK).model();
    assertThat(second.evaluate(table(ROWS)).entries())
        .anySatisfy(entry -> assertThat(entry.text()).contains("counts rows that it has seen"));
    assertThat(second.evaluate(table(MORE)).entries())
        .noneSatisfy(entry -> assertThat(entry.text()).contains("counts rows that it has seen"));
  }

  @Test
  void aModelOfAnotherJobIsRefusedWithAdvice() {
    JsonObject other = new JsonObject();
    other.addProperty("type", "classify");
    other.addProperty("version", 1);
    Path path = folder.resolve("other.timestep");
    dev.timestep.io.model.ModelFile.write(
        path,
        new ModelArchive(
            other, ForecastModels.archive(first).weights(), new JsonObject(), new JsonObject()));
    assertThatThrownBy(() -> ForecastTraining.run(table(MORE), from(path, ASK), TaskListener.NONE))
        .hasMessageContaining(path.toString())
        .hasMessageContaining("is of the type \"classify\"; \"forecast\" was expected")
        .hasMessageContaining("or another model");
  }

  @Test
  void aKeptBaselineIsNotDroppedInSilence() {
    ForecastModel kept =
        ForecastTraining.run(table(ROWS), ASK.options().keeping("ridge"), TaskListener.NONE)
            .model();
    Path path = folder.resolve("kept.timestep");
    ForecastModels.save(kept, path);
    ForecastRun run = ForecastTraining.run(table(MORE), from(path, ASK), TaskListener.NONE);
    assertThat(run.model().kept()).isEqualTo("network");
    assertThat(dev.timestep.task.message.Message.plain(run.plan().table().markedNotes()))
        .contains(
            "The model that is trained further answers by its baseline ridge; the new one will"
                + " answer by its network. keep ridge keeps that baseline.");
  }

  private static ForecastRun run(TimeTable table, Ask ask) {
    return run(table, ask, Split.DEFAULT);
  }

  private static ForecastRun run(TimeTable table, Ask ask, String split) {
    ForecastOptions o = from(file, ask);
    return ForecastTraining.run(
        table,
        new ForecastOptions(
            o.targets(),
            o.read(),
            o.horizon(),
            o.lookback(),
            o.season(),
            o.holidays(),
            split,
            o.network(),
            o.training(),
            o.keep(),
            o.run()),
        TaskListener.NONE);
  }

  private static void refused(ThrowingCallable work, String says) {
    assertThatThrownBy(work)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says);
  }
}
