package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.timestep.autograd.Padding;
import dev.timestep.nn.cell.ConvLstmCell;
import dev.timestep.nn.cell.ConvLstmConfig;
import dev.timestep.nn.cell.LstmState;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Lengths;
import dev.timestep.testing.GradientCheck;
import dev.timestep.testing.ReferenceCell;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutional LSTMs over real images, with strides, dilation and padding. */
class ConvLstmCellTest {
  private static final int TIME = 3;
  private static final int CHANNELS = 2;

  static Stream<ConvLstmConfig> configs() {
    return Stream.of(
        ConvLstmConfig.of(5, 2, 3).padding(Padding.SAME),
        ConvLstmConfig.of(6, 2, 2).stride(2),
        ConvLstmConfig.of(7, 1, 3).dilation(2),
        ConvLstmConfig.of(3, 4, 2, 3).padding(Padding.SAME),
        ConvLstmConfig.of(4, 3, 1, 2),
        ConvLstmConfig.of(5, 4, 2, 3).padding(Padding.SAME).stride(2),
        ConvLstmConfig.of(5, 5, 1, 2).dilation(2));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void valuesAndGradientsAgreeWithTheReference(ConvLstmConfig config) {
    int features =
        CHANNELS * config.axes().stream().mapToInt(a -> a.size()).reduce(1, (a, b) -> a * b);
    int[] lengths = {3, 1};
    ConvLstmCell cell = config.build(features, new Random(3));
    ReferenceCell reference = ConvLstmCases.reference(config, features);
    int units = config.units();
    new GradientCheck(11)
        .parameters(cell.parameters())
        .input("x", -1, 1, TIME, lengths.length, features)
        .input("h", -1, 1, lengths.length, units)
        .input("c", -1, 1, lengths.length, units)
        .run(
            (tape, in) -> {
              Unrolled<LstmState> run =
                  new Recurrent<>(cell, true, false)
                      .unroll(
                          tape,
                          new Signal(in.get("x"), Lengths.of(lengths)),
                          new LstmState(in.get("h"), in.get("c")));
              return List.of(run.outputs(), run.state().h(), run.state().c());
            },
            in -> {
              double[][][] x = ReferenceCell.cut(in.get("x"), TIME, lengths.length, features);
              double[][][] initial = {
                ReferenceCell.cut(in.get("h"), 1, lengths.length, units)[0],
                ReferenceCell.cut(in.get("c"), 1, lengths.length, units)[0]
              };
              ReferenceCell.Run run = reference.run(in, x, initial, lengths, false);
              return List.of(
                  ReferenceCell.join(run.outputs()),
                  ReferenceCell.join(new double[][][] {run.state()[0]}),
                  ReferenceCell.join(new double[][][] {run.state()[1]}));
            });
  }

  @Test
  void theOutputHasAsManyPlacesAsKeras() {
    assertThat(ConvLstmConfig.of(16, 12, 8, 3).units()).isEqualTo(14 * 10 * 8);
    assertThat(ConvLstmConfig.of(16, 12, 8, 3).padding(Padding.SAME).units())
        .isEqualTo(16 * 12 * 8);
    assertThat(ConvLstmConfig.of(16, 8, 3).stride(2).units()).isEqualTo(7 * 8);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvLstmConfig.of(4, 3, 2, 2).build(25, new Random(1)))
        .withMessageContaining("ConvLstm expects 12 places")
        .withMessageContaining("received 25");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvLstmConfig.of(4, 2, 5).build(4, new Random(1)))
        .withMessageContaining("at least 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvLstmConfig.of(4, 0, 3))
        .withMessageContaining("received 0");
  }
}
