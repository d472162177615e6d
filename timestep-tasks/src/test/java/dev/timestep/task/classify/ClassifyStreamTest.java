package dev.timestep.task.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.kernel.Engine;
import dev.timestep.task.LineStream;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.batch.SequenceLengths;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyStreamTest {
  @TempDir private Path folder;

  private static LineStream stream(ClassifyModel model) {
    return model.stream(Source.of(Path.of("pipe")), TaskListener.NONE, Engine.standard())
        .orElseThrow();
  }

  private static List<String> answers(ClassifyModel model, List<String> lines) throws Exception {
    List<String> answers = new ArrayList<>();
    stream(model).answer(new StringReader(String.join("\n", lines)), answers::add);
    return String.join("", answers).lines().toList();
  }

  private ClassifyModel ofSteps() throws Exception {
    Path data = SlopeFiles.steps(folder.resolve("steps.csv"), 16, 1, "down", "up");
    return SlopeFiles.train(data, SlopeFiles.options(5, SlopeFiles.run())).model();
  }

  @Test
  void theAnswerToAStepIsThatOfTheStepsSoFar() throws Exception {
    ClassifyModel model = ofSteps();
    LineStream stream = stream(model);
    assertThat(stream.line("id,time,x")).isEmpty();
    float[][] values = {{-2f}, {-1f}, {0.5f}};
    for (int t = 1; t <= values.length; t++) {
      String answer = stream.line("one," + t + "," + values[t - 1][0]);
      String[] cells = answer.strip().lines().toList().getLast().split(",");
      Sequence known =
          new Sequence("one", Arrays.copyOf(values, t), new float[0], Optional.empty());
      double[] p = model.probabilities(List.of(known), Engine.standard())[0];
      assertThat(cells[2]).isEqualTo(p[1] > p[0] ? "up" : "down");
      assertThat(Double.parseDouble(cells[3])).isCloseTo(p[0], within(1e-6));
      assertThat(Double.parseDouble(cells[4])).isCloseTo(p[1], within(1e-6));
    }
  }

  @Test
  void theLastAnswersAreThoseOfTheFile() throws Exception {
    ClassifyModel model = ofSteps();
    Path data = SlopeFiles.steps(folder.resolve("more.csv"), 4, 2, "down", "up");
    List<String> answers = answers(model, Files.readAllLines(data));
    assertThat(answers.getFirst()).isEqualTo("step,id,label,p_down,p_up");
    assertThat(answers).hasSize(1 + 4 * 8);
    List<String> last =
        answers.stream().filter(line -> line.startsWith("8,")).map(l -> l.substring(2)).toList();
    List<String> whole =
        model.predict(Source.of(data), TaskListener.NONE).csv().lines().skip(1).toList();
    assertThat(last).isEqualTo(whole);
  }

  @Test
  void lengthsThatTrainingNeverHadAreNotedOnce() throws Exception {
    ClassifyModel model = ofSteps();
    assertThat(model.lengths()).isEqualTo(new SequenceLengths(8, 8));
    List<String> notes = new ArrayList<>();
    TaskListener listener =
        new TaskListener() {
          @Override
          public void note(String text) {
            notes.add(text);
          }
        };
    LineStream stream =
        model.stream(Source.of(Path.of("pipe")), listener, Engine.standard()).orElseThrow();
    stream.line("id,time,x");
    for (int t = 1; t <= 18; t++) {
      stream.line("one," + t + ",0.5");
      stream.line("two," + t + ",1.5");
      // 4 steps are half of 8, and 16 are twice as many.
      assertThat(notes).hasSize(t <= 16 ? 1 : 2);
    }
    assertThat(notes.getFirst()).contains("shorter than half the shortest", "one (1 step)");
    assertThat(notes.getLast()).contains("longer than twice the longest", "one (17 steps)");
  }

  @Test
  void theCasesOfAWideTableAreAnsweredAsThoseOfTheFile() throws Exception {
    Path data = SlopeFiles.wide(folder.resolve("wide.csv"), 16, 1, "down", "up");
    ClassifyModel model = SlopeFiles.train(data, SlopeFiles.options(5, SlopeFiles.run())).model();
    assertThat(answers(model, Files.readAllLines(data)))
        .isEqualTo(model.predict(Source.of(data), TaskListener.NONE).csv().lines().toList());
  }
}
