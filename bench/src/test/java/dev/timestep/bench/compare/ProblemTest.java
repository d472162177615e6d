package dev.timestep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void everyProcessDrawsTheSame() {
    ShapeSpec shape = ShapeSpec.parse("lstm:T=9,F=2,H=3,B=8,layers=2,directions=2,shortest=4");
    Problem one = new Problem(shape);
    Problem other = new Problem(shape);
    assertThat(one.inputs()).isEqualTo(other.inputs());
    assertThat(one.lengths()).isEqualTo(other.lengths());
    assertThat(one.weight("weight_hh_l1_reverse"))
        .isEqualTo(other.weight("weight_hh_l1_reverse"))
        .hasSize(4 * 3 * 3);
    assertThat(one.weight("weight_ih_l1")).hasSize(4 * 3 * 6);
  }

  @Test
  void lengthsLieBetweenShortestAndAll() {
    Problem problem = new Problem(ShapeSpec.parse("gru:T=7,F=2,H=3,B=200,shortest=3"));
    assertThat(problem.lengths()).contains(3, 4, 5, 6, 7).doesNotContain(2, 8);
    assertThat(problem.totalSteps()).isLessThan(1400);
  }

  @Test
  void onlyTheGruHasASecondBias() {
    assertThat(new Problem(ShapeSpec.layer(Cell.LSTM, 1, 1, 2, 1)).weight("bias_hh_l0"))
        .containsOnly(0f);
    assertThat(new Problem(ShapeSpec.layer(Cell.GRU, 1, 1, 2, 1)).weight("bias_hh_l0"))
        .doesNotContain(0f);
  }

  @Test
  void turnsMatrices() {
    assertThat(Problem.transposed(new float[] {1, 2, 3, 4, 5, 6}, 2, 3))
        .containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void aConvolutionHasTargetsForAllPlaces() {
    Problem images = new Problem(ShapeSpec.parse("conv2d:T=6,F=2,H=3,B=4,kernel=3,stride=2"));
    assertThat(images.inputs()).hasSize(4 * 36 * 2);
    assertThat(images.targets()).hasSize(4 * 9 * 3);
    assertThat(images.weight("weight_l0")).hasSize(3 * 2 * 9);
    assertThat(images.weight("bias_l0")).hasSize(3);
  }
}
