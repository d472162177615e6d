package dev.timestep.task.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.kernel.Engine;
import dev.timestep.task.LineStream;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceOptions;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  void eachStepIsAnsweredAsTheSequenceSoFar() throws Exception {
    ClassifyModel model = ofSteps();
    LineStream stream = stream(model);
    assertThat(stream.line("id,time,x")).isEmpty();
    float[][] values = {{-2f}, {-1f}, {0.5f}};
    for (int t = 1; t <= values.length; t++) {
      // Another sequence between the steps of this one has a state of its own.
      stream.line("other," + t + "," + 7 * t);
      String answer = stream.line("one," + t + "," + values[t - 1][0]);
      String[] cells = answer.strip().split(",");
      Sequence known =
          new Sequence(
              "one", Arrays.copyOf(values, t), new float[0], Optional.empty());
      double[] p = model.probabilities(List.of(known), Engine.standard())[0];
      assertThat(cells[0]).isEqualTo(String.valueOf(t));
      assertThat(cells[1]).isEqualTo("one");
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
  void stepsOutOfOrderAreRefused() throws Exception {
    LineStream stream = stream(ofSteps());
    stream.line("id,time,x");
    stream.line("a,5,1.5");
    assertThatThrownBy(() -> stream.line("a,4,0.25"))
        .isInstanceOf(TaskException.class)
        .hasMessage(
            "line 3 of pipe: a stream expects the steps of a sequence in order of time; received"
                + " \"a,4,0.25\" after \"a,5,1.5\". Send them in order, or give the table as a"
                + " file, which is put in order.");
    assertThatThrownBy(() -> stream.line("a,6,x"))
        .hasMessageContaining("line 4 of pipe")
        .hasMessageContaining("column x");
  }

  @Test
  void aLineOfAWideTableIsACase() throws Exception {
    Path data = SlopeFiles.wide(folder.resolve("wide.csv"), 16, 1, "down", "up");
    ClassifyModel model = SlopeFiles.train(data, SlopeFiles.options(5, SlopeFiles.run())).model();
    List<String> lines = Files.readAllLines(data);
    LineStream stream = stream(model);
    assertThat(stream.line(lines.get(0))).isEmpty();
    assertThat(stream.line(lines.get(1))).startsWith("id,label,p_down,p_up\n2,");
    assertThat(answers(model, lines))
        .isEqualTo(
            model.predict(Source.of(data), TaskListener.NONE).csv().lines().toList());
    assertThatThrownBy(() -> stream(model).end()).hasMessageContaining("holds no line");
    assertThatThrownBy(
            () ->
                model.stream(
                    Source.of(data).with(Map.of("skip-lines", "1")),
                    TaskListener.NONE,
                    Engine.standard()))
        .hasMessageContaining("expects no skip-lines");
  }

  @Test
  void aLineOfATsFileIsACase() throws Exception {
    StringBuilder text = new StringBuilder("@problemName slopes\n@classLabel true down up\n@data\n");
    for (int at = 0; at < 16; at++) {
      int sign = at % 2 == 0 ? -1 : 1;
      text.append(-sign + at * 0.01).append(",0,").append(sign).append(sign < 0 ? ":down" : ":up");
      text.append('\n');
    }
    Path data = Files.writeString(folder.resolve("slopes.ts"), text);
    ClassifyOptions options =
        SlopeFiles.options(5, SlopeFiles.run())
            .withRead(SequenceOptions.defaults());
    ClassifyModel model = SlopeFiles.train(data, options).model();
    assertThat(answers(model, Files.readAllLines(data)))
        .isEqualTo(
            model.predict(Source.of(data), TaskListener.NONE).csv().lines().toList());
  }

  @Test
  void aFastaCaseIsAnsweredWhenTheNextOneBegins() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < 16; at++) {
      text.append(">s").append(at).append(at % 2 == 0 ? " a" : " b").append('\n');
      text.append(at % 2 == 0 ? "AAC" : "GTT").append("\nACGT".repeat(1 + at % 3)).append('\n');
    }
    Path data = Files.writeString(folder.resolve("letters.fasta"), text);
    ClassifyOptions options =
        SlopeFiles.options(5, SlopeFiles.run())
            .withRead(
                SequenceOptions.defaults().withLabel("last"));
    ClassifyModel model = SlopeFiles.train(data, options).model();
    assertThat(answers(model, Files.readAllLines(data)))
        .isEqualTo(
            model.predict(Source.of(data), TaskListener.NONE).csv().lines().toList());
  }
}
