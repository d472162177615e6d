package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes and answers to command lines that are wrong in themselves. */
final class CommandLineTest {
  @Test
  void says_its_version() {
    Cli version = Cli.run("--version");
    assertThat(version.code()).isZero();
    assertThat(version.out()).startsWith("timestep ").contains("Java 25").doesNotContain("$");
    assertThat(Cli.run("train", "forecast", "--version").out()).isEqualTo(version.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"trian", "train forcast", "train", "", "predict", "evaluate one", "--frobnicate"})
  void refuses_what_it_does_not_know(String line) {
    Cli answer = Cli.run((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).startsWith("timestep: ").contains("--help");
  }

  @Test
  void suggests_the_option_that_was_meant() {
    Cli answer = Cli.run("train", "forecast", "x.csv", "--target", "y", "--horizn", "3");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("--horizn").contains("--horizon");
    assertThat(answer.err().lines()).hasSizeLessThan(6);
  }

  @Test
  void completes_in_bash(@TempDir Path folder) throws IOException, InterruptedException {
    Cli script = Cli.run("completion");
    assertThat(script.code()).isZero();
    assertThat(script.out()).contains("--horizon").contains("--fill").contains("seasonal");
    Path file = Files.writeString(folder.resolve("completion.bash"), script.out());
    Process bash = new ProcessBuilder("bash", "-n", file.toString()).inheritIO().start();
    assertThat(bash.waitFor()).isZero();
  }
}
