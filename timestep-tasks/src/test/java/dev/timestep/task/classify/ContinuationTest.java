package dev.timestep.task.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.io.model.SequentialModels;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Sequential;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.sequence.Sequence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinuationTest {
  @TempDir private Path folder;

  private ClassifyModel trained(Path data, int epochs) {
    ClassifyModel model =
        SlopeFiles.train(data, SlopeFiles.options(epochs, SlopeFiles.run())).model();
    model.save(folder.resolve("first.timestep"));
    return model;
  }

  private ClassifyOptions further(int epochs) {
    return SlopeFiles.options(
        epochs, SlopeFiles.run().withFrom(Optional.of(folder.resolve("first.timestep"))));
  }

  @Test
  void startsFromTheNetworksOfTheModel() throws Exception {
    Path data = SlopeFiles.wide(folder.resolve("a.csv"), 32, 1, "down", "up");
    ClassifyModel first = trained(data, 30);
    Path more = SlopeFiles.wide(folder.resolve("b.csv"), 32, 2, "up", "down");
    // One epoch from new weights cannot tell the classes apart so surely.
    ClassifyRun one = SlopeFiles.train(more, further(1));
    ClassifyRun fresh = SlopeFiles.train(more, SlopeFiles.options(1, SlopeFiles.run()));
    assertThat(one.model().stamp().candidates().getFirst().crossEntropy())
        .isLessThan(0.5 * fresh.model().stamp().candidates().getFirst().crossEntropy());
    assertThat(one.model().network().inputs()).isEqualTo(first.network().inputs());
    assertThat(one.model().classes()).containsExactly("down", "up");
    assertThat(one.model().stamp().run().from()).hasValue(first.stamp().run().fingerprint());
    assertThat(one.parts().notes()).anyMatch(note -> note.contains("trained further"));
  }

  /** A network with a weight for each step ends otherwise than the others, and reads all steps. */
  @Test
  void aNetworkWithAWeightForEachStepGoesOnToo() throws Exception {
    Path data = SlopeFiles.wide(folder.resolve("a.csv"), 32, 1, "down", "up");
    ClassifySettings aligned = SlopeFiles.settings(20).with(ClassifyNetwork.ALIGNED);
    ClassifyRun first =
        SlopeFiles.train(data, SlopeFiles.options(20, SlopeFiles.run()).withSettings(aligned));
    first.model().save(folder.resolve("first.timestep"));
    Path more = SlopeFiles.wide(folder.resolve("b.csv"), 32, 2, "up", "down");
    ClassifyRun second = SlopeFiles.train(more, further(1).withSettings(aligned.withEpochs(1)));
    assertThat(second.model().stamp().network()).isEqualTo(ClassifyNetwork.ALIGNED);
    assertThat(second.model().stamp().candidates().getFirst().errors()).isZero();
    // Four of the eight steps: the rest counts as the mean, and the answer is no coin's.
    float[][] start = {{-3.5f}, {-2.5f}, {-1.5f}, {-0.5f}};
    Sequence half = new Sequence("half", start, new float[0], Optional.empty());
    double[] p = first.model().network().probabilities(half, Engine.standard());
    assertThat(p[1]).isGreaterThan(0.6);
  }

  @Test
  void learnsANewClassAndKeepsOneThatIsAbsent() throws Exception {
    trained(SlopeFiles.wide(folder.resolve("a.csv"), 32, 1, "down", "up"), 30);
    Path more = SlopeFiles.wide(folder.resolve("b.csv"), 32, 2, "level", "up");
    ClassifyRun run = SlopeFiles.train(more, further(80).keeping(ClassifyOptions.BEST));
    assertThat(run.model().classes()).containsExactly("down", "up", "level");
    assertThat(run.model().kept()).isEqualTo(ClassifyOptions.NETWORK);
    assertThat(run.parts().notes())
        .anyMatch(note -> note.equals("New to the model: class level."))
        .anyMatch(note -> note.startsWith("No training case has the class down."));
    float[][] level = new float[8][1];
    Sequence one = new Sequence("one", level, new float[0], Optional.empty());
    double[] p = run.model().probabilities(List.of(one), Engine.standard())[0];
    assertThat(p[2]).isGreaterThan(p[0]).isGreaterThan(p[1]);
  }

  @Test
  void refusesOtherChannelsOtherNetworksAndOtherJobs() throws Exception {
    Path data = SlopeFiles.wide(folder.resolve("a.csv"), 24, 1, "down", "up");
    trained(data, 1);
    StringBuilder two = new StringBuilder("label,x_1,x_2,x_3,y_1,y_2,y_3\n");
    for (int at = 0; at < 24; at++) {
      two.append(at % 2 == 0 ? "up" : "down").append(",1,2,3,4,5,").append(at).append('\n');
    }
    Path other = Files.writeString(folder.resolve("two.csv"), two);
    assertThatThrownBy(() -> SlopeFiles.train(other, further(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("channel");
    ClassifySettings wider =
        new ClassifySettings(Optional.empty(), RecurrentSettings.gru(16), 1, 16, 4e-3, 2, 42, 1);
    assertThatThrownBy(() -> SlopeFiles.train(data, further(1).withSettings(wider)))
        .hasMessage(
            "A model that is trained further expects its own hidden, 32; received 16. Leave"
                + " the setting out, or train a new model.");
    SequentialModels.save(
        folder.resolve("first.timestep"), Sequential.of(1, 1, List.of(Layers.dense(2))));
    assertThatThrownBy(
            () -> new ClassifyTask().train(Source.of(data), further(1), TaskListener.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first.timestep")
        .hasMessageContaining("is of the type \"sequential\"; \"classify\" was expected");
  }

  @Test
  void aDefaultCountsWhereItWasGiven() throws Exception {
    Path data = SlopeFiles.wide(folder.resolve("a.csv"), 24, 1, "down", "up");
    ClassifySettings small =
        new ClassifySettings(
            Optional.of(ClassifyNetwork.BIDIRECTIONAL),
            RecurrentSettings.gru(8),
            1,
            16,
            4e-3,
            2,
            42,
            1);
    SlopeFiles.train(data, SlopeFiles.options(1, SlopeFiles.run()).withSettings(small))
        .model()
        .save(folder.resolve("first.timestep"));
    ClassifyRun second = SlopeFiles.train(data, further(1));
    assertThat(second.model().stamp().settings().recurrent().hidden()).isEqualTo(8);
    ClassifyOptions given =
        SlopeFiles.options(
            1,
            SlopeFiles.run()
                .withFrom(Optional.of(folder.resolve("first.timestep")))
                .withGiven(Set.of("hidden")));
    assertThatThrownBy(() -> SlopeFiles.train(data, given))
        .hasMessage(
            "A model that is trained further expects its own hidden, 8; received 32. Leave the"
                + " setting out, or train a new model.");
  }
}
