package dev.timestep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  /** A dataset whose batch is the list of its examples. */
  private record Numbers(int size) implements Dataset<List<Integer>> {
    @Override
    public List<Integer> batch(int[] indices) {
      return Arrays.stream(indices).boxed().toList();
    }
  }

  @Test
  void inOrderKeepsTheSmallerLastBatch() {
    Batches<List<Integer>> batches = Batches.inOrder(new Numbers(7), 3);
    assertThat(batches.count()).isEqualTo(3);
    assertThat(batches.examples()).isEqualTo(7);
    for (int epoch = 0; epoch < 2; epoch++) {
      assertThat(all(batches, epoch))
          .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6));
    }
  }

  @Test
  void shuffledServesEachExampleOnceAnEpoch() {
    Batches<List<Integer>> batches = Batches.shuffled(new Numbers(103), 10, 9);
    List<Integer> first = all(batches, 0).stream().flatMap(List::stream).toList();
    List<Integer> second = all(batches, 1).stream().flatMap(List::stream).toList();
    Integer[] numbers = IntStream.range(0, 103).boxed().toArray(Integer[]::new);
    assertThat(first).containsExactlyInAnyOrder(numbers).isNotEqualTo(second);
    assertThat(second).containsExactlyInAnyOrder(numbers);
  }

  @Test
  void aBatchDependsOnEpochAndIndexOnly() {
    Batches<List<Integer>> one = Batches.shuffled(new Numbers(50), 8, 3);
    Batches<List<Integer>> other = Batches.shuffled(new Numbers(50), 8, 3);
    all(one, 0);
    List<Integer> later = one.get(5, 2);
    one.get(1, 0);
    assertThat(other.get(5, 2)).isEqualTo(later).isEqualTo(one.get(5, 2));
  }

  @Test
  void refusalsSayWhatIsWrong() {
    assertThatThrownBy(() -> Batches.inOrder(new Numbers(3), 0))
        .hasMessageContaining("batch size of 1 or more; received 0");
    assertThatThrownBy(() -> Batches.inOrder(new Numbers(0), 1)).hasMessageContaining("empty");
    assertThatThrownBy(() -> Batches.inOrder(new Numbers(3), 2).get(0, 2))
        .hasMessageContaining("0 to 1");
  }

  @Test
  void descriptionTellsDataAndOrderApart() {
    Tensor inputs = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2, 1);
    Tensor changed = Tensor.of(new float[] {1, 2, 3, 5}, 2, 2, 1);
    Tensor targets = Tensor.of(new float[] {0, 1}, 2, 1);
    String base = Batches.shuffled(new TensorDataset(inputs, targets), 2, 1).describe();
    assertThat(Batches.shuffled(new TensorDataset(inputs, targets), 2, 1).describe())
        .isEqualTo(base);
    assertThat(
            List.of(
                Batches.shuffled(new TensorDataset(changed, targets), 2, 1).describe(),
                Batches.shuffled(new TensorDataset(inputs, targets), 1, 1).describe(),
                Batches.shuffled(new TensorDataset(inputs, targets), 2, 2).describe(),
                Batches.inOrder(new TensorDataset(inputs, targets), 2).describe()))
        .doesNotContain(base)
        .doesNotHaveDuplicates();
  }

  @Test
  void batchChecksThatItsPartsFit() {
    assertThatThrownBy(() -> new Batch(Tensor.zeros(3), null, Tensor.zeros(3)))
        .hasMessageContaining("[batch, time, features]");
    assertThatThrownBy(() -> new Batch(Tensor.zeros(3, 2, 1), null, Tensor.zeros(2, 1)))
        .hasMessageContaining("each of the 3 sequences");
    assertThatThrownBy(() -> new Batch(Tensor.zeros(2, 3, 1), Lengths.of(3, 4), Tensor.zeros(2, 1)))
        .hasMessageContaining("sequence 1 has 4");
  }

  @Test
  void firstNonFiniteNamesThePlaceAndOverlooksPadding() {
    Tensor inputs = Tensor.zeros(2, 3, 2);
    Tensor targets = Tensor.zeros(2, 3, 1);
    Batch batch = new Batch(inputs, Lengths.of(3, 2), targets);
    assertThat(batch.firstNonFinite()).isEmpty();
    inputs.set(Float.NaN, 1, 2, 0);
    assertThat(batch.firstNonFinite()).isEmpty();
    targets.set(Float.POSITIVE_INFINITY, 1, 1, 0);
    assertThat(batch.firstNonFinite()).contains("targets of example 1, step 1 (Infinity)");
    inputs.set(Float.NaN, 0, 2, 1);
    assertThat(batch.firstNonFinite()).contains("inputs of example 0, step 2, feature 1 (NaN)");
    Batch single =
        new Batch(Tensor.zeros(1, 3, 1), null, Tensor.of(new float[] {0, Float.NaN}, 1, 2));
    assertThat(single.firstNonFinite()).contains("targets of example 0, value 1 (NaN)");
  }

  private static <B> List<B> all(Batches<B> batches, int epoch) {
    List<B> all = new ArrayList<>();
    for (int index = 0; index < batches.count(); index++) {
      all.add(batches.get(epoch, index));
    }
    return all;
  }
}
