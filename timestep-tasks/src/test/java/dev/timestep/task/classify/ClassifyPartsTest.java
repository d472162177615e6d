package dev.timestep.task.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReader;
import dev.timestep.task.sequence.SequenceSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyPartsTest {
  @TempDir private Path folder;

  @Test
  void aFifthOfEachClassIsHeldBackAndNothingIsOnBothSides() throws IOException {
    Path file = SlopeFiles.wide(folder.resolve("slopes.csv"), 100, 3, "up", "down");
    SequenceSet all = SequenceReader.read(file, SequenceOptions.defaults());
    ClassifyParts parts = ClassifyParts.of(all, 0.2, 42, List.of());
    List<Sequence> train = parts.train().cases();
    List<Sequence> test = parts.test().cases();
    assertThat(test).hasSize(20).doesNotContainAnyElementsOf(train);
    assertThat(train).hasSize(80);
    for (String label : List.of("up", "down")) {
      assertThat(test.stream().filter(one -> one.label().orElseThrow().equals(label))).hasSize(10);
    }
    assertThat(ClassifyParts.of(all, 0.2, 43, List.of()).test().cases()).isNotEqualTo(test);
  }
}
