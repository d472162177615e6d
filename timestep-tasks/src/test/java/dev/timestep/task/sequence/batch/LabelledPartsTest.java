package dev.timestep.task.sequence.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReader;
import dev.timestep.task.sequence.SequenceSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledPartsTest {
  @TempDir private Path folder;

  @Test
  void aFifthOfEachClassIsHeldBackAndNothingIsOnBothSides() throws IOException {
    StringBuilder text = new StringBuilder("label,t0,t1\n");
    for (int at = 0; at < 100; at++) {
      text.append(at % 2 == 0 ? "up" : "down").append(",%d,%d%n".formatted(at, 3 * at));
    }
    Path file = Files.writeString(folder.resolve("slopes.csv"), text);
    SequenceSet all = SequenceReader.read(file, SequenceOptions.defaults());
    LabelledParts parts = LabelledParts.of(all, 0.2, 42, List.of());
    List<Sequence> train = parts.train().cases();
    List<Sequence> test = parts.test().cases();
    assertThat(test).hasSize(20).doesNotContainAnyElementsOf(train);
    assertThat(train).hasSize(80);
    for (String label : List.of("up", "down")) {
      assertThat(test.stream().filter(one -> one.label().orElseThrow().equals(label))).hasSize(10);
    }
    assertThat(LabelledParts.of(all, 0.2, 43, List.of()).test().cases()).isNotEqualTo(test);
  }
}
