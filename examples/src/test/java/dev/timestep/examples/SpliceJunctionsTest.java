package dev.timestep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpliceJunctionsTest {
  private static final Path ALL = Path.of("data/splice-junctions.csv");

  /** An eighth of the sequences to learn from, so that the test is quick; another is labelled. */
  @Test
  void labelsSequencesThatItHasNotSeen(@TempDir Path folder) throws Exception {
    List<String> lines = Files.readAllLines(ALL);
    Path training = Files.write(folder.resolve("training.csv"), eighth(lines, 1));
    List<String> others = eighth(lines, 2);
    Path fresh = Files.write(folder.resolve("fresh.csv"), others);
    SpliceJunctions.Result result =
        SpliceJunctions.run(training, fresh, folder.resolve("splice.timestep"), 12);
    assertThat(result.findings().skill().orElseThrow()).isPositive();
    long right =
        IntStream.range(0, result.labels().size())
            .filter(at -> others.get(at + 1).startsWith(result.labels().get(at) + ","))
            .count();
    assertThat(right / (double) result.labels().size()).isGreaterThan(0.7);
  }

  private static List<String> eighth(List<String> lines, int rest) {
    return IntStream.range(0, lines.size())
        .filter(at -> at == 0 || at % 8 == rest)
        .mapToObj(lines::get)
        .toList();
  }
}
