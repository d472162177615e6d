package dev.timestep.task.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Files of the archive as their publishers wrote them, where they are beside the repository; the
 * figures are those that the publishers state.
 */
class SharedSequencesTest {

  private final SequenceOptions plain = SequenceOptions.defaults();

  /** A file of the folder "shared" beside the repository; the test is skipped without it. */
  private static Path shared(String name) {
    Path directory = Path.of("").toAbsolutePath();
    Path file = directory.resolve("shared/data").resolve(name);
    while (!Files.exists(file) && directory.getParent() != null) {
      directory = directory.getParent();
      file = directory.resolve("shared/data").resolve(name);
    }
    assumeTrue(Files.exists(file), "no " + name + " beside the repository");
    return file;
  }

  @Test
  void oneChannelOfEqualLength() {
    SequenceSet train = SequenceReader.read(shared("tsc_classification/GunPoint_TRAIN.ts"), plain);
    assertThat(train.cases()).hasSize(50).allMatch(one -> one.length() == 150);
    assertThat(train.channels()).containsExactly("value");
    assertThat(train.classes()).containsExactly("1", "2");
    assertThat(train.cases().getFirst().values()[0][0]).isEqualTo(-0.6478854f);
    SequenceSet test =
        SequenceReader.read(
            shared("tsc_classification/GunPoint_TEST.ts"), train.reading().options());
    assertThat(test.cases()).hasSize(150);
  }

  @Test
  void twelveChannelsOfSeveralLengths() {
    SequenceSet train =
        SequenceReader.read(shared("tsc_classification/JapaneseVowels_TRAIN.ts"), plain);
    assertThat(train.channels()).hasSize(12);
    assertThat(train.cases()).hasSize(270);
    assertThat(train.cases().stream().mapToInt(Sequence::length).min()).hasValue(7);
    assertThat(train.cases().stream().mapToInt(Sequence::length).max()).hasValue(26);
    assertThat(
            train.cases().stream()
                .collect(
                    Collectors.groupingBy(c -> c.label().orElseThrow(), Collectors.counting())))
        .hasSize(9)
        .allSatisfy((label, count) -> assertThat(count).isEqualTo(30));
  }

  @Test
  void splicesAreReadWithoutSettings() {
    SequenceSet splices = SequenceReader.read(shared("uci_splice/splice.csv"), plain);
    assertThat(splices.channels()).containsExactly("A", "C", "G", "T");
    assertThat(splices.cases()).hasSize(3190).allMatch(one -> one.length() == 60);
    assertThat(splices.classes()).containsExactly("EI", "IE", "N");
    // CCAGC…
    assertThat(splices.cases().getFirst().values()[2]).containsExactly(1, 0, 0, 0);
    assertThat(splices.cases().getFirst().values()[3]).containsExactly(0, 0, 1, 0);
    for (Sequence one : splices.cases()) {
      for (float[] step : one.values()) {
        assertThat(step[0] + step[1] + step[2] + step[3]).isEqualTo(1);
      }
    }
    assertThat(splices.notes()).anyMatch(note -> note.contains("instance_name"));
  }

  @Test
  void measurementsWithTheirLabelLastAreRead() {
    SequenceSet beats = SequenceReader.read(shared("ecg5000_train/ECG5000_TRAIN.arff"), plain);
    assertThat(beats.cases()).hasSize(500).allMatch(one -> one.length() == 140);
    assertThat(beats.classes()).isEqualTo(List.of("1", "2", "3", "4", "5"));
    assertThat(beats.notes()).anyMatch(note -> note.startsWith("The last column is read as the"));
  }
}
