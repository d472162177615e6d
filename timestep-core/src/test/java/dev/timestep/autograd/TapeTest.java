package dev.timestep.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.Signal;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a tape promises apart from the right gradients. */
class TapeTest {
  private final Engine engine = Engine.withThreads(1);
  private final Tape tape = Tape.recording(engine);

  // ---------------------------------------------------------------- parameters

  @Test
  void gradientsOfTwoUsesAddUp() {
    Parameter w = new Parameter(Tensor.vector(2, 3));
    Variable x = tape.constant(Tensor.vector(5, 7));
    Variable once = tape.parameter(w).multiply(x);
    assertThat(tape.parameter(w)).isSameAs(tape.parameter(w));
    tape.backward(once.add(tape.parameter(w).square()).sum());
    assertThat(w.gradient()).containsExactly(5 + 4, 7 + 6);
  }

  @Test
  void gradientsOfTwoStepsAddUpUntilTheyAreCleared() {
    Parameter w = new Parameter(Tensor.vector(2, 3));
    for (int step = 0; step < 2; step++) {
      tape.reset(step);
      tape.backward(tape.parameter(w).square().sum());
    }
    assertThat(w.gradient()).containsExactly(8, 12);
    w.clearGradient();
    assertThat(w.gradient()).containsOnly(0);
  }

  @Test
  void aFrozenParameterGetsNoGradientAndOthersDo() {
    Sequential model = Sequential.of(2, 1, Layers.lstm(3), Layers.dense(1));
    Parameter frozen = model.parameters().get("0.lstm.recurrent_kernel").freeze(true);
    Tensor x = Init.uniform(1, new Random(2), 4, 5, 2);
    tape.backward(model.forward(tape, Signal.ofSequences(tape, x, null)).value().sum());
    model
        .parameters()
        .forEach(
            (name, p) -> {
              if (p == frozen) {
                assertThat(p.gradient()).as(name).containsOnly(0);
              } else {
                assertThat(p.gradient()).as(name).doesNotContain(0);
              }
            });
  }

  // ---------------------------------------------------------------- refusals

  @Test
  void asksForAScalar() {
    Variable x = tape.input(Tensor.vector(1, 2));
    assertThatThrownBy(() -> tape.backward(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "backward() starts from a scalar; received the shape [2]. Reduce it first, for example"
                + " with mean().");
  }

  @Test
  void refusesASecondBackwardOnOneRecording() {
    Variable x = tape.input(Tensor.vector(1, 2));
    Variable loss = x.square().sum();
    tape.backward(loss);
    assertThatThrownBy(() -> tape.backward(loss))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "backward() ran already on this recording, and its ops have overwritten what they kept"
                + " for it. Add the losses up before one backward(), or reset the tape and record"
                + " again.");
    assertThat(x.gradientValue().data()).as("untouched by the refusal").containsExactly(2, 4);
    tape.reset(1);
    Variable again = tape.input(Tensor.vector(1, 2));
    tape.backward(again.square().sum());
    assertThat(again.gradientValue().data()).containsExactly(2, 4);
  }

  @Test
  void refusesBackwardWithoutARecording() {
    Tape inference = Tape.inference(engine);
    Variable loss = inference.input(Tensor.vector(1, 2)).sum();
    assertThatThrownBy(() -> inference.backward(loss))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Tape.training or Tape.recording; this one is for inference");
  }

  @Test
  void refusesALossThatNothingCanChange() {
    Variable loss = tape.constant(Tensor.vector(1, 2)).sum();
    assertThatThrownBy(() -> tape.backward(loss))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not depend on any parameter or input");
  }

  // ---------------------------------------------------------------- buffers

  @Test
  void laterStepsUseTheBuffersOfTheFirst() {
    Sequential model = Sequential.of(3, 1, Layers.gru(8).layers(2).dropout(0.1), Layers.dense(2));
    Tensor x = Init.uniform(1, new Random(2), 6, 9, 3);
    Tape training = Tape.training(engine, 4);
    List<Long> held = new ArrayList<>();
    for (int step = 0; step < 4; step++) {
      training.reset(step);
      Lengths lengths = Lengths.of(9, 3, 9, 1, 0, 5);
      Signal out = model.forward(training, Signal.ofSequences(training, x, lengths));
      training.backward(out.value().square().sum());
      held.add(training.heldFloats());
    }
    assertThat(held.getFirst()).isPositive();
    assertThat(held).containsOnly(held.getFirst());
  }

  @Test
  void whatTheLastStepLeftInTheBuffersDoesNotMatter() {
    Sequential model = Sequential.of(3, 1, Layers.lstm(5).layers(2), Layers.dense(2));
    Tensor x = Init.uniform(1, new Random(2), 4, 6, 3);
    Lengths lengths = Lengths.of(6, 0, 2, 4);
    Tensor fresh = gradient(model, Tape.recording(engine), x, lengths);
    Tape used = Tape.recording(engine);
    Tensor broken = x.copy();
    java.util.Arrays.fill(broken.data(), Float.NaN);
    gradient(model, used, broken, Lengths.full(4, 6));
    used.reset(1);
    assertThat(gradient(model, used, x, lengths)).isEqualTo(fresh);
  }

  private static Tensor gradient(Sequential model, Tape tape, Tensor x, Lengths lengths) {
    Parameter kernel = model.parameters().get("0.lstm.0.recurrent_kernel");
    kernel.clearGradient();
    Signal out = model.forward(tape, Signal.ofSequences(tape, x, lengths));
    tape.backward(out.value().square().sum());
    return Tensor.of(kernel.shape(), kernel.gradient().clone());
  }

  // ---------------------------------------------------------------- places

  @Test
  void namesThePlaceOfTheFirstNumberThatIsNotFinite() {
    for (var cell : List.of(Layers.simpleRnn(3), Layers.lstm(3), Layers.gru(3))) {
      Sequential model = Sequential.of(2, 1, Layers.dense(2), cell.sequences(), Layers.dense(1));
      String place = "1." + cell.kind();
      model.parameters().get(place + ".kernel").value().data()[1] = Float.NaN;
      tape.reset(0);
      assertThat(tape.firstNonFinite()).isEmpty();
      Tensor x = Init.uniform(1, new Random(2), 2, 4, 2);
      model.forward(tape, Signal.ofSequences(tape, x, Lengths.of(4, 2)));
      assertThat(tape.firstNonFinite()).contains(place);
    }
  }

  @Test
  void placesNest() {
    assertThat(tape.scope()).isEmpty();
    tape.enter("model");
    tape.enter("0");
    assertThat(tape.scope()).isEqualTo("model.0");
    tape.exit();
    assertThat(tape.scope()).isEqualTo("model");
  }

  @Test
  void aReplayRunsOnWhatTheArraysHoldNow() {
    Parameter w = new Parameter(Tensor.matrix(new float[][] {{1, 2}, {3, 4}}));
    float[] x = {1, 0};
    Tape stream = Tape.inference(Engine.withThreads(1));
    Variable product = stream.constant(Tensor.of(x, 1, 2)).matmul(stream.parameter(w));
    Variable y = product.multiply(2).add(1);
    assertThat(y.value().data()).containsExactly(3, 5);
    x[1] = 1;
    stream.replay();
    assertThat(y.value().data()).containsExactly(9, 13);
    w.assign(Tensor.matrix(new float[][] {{0, 1}, {1, 0}}));
    stream.replay();
    assertThat(y.value().data()).containsExactly(3, 3);
    stream.reset(1);
    stream.replay();
    assertThat(y.value().data()).as("nothing is recorded").containsExactly(3, 3);
  }

  @Test
  void aTapeThatRecordsGradientsIsNotReplayed() {
    Tape recording = Tape.recording(Engine.withThreads(1));
    assertThatThrownBy(recording::replay)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("needs a tape made by Tape.inference");
  }
}
