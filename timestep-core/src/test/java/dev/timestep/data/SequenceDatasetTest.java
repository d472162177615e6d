package dev.timestep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceDatasetTest {
  private static final List<Tensor> INPUTS =
      List.of(
          Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2),
          Tensor.of(new float[] {7, 8}, 1, 2),
          Tensor.of(new float[] {9, 10, 11, 12}, 2, 2));

  @Test
  void padsToTheLongestOfTheBatch() {
    var set =
        SequenceDataset.labelled(
            INPUTS, List.of(Tensor.vector(0), Tensor.vector(1), Tensor.vector(2)));
    Batch batch = set.batch(new int[] {1, 2});
    assertThat(batch.inputs())
        .isEqualTo(Tensor.of(new float[] {7, 8, 0, 0, 9, 10, 11, 12}, 2, 2, 2));
    assertThat(batch.lengths()).isEqualTo(Lengths.of(1, 2));
    assertThat(batch.targets()).isEqualTo(Tensor.of(new float[] {1, 2}, 2, 1));
    assertThat(set.batch(new int[] {0}).lengths()).isNull();
    assertThat(set.batch(new int[] {0, 1}).inputs().shape().toArray()).containsExactly(2, 3, 2);
  }

  @Test
  void scalarTargetsBecomeClassIndices() {
    var set =
        SequenceDataset.labelled(
            List.of(Tensor.vector(5, 6, 7), Tensor.vector(8)),
            List.of(Tensor.scalar(3), Tensor.scalar(4)));
    Batch batch = set.batch(new int[] {1, 0});
    assertThat(batch.inputs()).isEqualTo(Tensor.of(new float[] {8, 0, 0, 5, 6, 7}, 2, 3));
    assertThat(batch.targets()).isEqualTo(Tensor.vector(4, 3));
  }

  @Test
  void tagsArePaddedLikeTheirSequences() {
    var set =
        SequenceDataset.tagged(
            INPUTS, List.of(Tensor.vector(1, 2, 3), Tensor.vector(4), Tensor.vector(5, 6)));
    Batch batch = set.batch(new int[] {2, 1});
    assertThat(batch.targets()).isEqualTo(Tensor.of(new float[] {5, 6, 4, 0}, 2, 2));
    assertThat(batch.lengths()).isEqualTo(Lengths.of(2, 1));
  }

  @Test
  void aSequenceWithoutStepsHasLengthZero() {
    var set =
        SequenceDataset.labelled(
            List.of(Tensor.zeros(0, 2), INPUTS.get(1)),
            List.of(Tensor.vector(0), Tensor.vector(1)));
    assertThat(set.batch(new int[] {0, 1}).lengths()).isEqualTo(Lengths.of(0, 1));
  }

  @Test
  void refusalsNameTheSequence() {
    List<Tensor> three = List.of(Tensor.vector(0), Tensor.vector(1), Tensor.vector(2));
    assertThatThrownBy(() -> SequenceDataset.labelled(INPUTS, three.subList(0, 2)))
        .hasMessageContaining("3 sequences and 2 targets");
    assertThatThrownBy(() -> SequenceDataset.tagged(INPUTS, three))
        .hasMessageContaining("sequence 0 has 3 steps")
        .hasMessageContaining("labelled");
    assertThatThrownBy(
            () ->
                SequenceDataset.labelled(
                    List.of(Tensor.zeros(2, 2), Tensor.zeros(2, 3)), three.subList(0, 2)))
        .hasMessageContaining("sequence 1 is [2, 3]");
    assertThatThrownBy(
            () ->
                SequenceDataset.labelled(
                    INPUTS, List.of(Tensor.vector(0), Tensor.vector(1, 2), Tensor.vector(2))))
        .hasMessageContaining("target 1 is [2]");
  }

  @Test
  void tensorsAreGatheredByRow() {
    var set =
        new TensorDataset(
            Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2, 1), Tensor.vector(10, 20, 30));
    Batch batch = set.batch(new int[] {2, 0});
    assertThat(batch.inputs()).isEqualTo(Tensor.of(new float[] {5, 6, 1, 2}, 2, 2, 1));
    assertThat(batch.targets()).isEqualTo(Tensor.vector(30, 10));
    assertThat(batch.lengths()).isNull();
  }
}
