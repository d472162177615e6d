package dev.timestep.task.sequence.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.sequence.Sequence;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceFoldsTest {
  private static Sequence one(float value) {
    return new Sequence("" + value, new float[][] {{value}}, new float[0], Optional.empty());
  }

  private static List<Sequence> cases(int... values) {
    return Arrays.stream(values).mapToObj(SequenceFoldsTest::one).toList();
  }

  @Test
  void eachClassIsSpreadEvenly() {
    int[] labels = IntStream.range(0, 50).map(at -> at % 5 == 0 ? 1 : 0).toArray();
    SequenceFolds folds = SequenceFolds.of(cases(IntStream.range(0, 50).toArray()), labels, 5, 42);
    for (int fold = 0; fold < 5; fold++) {
      int[] inside = folds.inside(fold);
      assertThat(inside).hasSize(10);
      assertThat(Arrays.stream(inside).filter(at -> labels[at] == 1).count()).isEqualTo(2);
      assertThat(folds.outside(fold)).hasSize(40).doesNotContain(inside);
    }
  }

  @Test
  void equalSequencesAreInOneFold() {
    SequenceFolds folds = SequenceFolds.of(cases(1, 2, 3, 1, 4, 2, 1, 5), new int[8], 4, 42);
    int[] of = folds.of();
    assertThat(of[3]).isEqualTo(of[0]).isEqualTo(of[6]);
    assertThat(of[5]).isEqualTo(of[1]);
  }

  @Test
  void fewSequencesGiveFewFolds() {
    assertThat(SequenceFolds.of(cases(1, 2, 2), new int[3], 5, 42).count()).isEqualTo(2);
    assertThatThrownBy(() -> SequenceFolds.of(cases(1, 1), new int[] {0, 1}, 5, 42))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 cases that are all equal");
  }

  @Test
  void theSeedDecides() {
    List<Sequence> cases = cases(IntStream.range(0, 40).toArray());
    int[] first = SequenceFolds.of(cases, new int[40], 5, 42).of();
    assertThat(SequenceFolds.of(cases, new int[40], 5, 42).of()).isEqualTo(first);
    assertThat(SequenceFolds.of(cases, new int[40], 5, 43).of()).isNotEqualTo(first);
  }

  /** Five of each class in five folds of which each has one; the order is drawn by the seed. */
  @Test
  void classesAloneAreDealtOutInTurn() {
    int[] labels = {0, 1, 1, 0, 0, 1, 1, 0, 1, 0};
    SequenceFolds folds = SequenceFolds.stratified(labels, 5, 3);
    for (int fold = 0; fold < 5; fold++) {
      int[] held = folds.inside(fold);
      assertThat(held).hasSize(2);
      assertThat(labels[held[0]] + labels[held[1]]).isEqualTo(1);
      assertThat(folds.outside(fold)).hasSize(8).doesNotContain(held);
    }
    assertThat(SequenceFolds.stratified(labels, 5, 3).of()).isEqualTo(folds.of());
    assertThat(SequenceFolds.stratified(labels, 5, 4).of()).isNotEqualTo(folds.of());
    // The next class goes on where the last one ended.
    assertThat(SequenceFolds.stratified(new int[] {0, 0, 0, 1}, 2, 1).inside(1)).hasSize(2);
  }
}
