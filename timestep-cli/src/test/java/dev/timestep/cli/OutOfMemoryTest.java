package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is said when memory is short: only options that the command has, and sizes that exist. */
final class OutOfMemoryTest {
  private static String said(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine line =
        Main.commandLine()
            .setErr(new PrintWriter(err))
            .setExecutionStrategy(
                new OutOfMemory(
                    parsed -> {
                      throw new OutOfMemoryError("as if");
                    }));
    assertThat(line.execute(arguments)).isEqualTo(2);
    return err.toString();
  }

  @Test
  void names_options_that_the_command_has() {
    String train = said("train", "forecast", "my file.csv", "--target", "y");
    assertThat(train)
        .contains(
            "A smaller --batch, --hidden, --lookback or --horizon needs less, and so does a table"
                + " with fewer rows.");
    String classify = said("train", "classify", "x.csv");
    assertThat(classify).contains("A smaller --batch or --hidden needs less, and so does a table");
    String predict = said("predict", "m.timestep", "x.csv");
    assertThat(predict).contains("fewer rows").doesNotContain("--hidden", "--batch", "--lookback");
  }

  @Test
  void gives_the_whole_command_with_more_memory() {
    long limit = Runtime.getRuntime().maxMemory() >> 20;
    OutOfMemory.mostAllowed(limit, Long.MAX_VALUE >> 20)
        .ifPresent(most -> assertThat(most).isEqualTo(4 * limit));
    assertThat(OutOfMemory.mostAllowed(1000, 64_000)).contains(4000L);
    assertThat(OutOfMemory.mostAllowed(1000, 3000)).contains(2400L);
    assertThat(OutOfMemory.mostAllowed(1000, 1300)).isEmpty();
    String said = said("train", "forecast", "my file.csv", "--target", "y");
    if (said.contains("Or allow more:")) {
      assertThat(said)
          .containsPattern(
              "Try: TIMESTEP_JAVA_OPTS=-Xmx\\d+m timestep train forecast 'my file.csv' --target y");
    } else {
      assertThat(said).contains("there is little more to allow");
    }
  }
}
