package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.ConvLstmConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmCell;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.LstmState;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is particular to two directions; the rest is in the conformance and golden tests. */
class BidirectionalTest {
  private final Random random = new Random(4);
  private final Bidirectional<LstmState, LstmState> layer =
      new Bidirectional<>(
          new LstmCell(LstmConfig.of(40), 7, random),
          new LstmCell(LstmConfig.of(40), 7, random),
          Merge.NONE,
          true);
  private final Tensor x = Init.uniform(1, random, 9, 6, 7);
  private final Lengths lengths = Lengths.of(6, 0, 2, 1, 6, 5, 3, 4, 6);

  @Test
  void bothDirectionsAtOnceGiveTheBitsOfEachAlone() {
    for (int threads : new int[] {1, 2, 5}) {
      Tape tape = Tape.inference(Engine.withThreads(threads));
      Signal input = Signal.ofSequences(tape, x, lengths);
      LstmState one = state(tape);
      LstmState other = state(tape);
      var both = layer.unroll(tape, input, one, other);
      assertEqual(both.forward(), layer.forward().unroll(tape, input, one));
      assertEqual(both.backward(), layer.backward().unroll(tape, input, other));
    }
  }

  /** Both directions add to one array there; with two threads some sums were lost. */
  @Test
  void theGradientOfWhatBothReadLosesNothingToThreads() {
    Sequential model =
        Sequential.of(16, 3, Layers.gru(16).sequences().bidirectional(), Layers.averageOverTime());
    Tensor full = Init.uniform(1, random, 40, 4, 16);
    Tensor alone = inputGradient(model, full, Engine.withThreads(1));
    Engine engine = Engine.withThreads(2);
    for (int round = 0; round < 300; round++) {
      Tensor shared = inputGradient(model, full, engine);
      float largest = 0;
      for (int at = 0; at < shared.data().length; at++) {
        largest = Math.max(largest, Math.abs(shared.data()[at] - alone.data()[at]));
      }
      assertThat(largest).as("difference in round %d", round).isLessThan(1e-6f);
    }
  }

  private static Tensor inputGradient(Sequential model, Tensor timeMajor, Engine engine) {
    Tape tape = Tape.recording(engine);
    Variable input = tape.input(timeMajor);
    tape.backward(model.forward(tape, Signal.of(input)).value().sum());
    return input.gradientValue();
  }

  @ParameterizedTest
  @CsvSource({"CONCAT, true", "CONCAT, false", "SUM, true", "MULTIPLY, false", "AVERAGE, true"})
  void theOutputIsBothDirectionsMerged(Merge merge, boolean sequences) {
    Tape tape = Tape.inference(Engine.withThreads(2));
    Signal input = Signal.ofSequences(tape, x, lengths);
    Cell<LstmState> one = layer.forward().cell();
    Cell<LstmState> other = layer.backward().cell();
    Tensor merged =
        new Bidirectional<>(one, other, merge, sequences).forward(tape, input).value().value();
    var both = layer.unroll(tape, input, null, null);
    float[] ahead = output(both.forward(), sequences);
    float[] back = output(both.backward(), sequences);
    assertThat(ahead).isNotEqualTo(back);
    float[] expected = new float[merge == Merge.CONCAT ? 2 * ahead.length : ahead.length];
    for (int at = 0; at < ahead.length; at++) {
      int unit = at % 40;
      switch (merge) {
        case CONCAT -> {
          expected[2 * (at - unit) + unit] = ahead[at];
          expected[2 * (at - unit) + 40 + unit] = back[at];
        }
        case SUM -> expected[at] = ahead[at] + back[at];
        case MULTIPLY -> expected[at] = ahead[at] * back[at];
        default -> expected[at] = (ahead[at] + back[at]) * 0.5f;
      }
    }
    assertThat(merged.data()).containsExactly(expected);
  }

  private static float[] output(Unrolled<LstmState> run, boolean sequences) {
    return (sequences ? run.outputs() : run.state().output()).value().data();
  }

  private LstmState state(Tape tape) {
    return new LstmState(
        tape.constant(Init.uniform(1, random, 9, 40)),
        tape.constant(Init.uniform(1, random, 9, 40)));
  }

  private static void assertEqual(Unrolled<LstmState> actual, Unrolled<LstmState> expected) {
    assertThat(actual.outputs().value()).isEqualTo(expected.outputs().value());
    assertThat(actual.state().h().value()).isEqualTo(expected.state().h().value());
    assertThat(actual.state().c().value()).isEqualTo(expected.state().c().value());
  }

  @Test
  void anyNumberOfThreadsGivesTheSameGradients() {
    List<float[]> one = gradients(1);
    for (int threads : new int[] {2, 3, 8}) {
      assertThat(gradients(threads)).usingRecursiveComparison().isEqualTo(one);
    }
  }

  private List<float[]> gradients(int threads) {
    Layer stack = Layers.lstm(33).layers(2).sequences().bidirectional().build(7, new Random(2));
    Tape tape = Tape.recording(Engine.withThreads(threads));
    Signal out = stack.forward(tape, Signal.ofSequences(tape, x, lengths));
    tape.backward(out.value().square().sum());
    return stack.parameters().values().stream().map(Parameter::gradient).toList();
  }

  /** Where gradients are wanted of one direction only, the two cannot share one op. */
  @Test
  void aFrozenDirectionGetsNoGradientAndLeavesTheOthersAsItIs() {
    float[] alone = gradientOfForward(false);
    assertThat(alone).isNotEqualTo(new float[alone.length]);
    assertThat(gradientOfForward(true)).isEqualTo(alone);
    layer.backward().parameters().values().forEach(p -> assertThat(p.gradient()).containsOnly(0));
  }

  private float[] gradientOfForward(boolean freezeBackward) {
    layer.parameters().values().forEach(Parameter::clearGradient);
    layer.backward().parameters().values().forEach(p -> p.freeze(freezeBackward));
    Tape tape = Tape.recording(Engine.withThreads(2));
    var both = layer.unroll(tape, Signal.ofSequences(tape, x, lengths), null, null);
    Variable sum = both.forward().outputs().add(both.backward().outputs());
    tape.backward(sum.square().sum());
    float[] gradient = layer.parameters().get("forward.kernel").gradient().clone();
    return gradient;
  }

  @Test
  void aProbeHearsOfBothDirections() {
    Tape tape = Tape.recording(Engine.withThreads(2));
    List<String> places = new ArrayList<>();
    tape.probe((place, norms) -> places.add(place));
    Sequential model = Sequential.of(7, 1, Layers.gru(40).bidirectional(), Layers.dense(1));
    Signal out = model.forward(tape, Signal.ofSequences(tape, x, lengths));
    tape.backward(out.value().sum());
    assertThat(places).containsExactly("0.bidirectional.forward", "0.bidirectional.backward");
  }

  @Test
  void parametersAreNamedByDirection() {
    Sequential model = Sequential.of(2, 1, Layers.gru(3).layers(2).bidirectional());
    assertThat(model.parameters())
        .containsOnlyKeys(
            "0.bidirectional.0.forward.kernel",
            "0.bidirectional.0.forward.recurrent_kernel",
            "0.bidirectional.0.forward.bias",
            "0.bidirectional.0.forward.recurrent_bias",
            "0.bidirectional.0.backward.kernel",
            "0.bidirectional.0.backward.recurrent_kernel",
            "0.bidirectional.0.backward.bias",
            "0.bidirectional.0.backward.recurrent_bias",
            "0.bidirectional.1.forward.kernel",
            "0.bidirectional.1.forward.recurrent_kernel",
            "0.bidirectional.1.forward.bias",
            "0.bidirectional.1.forward.recurrent_bias",
            "0.bidirectional.1.backward.kernel",
            "0.bidirectional.1.backward.recurrent_kernel",
            "0.bidirectional.1.backward.bias",
            "0.bidirectional.1.backward.recurrent_bias");
    assertThat(model.parameters().get("0.bidirectional.1.backward.kernel").shape().toArray())
        .containsExactly(6, 9);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    BidirectionalConfig gru = Layers.gru(3).bidirectional();
    refused(
        () -> Layers.gru(3).reversed().bidirectional(),
        "A bidirectional layer is made from a layer that reads forward in time; received a reversed"
            + " one. Leave reversed() out.");
    refused(
        () -> gru.merge(Merge.SUM).backward(GruConfig.of(4)),
        "Bidirectional expects two cells of one width to merge by SUM; received 3 and 4 units. Use"
            + " Merge.CONCAT for cells of different widths.");
    refused(
        () -> gru.layers(2).merge(Merge.NONE),
        "Stacked bidirectional layers expect a merge, since each reads one input; received NONE."
            + " Choose Merge.CONCAT.");
    refused(() -> gru.layers(0), "A bidirectional layer expects layers of 1 or more; received 0.");
    refused(
        () -> Sequential.of(2, 1, gru.merge(Merge.NONE)),
        "A bidirectional layer with Merge.NONE keeps its directions apart and so has no single"
            + " output to pass on. Call its unroll() for both, or choose another merge.");
    refused(
        () ->
            new Bidirectional<>(
                new LstmCell(LstmConfig.of(4), 7, random),
                new LstmCell(LstmConfig.of(4), 8, random),
                Merge.CONCAT,
                true),
        "Bidirectional expects two cells that read the same features; received Lstm(features=7,"
            + " units=4) and Lstm(features=8, units=4).");
    Tape tape = Tape.inference(Engine.withThreads(1));
    refused(
        () -> gru.build(2, random).forward(tape, Signal.of(tape.constant(Tensor.zeros(5, 3, 9)))),
        "Gru(features=2, units=3) expects [batch, time, 2]; received [3, 5, 9]. Check the number of"
            + " input columns.");
  }

  /** What reads an image afterwards must find the channels of both directions at each place. */
  @Test
  void imagesAreJoinedPlaceByPlace() {
    int places = 5;
    var images =
        new Bidirectional<>(
            ConvLstmConfig.of(places, 2, 3).same().build(places, random),
            ConvLstmConfig.of(places, 3, 3).same().build(places, random),
            Merge.CONCAT,
            true);
    Tape tape = Tape.inference(Engine.withThreads(1));
    Signal input =
        Signal.ofSequences(tape, Init.uniform(1, random, 2, 4, places), Lengths.of(4, 2));
    float[] joined = images.forward(tape, input).value().value().data();
    var both = images.unroll(tape, input, null, null);
    float[] there = both.forward().outputs().value().data();
    float[] back = both.backward().outputs().value().data();
    assertThat(there).isNotEqualTo(new float[there.length]);
    for (int place = 0; place < joined.length / 5; place++) {
      for (int channel = 0; channel < 5; channel++) {
        assertThat(joined[place * 5 + channel])
            .isEqualTo(channel < 2 ? there[place * 2 + channel] : back[place * 3 + channel - 2]);
      }
    }
  }

  private static void refused(Runnable attempt, String message) {
    assertThatThrownBy(attempt::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
