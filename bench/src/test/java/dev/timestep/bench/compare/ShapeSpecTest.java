package dev.timestep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeSpecTest {

  @Test
  void readsSizesInAnyOrder() {
    assertThat(ShapeSpec.parse("gru: B=48, T=60,H=96 ,F=12"))
        .isEqualTo(ShapeSpec.layer(Cell.GRU, 60, 12, 96, 48));
  }

  @Test
  void readsSeveralShapes() {
    assertThat(ShapeSpec.parseAll("lstm:T=1,F=2,H=3,B=4; rnn:T=5,F=6,H=7,B=8;"))
        .containsExactly(
            ShapeSpec.layer(Cell.LSTM, 1, 2, 3, 4), ShapeSpec.layer(Cell.RNN, 5, 6, 7, 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn:T=3,F=1,H=50,B=32",
        "lstm:T=100,F=64,H=128,B=32,layers=2,directions=2",
        "gru:T=100,F=32,H=128,B=32,shortest=10",
        "lstm:T=20,F=200,H=200,B=20,layers=2,words=10000",
        "lstm:T=1,F=64,H=64,B=1,stream=1",
        "conv1d:T=100,F=32,H=64,B=32,kernel=5",
        "conv1d:T=100,F=32,H=64,B=32,layers=2,kernel=5,stride=2,dilation=3,causal=1",
        "conv2d:T=28,F=8,H=16,B=32,kernel=3,stride=2"
      })
  void writesWhatItReads(String text) {
    assertThat(ShapeSpec.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "T=1,F=2,H=3,B=4 | begins with a cell (rnn, gru, lstm, conv1d, conv2d)",
        "elman:T=1,F=2,H=3,B=4 | begins with a cell",
        "lstm:T=1,F=2,H=3 | has no B",
        "lstm:T=1,F=2,H=3,B=0 | from 1 to 999999999 for B",
        "lstm:T=1,F=2,H=3,B=many | from 1 to 999999999 for B",
        "lstm:T=1,F=2,H=3,B=9999999999 | from 1 to 999999999 for B",
        "lstm:T=1,F=2,H=3,B=4,B=4 | B twice",
        "lstm:T=1,F=2,H=3,B=4,depth=2 | received \"depth=2\"",
        "lstm: | received \"\"",
        "lstm:T=1,F=2,H=3,B=4,directions=3 | from 1 to 2 for directions",
        "lstm:T=5,F=2,H=3,B=4,shortest=6 | shortest of at most T",
        "lstm:T=5,F=2,H=3,B=4,stream=1 | expects T=1 and no layers",
        "lstm:T=1,F=2,H=3,B=4,layers=2,stream=1 | expects T=1 and no layers",
        "lstm:T=1,F=2,H=3,B=4,stream=1,shortest=1 | expects T=1 and no layers",
        "lstm:T=1,F=2,H=3,B=4,stream=2 | from 0 to 1 for stream",
        "lstm:T=-1,F=2,H=3,B=4 | received \"T=-1\"",
        "lstm:T=1.5,F=2,H=3,B=4 | received \"T=1.5\"",
        "lstm:T=1 F=2 H=3 B=4 | received \"T=1 F=2 H=3 B=4\"",
        "lstm:T=\u0661,F=2,H=3,B=4 | received \"T=\u0661\"",
        "lstm:T=999999999,F=999999999,H=999999999,B=999999999 | Choose smaller sizes",
        "rnn:T=1000,F=1,H=1,B=1000000 | at most 536,870,912 numbers",
        "rnn:T=1,F=1,H=30000,B=1 | one would have 900,000,000",
        "rnn:T=1,F=1,H=1,B=1000,words=999999 | one would have 999,999,000",
        "conv1d:T=9,F=2,H=3,B=4 | expects kernel and no directions",
        "conv1d:T=9,F=2,H=3,B=4,kernel=3,shortest=2 | received kernel=3 and one of them",
        "conv2d:T=9,F=2,H=3,B=4,kernel=3,words=7 | received kernel=3 and one of them",
        "conv2d:T=9,F=2,H=3,B=4,kernel=3,dilation=2 | conv2d expects no causal and no dilation",
        "conv2d:T=9,F=2,H=3,B=4,kernel=3,causal=1 | conv2d expects no causal and no dilation",
        "lstm:T=9,F=2,H=3,B=4,kernel=3 | A recurrent cell expects no kernel",
        "lstm:T=9,F=2,H=3,B=4,stride=2 | A recurrent cell expects no kernel",
        "conv1d:T=9,F=2,H=3,B=4,kernel=3,causal=2 | from 0 to 1 for causal",
        "conv2d:T=4000,F=4,H=8,B=1,kernel=3 | one would have 576,000,000",
      })
  void saysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> ShapeSpec.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void expectsAShape() {
    assertThatThrownBy(() -> ShapeSpec.parseAll(" ; "))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("one shape or more");
  }

  @Test
  void countsTheOperationsOfATrainingStep() {
    ShapeSpec lstm = ShapeSpec.layer(Cell.LSTM, 100, 32, 128, 32);
    double expected = 2.0 * 100 * 32 * 4 * 128 * (3 * 128 + 2 * 32);
    assertThat(lstm.trainingOperations(3200)).isCloseTo(expected, within(1.0));
  }

  @Test
  void countsUpperLayersWithTheirInputGradient() {
    ShapeSpec shape = ShapeSpec.parse("rnn:T=1,F=2,H=3,B=1,layers=2,directions=2");
    double first = 2 * 2 * 3 * (3 * 3 + 2 * 2);
    double second = 2 * 2 * 3 * (3 * 3 + 3 * 6);
    assertThat(shape.trainingOperations(1)).isCloseTo(first + second, within(1e-9));
  }

  @Test
  void countsTheProductsOfConvolutions() {
    ShapeSpec shape = ShapeSpec.parse("conv2d:T=5,F=2,H=3,B=4,kernel=3,stride=2,layers=2");
    // 3 × 3 places of the first layer and 2 × 2 of the second, whose input has a gradient, too.
    double first = 2 * 2 * 4 * 9 * (9 * 2 * 3);
    double second = 2 * 3 * 4 * 4 * (9 * 3 * 3);
    assertThat(shape.trainingOperations(0)).isCloseTo(first + second, within(1e-9));
    assertThat(shape.isPlain()).isFalse();
    assertThat(shape.title()).isEqualTo("conv2d 5 2 3 4 k3 s2 x2");
  }
}
