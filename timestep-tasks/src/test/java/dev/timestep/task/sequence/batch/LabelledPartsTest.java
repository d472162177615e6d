package dev.timestep.task.sequence.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.message.TaskException;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReader;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.table.TableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private SequenceSet numbered(String... rows) throws IOException {
    String text = "label,t0,t1\n" + String.join("\n", rows) + "\n";
    return SequenceReader.read(
        Files.writeString(folder.resolve("n.csv"), text), SequenceOptions.defaults());
  }

  private SequenceSet sixty() throws IOException {
    return numbered(
        IntStream.range(0, 60)
            .mapToObj(at -> (at < 30 ? "a," : "b,") + at + "," + (at % 7))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "0.15,10,0",
    "0.3,18,0",
    "0.4,24,0",
    "0.7,42,0",
    "0.9,54,0",
    "0.999,56,1",
    "1e-9,2,0"
  })
  void theShareThatIsAskedForIsHeldBack(double share, int cases, int notes) throws IOException {
    LabelledParts parts = LabelledParts.of(sixty(), share, 42, List.of());
    assertThat(parts.test().cases()).hasSize(cases);
    assertThat(parts.train().cases()).hasSize(60 - cases);
    assertThat(parts.notes().stream().filter(note -> note.contains("held back, not the share")))
        .hasSize(notes);
  }

  @Test
  void aClassOfEqualCasesCannotBeOnBothSides() throws IOException {
    SequenceSet all = numbered("a,1,2", "a,2,3", "a,3,4", "a,4,5", "c,7,7", "c,7,7", "c,7,7");
    assertThatThrownBy(() -> LabelledParts.of(all, 0.2, 42, List.of()))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("those of c are all equal");
  }

  @Test
  void testCasesThatAreTrainingCasesAreToldByTheirContent() throws IOException {
    SequenceSet train = numbered("a,1,2", "a,2,3", "b,3,4", "b,4,5");
    SequenceSet reordered = numbered("b,4,5", "a,2,3");
    assertThatThrownBy(() -> LabelledParts.of(train, reordered, List.of()))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("whose cases are all in");
    SequenceSet some = numbered("b,4,5", "a,9,9", "a,8,8");
    assertThat(LabelledParts.of(train, some, List.of()).notes())
        .anyMatch(note -> note.startsWith("1 of the 3 test cases is also among the training"));
  }
}
