package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What does not fit into the heap is named, and what the message advises fits. */
class SmallHeapTest {
  private static String run(String heap, int batch, int time, int words)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                Integer.toString(batch),
                Integer.toString(time),
                Integer.toString(words))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void aSoftmaxThatDoesNotFitIsNamed() throws Exception {
    String output = run("128m", 16, 300, 10_000);
    assertThat(output)
        .contains("2.dense needs 184 MiB for numbers of the shape [16, 300, 10000], beside")
        .contains("; the heap has 128 MiB in all. Use a smaller batch, shorter sequences");
    // Each advice, followed.
    String trained = "trained, loss 9.2";
    assertThat(run("128m", 2, 300, 10_000)).contains(trained);
    assertThat(run("128m", 16, 30, 10_000)).contains(trained);
    assertThat(run("128m", 16, 300, 1_000)).contains("trained, loss 6.9");
    Matcher larger = Pattern.compile("for example -Xmx(\\d+g)\\.").matcher(output);
    assertThat(larger.find()).as(output).isTrue();
    assertThat(larger.group(1)).isEqualTo("1g");
    assertThat(run(larger.group(1), 16, 300, 10_000)).contains(trained);
  }

  @Test
  void aGradientThatDoesNotFitIsNamedToo() throws Exception {
    assertThat(run("256m", 16, 300, 10_000))
        .contains("The loss, or an operation outside of all layers, needs 184 MiB for the gradient")
        .contains("of numbers of the shape [16, 300, 10000], beside");
  }

  @Test
  void aTableThatDoesNotFitIsNamed() throws Exception {
    assertThat(run("64m", 1, 1, 20_000_000))
        .contains("A tensor needs 306 MiB for numbers of the shape [20000000, 4]");
  }
}
