package dev.timestep.task.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.TaskPlan;
import dev.timestep.task.TrainingStoppedException;
import dev.timestep.task.message.TaskException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyResumeTest {
  private static final int EPOCHS = 4;

  @TempDir private Path folder;
  private Path data = Path.of("");
  private Path checkpoint = Path.of("");

  @BeforeEach
  void write() throws Exception {
    data = SlopeFiles.wide(folder.resolve("slopes.csv"), 32, 1, "down", "up");
    checkpoint = folder.resolve("slopes.timestep.checkpoint");
  }

  /** Asks to stop after some epochs of all networks. */
  private static final class Stopper implements TaskListener {
    private final int most;
    private final List<String> notes = new ArrayList<>();
    private int epochs;
    private Runnable stop = () -> {};

    Stopper(int most) {
      this.most = most;
    }

    @Override
    public void planned(TaskPlan plan, Runnable newStop) {
      stop = newStop;
    }

    @Override
    public void progress(String sentence, double share) {
      epochs++;
      if (epochs == most) {
        stop.run();
      }
    }

    @Override
    public void note(String text) {
      notes.add(text);
    }
  }

  private ClassifyOptions options(boolean resume) {
    return SlopeFiles.options(EPOCHS, SlopeFiles.run().withCheckpoint(checkpoint, resume));
  }

  private void stopAfter(int epochs) {
    assertThatThrownBy(
            () -> new ClassifyTask().train(Source.of(data), options(false), new Stopper(epochs)))
        .isInstanceOf(TrainingStoppedException.class);
    assertThat(checkpoint).exists();
  }

  @Test
  void goesOnToTheSameBits() {
    // The third of six networks has two of its four epochs.
    stopAfter(2 * EPOCHS + 2);
    Stopper listener = new Stopper(Integer.MAX_VALUE);
    ModelArchive resumed =
        new ClassifyTask().train(Source.of(data), options(true), listener).model().archive();
    // Two networks are told at once, four with each of their epochs.
    assertThat(listener.epochs).isEqualTo(2 + 4 * EPOCHS);
    assertThat(listener.notes).contains("Going on with 2 trained networks of the checkpoint.");
    ModelArchive unbroken =
        SlopeFiles.train(data, SlopeFiles.options(EPOCHS, SlopeFiles.run())).model().archive();
    assertThat(resumed.model()).isEqualTo(unbroken.model());
    assertThat(resumed.pipeline()).isEqualTo(unbroken.pipeline());
    assertThat(resumed.weights().keySet()).isEqualTo(unbroken.weights().keySet());
    unbroken
        .weights()
        .forEach(
            (name, weight) ->
                assertThat(resumed.weights().get(name).data()).as(name).isEqualTo(weight.data()));
  }

  @Test
  void canBeStoppedBeforeTheFirstNetworkIsTrained() {
    stopAfter(1);
    assertThat(new ClassifyTask().train(Source.of(data), options(true), TaskListener.NONE))
        .isNotNull();
  }

  @Test
  void refusesTheCheckpointOfOtherDataOrSettings() throws Exception {
    stopAfter(EPOCHS + 1);
    assertThatThrownBy(
            () ->
                SlopeFiles.train(
                    data, options(true).withSettings(SlopeFiles.settings(EPOCHS).withFolds(3))))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("folds was 2 and is 3")
        .hasMessageContaining("leave resume out")
        .hasMessageNotContaining("the training data was");
    Files.writeString(data, Files.readString(data).replaceFirst("up,-", "up,-1"));
    assertThatThrownBy(() -> SlopeFiles.train(data, options(true)))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("the training data was ");
    assertThat(checkpoint).exists();
  }

  @Test
  void casesThatAreRefusedLeaveNoCheckpoint() throws Exception {
    // All cases are equal, so none can be held out.
    Files.writeString(data, "label,t0,t1\n" + "up,1,2\ndown,1,2\n".repeat(8));
    Path test = data.resolveSibling("test.csv");
    Files.writeString(test, "label,t0,t1\n" + "up,1,3\ndown,3,1\n");
    ClassifyOptions apart = options(false).withTest(test);
    assertThatThrownBy(() -> SlopeFiles.train(data, apart))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cases that are all equal");
    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void refusesToResumeWithoutACheckpoint() {
    assertThatThrownBy(() -> SlopeFiles.train(data, options(true)))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("resume expects the checkpoint of an interrupted run; received")
        .hasMessageContaining("which does not exist");
  }

  @Test
  void aDamagedCheckpointIsRefusedWithWhatHelps() throws Exception {
    stopAfter(EPOCHS + 1);
    Files.write(checkpoint, Arrays.copyOf(Files.readAllBytes(checkpoint), 900));
    assertThatThrownBy(() -> SlopeFiles.train(data, options(true)))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("slopes.timestep.checkpoint")
        .hasMessageEndingWith("Or leave resume out to train from the start.");
  }
}
