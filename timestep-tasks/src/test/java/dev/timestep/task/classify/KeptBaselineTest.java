package dev.timestep.task.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.judge.FindingsText;
import dev.timestep.kernel.Engine;
import dev.timestep.task.Commands;
import dev.timestep.task.Entry;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.sequence.SequenceOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose baseline answers says so, and how that one fares. */
class KeptBaselineTest {
  private static final Commands COMMANDS =
      new Commands("run", "predict", "evaluate", "inspect", "today");

  @TempDir private Path folder;

  private ClassifyRun run(Path file, String keep) {
    return SlopeFiles.train(file, SlopeFiles.options(1, SlopeFiles.run()).keeping(keep));
  }

  private static String words(String page) {
    return page.replaceAll("(?s)<(script|style).*?</\\1>|<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void evaluateSaysHowTheKeptOneFares() throws Exception {
    ClassifyRun run =
        run(SlopeFiles.wide(folder.resolve("a.csv"), 32, 1, "down", "up"), "majority");
    Path other = SlopeFiles.wide(folder.resolve("b.csv"), 8, 2, "down", "up", "up", "up");
    ClassifyEvaluation evaluation =
        run.model().evaluate(Source.of(other), TaskListener.NONE, Engine.standard());
    // Half of the training cases are of each class: the first of them is named, wrongly 6 times.
    assertThat(evaluation.entries())
        .contains(new Entry("Kept", "majority class, 6 errors of 8 (75.0 %)"));
    assertThat(FindingsText.render(evaluation.findings())).contains("majority class (kept) ");
    assertThat(FindingsText.render(run.findings())).contains("majority class (kept) ");
  }

  @Test
  void thePageTellsTheKeptModelFromTheNetwork() throws Exception {
    Path file = SlopeFiles.wide(folder.resolve("a.csv"), 32, 1, "down", "up");
    String page = run(file, "majority").page(COMMANDS);
    assertThat(words(page))
        .contains("What follows is about the model that is kept: the majority class.")
        .contains("hardest for the model that is kept, the majority class, chosen")
        .contains("a.csv, 24 cases of 8 steps, 1 channel")
        .doesNotContainIgnoringCase("opponent");
    assertThat(page).containsOnlyOnce("<dt>Training</dt>");
    String network = words(run(file, "network").page(COMMANDS));
    assertThat(network)
        .contains("the model that is kept: the network of a bidirectional GRU with")
        .contains("Kept: network of a bidirectional GRU with")
        .contains("moved the network towards the answer")
        .doesNotContain("hardest for");
  }

  @Test
  void casesOfLettersAreDrawnAsLetters() throws Exception {
    List<String> lines = new ArrayList<>(List.of("letters,label"));
    for (int at = 0; at < 32; at++) {
      // No two are equal: "A" and "C" say the number in the binary system.
      String number = String.format("%5s", Integer.toBinaryString(at)).replace(' ', '0');
      String letters = number.replace('0', 'A').replace('1', 'C');
      lines.add(at < 16 ? "GT" + letters + ",one" : "NR" + letters + ",two");
    }
    Path file = Files.write(folder.resolve("dna.csv"), lines);
    ClassifyOptions options =
        SlopeFiles.options(1, SlopeFiles.run())
            .withRead(SequenceOptions.defaults().withLabel("label").withSequence("letters"));
    String page = SlopeFiles.train(file, options).page(COMMANDS);
    assertThat(page.contains("\"letters\":[\"G\",\"T\",\"A\",")).isTrue();
    assertThat(page.contains("\"letters\":[\"N\",\"R\",\"C\",")).isTrue();
  }
}
