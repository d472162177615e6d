package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WideningTest {
  private static final Tensor INPUT = Tensor.of(new float[] {1, -2, 3, 5, 0.5f, 2, -1, 4}, 1, 4, 2);

  static List<Sequential> networks() {
    return List.of(
        Sequential.of(2, 7, Layers.averageOverTime(), Layers.dense(2)),
        Sequential.of(2, 7, Layers.gru(3), Layers.dense(2)),
        // A weight for each step, pooled to one answer.
        Sequential.of(
            2, 7, Layers.gru(3).sequences(), Layers.conv1d(2, 4), Layers.averageOverTime()));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void oldOutputsKeepTheirBits(Sequential from) {
    float[] before = from.predict(INPUT).data();
    float[] after = Widening.outputs(from, 5, 8).predict(INPUT).data();
    assertThat(after).hasSize(5);
    assertThat(Arrays.copyOf(after, 2)).isEqualTo(before);
    assertThat(after[2]).isNotZero().isNotEqualTo(after[3]);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void asManyOutputsAreACopy(Sequential from) {
    Sequential same = Widening.outputs(from, 2, 8);
    assertThat(same).isNotSameAs(from);
    assertThat(same.predict(INPUT).data()).isEqualTo(from.predict(INPUT).data());
  }

  @Test
  void fewerOutputsAndOtherEndsAreRefused() {
    assertThatThrownBy(() -> Widening.outputs(networks().getFirst(), 1, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("as many outputs as the network has, 2, or more; received 1");
    assertThatThrownBy(() -> Widening.outputs(Sequential.of(2, 7, Layers.gru(3)), 4, 8))
        .hasMessageContaining("ends with a dense layer or a convolution over time");
  }
}
