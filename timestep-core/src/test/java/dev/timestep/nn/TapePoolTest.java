package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TapePool;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellAround;
import dev.timestep.nn.cell.HiddenState;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.MguConfig;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Predictions on tapes that were used before are those of a fresh one, also many at once. */
class TapePoolTest {
  private static final Engine ENGINE = Engine.withThreads(1);

  /** Layers with states, buffers, randomness in training, and a look ahead. */
  private static Sequential model() {
    return Sequential.of(
        3,
        1,
        Layers.conv1d(4, 3).same(),
        Layers.batchNorm(),
        Layers.gru(5).bidirectional().sequences(),
        Layers.dropout(0.5),
        Layers.multiHeadAttention(4, 2),
        Layers.lstm(6),
        Layers.dense(2));
  }

  private record Call(Tensor x, Lengths lengths) {
    static List<Call> several() {
      Random random = new Random(3);
      return List.of(
          new Call(Init.uniform(1, random, 2, 7, 3), Lengths.of(4, 7)),
          new Call(Init.uniform(1, random, 5, 3, 3), Lengths.of(3, 1, 3, 2, 3)),
          new Call(Init.uniform(1, random, 2, 7, 3), Lengths.of(7, 7)),
          new Call(Init.uniform(1, random, 1, 12, 3), Lengths.of(12)));
    }

    float[] fresh(Sequential model) {
      Tape tape = Tape.inference(ENGINE);
      return model.forward(tape, Signal.ofSequences(tape, model, x, lengths)).toBatchFirst().data();
    }

    float[] predicted(Sequential model) {
      return model.predict(ENGINE, x, lengths).data();
    }
  }

  @Test
  void aPredictionIsThatOfAFreshTapeWhateverWasPredictedBefore() {
    Sequential model = model();
    for (int round = 0; round < 3; round++) {
      for (Call call : Call.several()) {
        assertThat(call.predicted(model)).isEqualTo(call.fresh(model));
      }
      for (Parameter parameter : model.parameters().values()) {
        parameter.value().data()[0] += 0.25f;
        parameter.changed();
      }
    }
  }

  @Test
  void aResultIsNotChangedByTheNextPrediction() {
    Sequential model = model();
    Call call = Call.several().getFirst();
    float[] first = call.predicted(model);
    float[] copy = first.clone();
    new Call(Init.uniform(1, new Random(9), 2, 7, 3), call.lengths()).predicted(model);
    assertThat(first).isEqualTo(copy);
  }

  @Test
  void severalThreadsPredictAtOnce() throws Exception {
    Sequential model = model();
    List<Call> calls = Call.several();
    List<float[]> alone = calls.stream().map(call -> call.fresh(model)).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int task = 0; task < 200; task++) {
        int which = task % calls.size();
        work.add(
            () -> {
              assertThat(calls.get(which).predicted(model)).isEqualTo(alone.get(which));
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    }
  }

  /** Longer than the root of the largest array: shapes are exchanged in one go. */
  @Test
  void longSequencesAndManyOfThemArePredicted() {
    Sequential model = Sequential.of(1, 1, Layers.simpleRnn(1).sequences(), Layers.dense(1));
    Tensor found = model.predict(ENGINE, Tensor.zeros(1, 50_000, 1), null);
    assertThat(found.shape()).isEqualTo(Shape.of(1, 50_000, 1));
    Tensor many = model.predict(ENGINE, Tensor.zeros(50_000, 1, 1), null);
    assertThat(many.shape()).isEqualTo(Shape.of(50_000, 1, 1));
  }

  /** A cell with a field that its owner may set. */
  private static final class Scaling extends CellAround<HiddenState> {
    private float factor = 1;

    @SuppressWarnings("unchecked")
    Scaling() {
      super((Cell<HiddenState>) MguConfig.of(3).build(2, new Random(1)));
    }

    @Override
    public HiddenState step(Tape tape, Variable x, HiddenState state, Variable past) {
      return inner().step(tape, x.multiply(factor), state, past);
    }
  }

  @Test
  void aFieldOfACellThatIsSetBetweenTwoPredictionsCounts() {
    Scaling cell = new Scaling();
    Recurrent<HiddenState> layer = new Recurrent<>(cell);
    TapePool pool = new TapePool();
    Tensor x = Init.uniform(1, new Random(4), 5, 2, 2);
    for (float factor : new float[] {1, 2, 2, 1}) {
      cell.factor = factor;
      float[] fresh = run(layer, Tape.inference(ENGINE), x);
      float[] found = pool.predict(ENGINE, tape -> run(layer, tape, x));
      assertThat(found).isEqualTo(fresh);
    }
  }

  private static float[] run(Recurrent<HiddenState> layer, Tape tape, Tensor x) {
    return layer.forward(tape, Signal.of(tape.constant(x))).value().value().data();
  }

  @Test
  void aTapeIsUsedAgainForItsEngineOnly() {
    TapePool pool = new TapePool();
    Tape first = pool.predict(ENGINE, tape -> tape);
    Tape other = pool.predict(Engine.withThreads(1), tape -> tape);
    assertThat(other).isNotSameAs(first);
    Tape again = pool.predict(ENGINE, tape -> tape);
    assertThat(again).isSameAs(first);
  }

  @Test
  void aCallWithinACallHasATapeOfItsOwn() {
    TapePool pool = new TapePool();
    Tape outer = pool.predict(ENGINE, tape -> tape);
    Tape inner =
        pool.predict(
            ENGINE,
            tape -> {
              assertThat(tape).isSameAs(outer);
              return pool.predict(ENGINE, within -> within);
            });
    assertThat(inner).isNotSameAs(outer);
  }

  @Test
  void aTapeIsDroppedAfterAnException() {
    TapePool pool = new TapePool();
    Tape first = pool.predict(ENGINE, tape -> tape);
    assertThatThrownBy(
            () ->
                pool.predict(
                    ENGINE,
                    tape -> {
                      throw new IllegalStateException("of the program");
                    }))
        .hasMessage("of the program");
    Tape next = pool.predict(ENGINE, tape -> tape);
    assertThat(next).isNotSameAs(first);
  }
}
