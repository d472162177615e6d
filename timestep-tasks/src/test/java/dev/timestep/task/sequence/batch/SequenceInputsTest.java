package dev.timestep.task.sequence.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReader;
import dev.timestep.task.sequence.SequenceSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceInputsTest {
  private static final float NAN = Float.NaN;

  private static Sequence one(String id, float[][] values, float... statics) {
    return new Sequence(id, values, statics, Optional.of("a"));
  }

  private static SequenceSet set(List<String> channels, List<String> statics, Sequence... cases) {
    return new SequenceSet("f.csv", "", channels, statics, List.of(cases), List.of());
  }

  private static SequenceSet train() {
    return set(
        List.of("speed", "on"),
        List.of("age"),
        one("1", new float[][] {{1, 0}, {3, 1}, {NAN, 1}}, 40),
        one("2", new float[][] {{5, 1}}, NAN),
        one("3", new float[][] {{7, 0}}, 60));
  }

  @Test
  void scalesAreThoseOfAllStepsOfTheTrainingCases() {
    SequenceInputs inputs = SequenceInputs.fit(train());
    SequenceInputs.Scale speed = inputs.channels().getFirst();
    // 1, 3, 5, 7
    assertThat(speed.mean()).isEqualTo(4);
    assertThat(speed.deviation()).isCloseTo(Math.sqrt(5), within(1e-12));
    assertThat(speed.masked()).isTrue();
    assertThat(inputs.channels().get(1)).isEqualTo(new SequenceInputs.Scale("on", 0, 1, false));
    assertThat(inputs.statics()).containsExactly(new SequenceInputs.Scale("age", 50, 10, true));
  }

  @Test
  void lengthsAreThoseOfTrainingAndOfFurtherTraining() {
    SequenceInputs inputs = SequenceInputs.fit(train());
    assertThat(inputs.lengths()).isEqualTo(new SequenceLengths(1, 3));
    SequenceSet more = set(List.of("speed", "on"), List.of("age"), one("4", new float[5][2], 30));
    SequenceInputs further = inputs.trainedFurther(more);
    assertThat(further.lengths()).isEqualTo(new SequenceLengths(1, 5));
    assertThat(further.channels()).isEqualTo(inputs.channels());
  }

  @Test
  void aCaseIsChannelsMasksCovariatesAndTheirMasks() {
    SequenceInputs inputs = SequenceInputs.fit(train());
    float root = (float) Math.sqrt(5);
    assertThat(inputs.features()).isEqualTo(5);
    assertThat(inputs.featureNames())
        .containsExactly("speed", "on", "speed is missing", "age", "age is missing");
    assertThat(inputs.steps(one("9", new float[][] {{NAN, 1}, {4 + root, 0}}, 70)).data())
        .containsExactly(new float[] {0, 1, 1, 2, 0, 1, 0, 0, 2, 0}, within(1e-6f));
    assertThat(inputs.steps(one("9", new float[][] {{4, NAN}}, NAN)).data())
        .containsExactly(0, 0, 0, 0, 1);
  }

  /** A base that stands for several is neither 0 nor 1, and still no measurement to be shaken. */
  @Test
  void lettersStayAsTheyAre(@TempDir Path folder) throws IOException {
    String text = "label,sequence\n" + "EI,ACGTACGTNN\nN,TTGACCAGTC\n".repeat(4);
    Path file = Files.writeString(folder.resolve("dna.csv"), text);
    SequenceSet train = SequenceReader.read(file, SequenceOptions.defaults());
    SequenceInputs inputs = SequenceInputs.fit(train);
    assertThat(inputs.channels()).hasSize(4).allMatch(one -> one.scaled(0.25f) == 0.25);
    assertThat(inputs.augmentation()).isEqualTo(Augmentation.NONE);
  }

  @Test
  void aConstantChannelBecomesZeros() {
    SequenceSet train = set(List.of("c"), List.of(), one("1", new float[][] {{0.1f}, {0.1f}}));
    SequenceInputs inputs = SequenceInputs.fit(train);
    assertThat(inputs.steps(train.cases().getFirst()).data()).containsOnly(0f);
    assertThat(inputs.steps(one("2", new float[][] {{1.1f}})).data()[0])
        .isCloseTo(1, within(1e-6f));
  }

  @Test
  void whatCannotBeReadIsRefusedWithTheCase() {
    SequenceInputs inputs = SequenceInputs.fit(train());
    assertThatThrownBy(() -> inputs.steps(one("9", new float[0][], 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("case 9 without a step");
    assertThatThrownBy(() -> inputs.steps(one("9", new float[][] {{1}}, 1)))
        .hasMessageContaining("2 channels [speed, on]; received 1 in case 9");
    assertThatThrownBy(() -> inputs.steps(one("9", new float[][] {{1, 2}})))
        .hasMessageContaining("1 covariates [age]; received 0 in case 9");
    Sequence infinite = one("7", new float[][] {{Float.NEGATIVE_INFINITY, 1}}, 1);
    assertThatThrownBy(() -> inputs.steps(infinite))
        .hasMessageContaining("-Infinity in speed of case 7");
    assertThatThrownBy(
            () -> SequenceInputs.fit(set(List.of("speed", "on"), List.of("age"), infinite)))
        .hasMessageContaining("-Infinity in speed of case 7");
  }
}
