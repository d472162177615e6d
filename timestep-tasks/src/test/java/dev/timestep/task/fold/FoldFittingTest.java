package dev.timestep.task.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.TensorDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.task.Recipe;
import dev.timestep.task.RunOptions;
import dev.timestep.task.TaskListener;
import dev.timestep.task.TrainingStoppedException;
import dev.timestep.task.message.TaskException;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Objective;
import dev.timestep.train.Supervised;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is no classifier: line number n learns to multiply by n + 1. */
class FoldFittingTest {
  private static final int COUNT = 3;
  private static final int EPOCHS = 40;

  @TempDir private Path folder;

  private static final class Lines implements FoldNetworks<Sequential, Batch> {
    private final List<Integer> made = new ArrayList<>();

    @Override
    public String name() {
      return "LINES";
    }

    @Override
    public String words() {
      return "line";
    }

    @Override
    public int count() {
      return COUNT;
    }

    @Override
    public Sequential network(int number) {
      synchronized (made) {
        made.add(number);
      }
      return Sequential.of(1, seed(number), Layers.lastStep(), Layers.dense(1));
    }

    @Override
    public Objective<Batch> objective(Sequential network) {
      return new Supervised(network, Losses.mse());
    }

    @Override
    public Batches<Batch> batches(int number) {
      float[] x = {-2, -1, 1, 2};
      float[] y = new float[x.length];
      for (int at = 0; at < x.length; at++) {
        y[at] = (number + 1) * x[at];
      }
      return Batches.shuffled(
          new TensorDataset(Tensor.of(x, 4, 1, 1), Tensor.of(y, 4, 1)), 2, seed(number));
    }

    @Override
    public Recipe recipe(int number) {
      return Recipe.of(EPOCHS, 2, 0.3, 0).withWarmUp(1);
    }

    @Override
    public long seed(int number) {
      return 5 + number;
    }

    @Override
    public float[][] answers(Sequential network, int number, Engine engine) {
      Tensor answer = network.predict(engine, Tensor.of(new float[] {1}, 1, 1, 1), null);
      return new float[][] {answer.data()};
    }
  }

  private static List<TrainedFold<Sequential>> fit(
      Lines lines, FoldRun run, TaskListener listener) {
    try (Workers workers = new Workers(2)) {
      return FoldFitting.fit(lines, run, new FoldProgress(listener, 1), workers);
    }
  }

  private FoldRun run(boolean resume, String data) {
    SequencedMap<String, String> identity = new LinkedHashMap<>();
    identity.put("the data", data);
    return FoldRun.of(
        RunOptions.defaults().withCheckpoint(folder.resolve("lines.checkpoint"), resume), identity);
  }

  @Test
  void eachNetworkLearnsItsOwn() {
    List<TrainedFold<Sequential>> folds = fit(new Lines(), FoldRun.plain(), TaskListener.NONE);
    assertThat(folds).hasSize(COUNT);
    for (int number = 0; number < COUNT; number++) {
      assertThat(folds.get(number).answers()[0][0]).isCloseTo(number + 1f, within(0.1f));
      assertThat(folds.get(number).history()).hasSize(EPOCHS);
    }
  }

  @Test
  void progressCountsAllEpochsOfAllNetworks() {
    List<Double> shares = new ArrayList<>();
    fit(
        new Lines(),
        FoldRun.plain(),
        new TaskListener() {
          @Override
          public void progress(String sentence, double share) {
            assertThat(sentence).isEqualTo("training the line");
            shares.add(share);
          }
        });
    assertThat(shares).hasSize(COUNT * EPOCHS).isSorted();
    assertThat(shares.getLast()).isCloseTo(1, within(1e-9));
  }

  @Test
  void aRunThatGoesOnTrainsNothingTwice() {
    List<TrainedFold<Sequential>> first = fit(new Lines(), run(false, "a"), TaskListener.NONE);
    Lines again = new Lines();
    FoldRun run = run(true, "a");
    assertThat(run.resumed()).isEqualTo("Going on with 3 trained networks of the checkpoint.");
    List<TrainedFold<Sequential>> second = fit(again, run, TaskListener.NONE);
    for (int number = 0; number < COUNT; number++) {
      assertThat(second.get(number).answers()).isDeepEqualTo(first.get(number).answers());
      assertThat(second.get(number).history()).isEqualTo(first.get(number).history());
    }
    assertThatThrownBy(() -> run(true, "b"))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("the data was a and is b");
  }

  @Test
  void endsWhenItIsAsked() {
    FoldRun run = run(false, "a");
    TaskListener stopper =
        new TaskListener() {
          @Override
          public void progress(String sentence, double share) {
            run.stop().run();
          }
        };
    assertThatThrownBy(() -> fit(new Lines(), run, stopper))
        .isInstanceOf(TrainingStoppedException.class);
    assertThat(folder.resolve("lines.checkpoint")).exists();
  }
}
