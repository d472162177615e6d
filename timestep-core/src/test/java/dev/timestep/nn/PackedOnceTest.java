package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Parameter;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.PortableKernels;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.CallCounter;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights are packed once for a model, whoever runs it, until they change. */
class PackedOnceTest {

  private static final List<String> PACKING = List.of("pack", "packRows", "packTransposed");

  private final CallCounter counter = new CallCounter(new PortableKernels());
  private final Kernels counting = counter.kernels();

  private int packedBy(Runnable work) {
    int before = packed();
    work.run();
    return packed() - before;
  }

  private int packed() {
    return PACKING.stream().mapToInt(counter::calls).sum();
  }

  static Sequential[] models() {
    return CellCase.all()
        .map(cell -> Sequential.of(3, 1, SessionTest.Own.of(cell, 4, true), Layers.dense(2)))
        .toArray(Sequential[]::new);
  }

  @ParameterizedTest
  @MethodSource("models")
  void sessionsAndPredictionsOfAModelReadOneCopy(Sequential model) {
    Engine one = new Engine(counting, new Workers(1));
    float[] x = {0.1f, -0.2f, 0.3f};
    Session first = Session.of(one, model, 1);
    Session another = Session.of(one, model, 1);
    Session many = Session.of(one, model, 7);
    assertThat(packedBy(() -> first.step(x))).isZero();
    model.parameters().values().forEach(Parameter::changed);
    assertThat(packedBy(() -> first.step(x))).isPositive();
    assertThat(packedBy(() -> first.step(x))).isZero();
    assertThat(packedBy(() -> another.step(x))).isZero();
    assertThat(packedBy(() -> many.step(new float[21]))).isZero();
  }

  @Test
  void aNewSessionAndANewPredictionPackNothing() {
    Engine one = new Engine(counting, new Workers(1));
    for (RecurrentConfig cell : List.of(Layers.lstm(4), Layers.gru(4), Layers.simpleRnn(4))) {
      Sequential model = Sequential.of(3, 1, cell, Layers.dense(2));
      float[] x = {0.1f, -0.2f, 0.3f};
      Tensor inputs = Tensor.of(new float[60], 4, 5, 3);
      assertThat(packedBy(() -> Session.of(one, model, 1).step(x))).isPositive();
      assertThat(packedBy(() -> Session.of(one, model, 7).step(new float[21]))).isZero();
      assertThat(packedBy(() -> model.predict(one, inputs, null))).isZero();
    }
  }

  @Test
  void changedWeightsArePackedAgainOnceForAll() {
    Engine one = new Engine(counting, new Workers(1));
    Sequential model = Sequential.of(3, 1, Layers.lstm(4), Layers.dense(2));
    Session a = Session.of(one, model, 1);
    Session b = Session.of(one, model, 1);
    float[] x = {0.1f, -0.2f, 0.3f};
    model.parameters().values().forEach(Parameter::changed);
    // W and U of four gates, and the dense layer.
    assertThat(packedBy(() -> a.step(x))).isEqualTo(9);
    assertThat(packedBy(() -> b.step(x))).isZero();
  }

  /** One stream of so many units is cut by units, so threads read the gates in other pieces. */
  @Test
  void eachCutOfTheGatesHasACopyOfItsOwn() {
    Sequential model = Sequential.of(8, 1, Layers.lstm(256), Layers.dense(2));
    List<Session> sessions =
        IntStream.rangeClosed(1, 3)
            .mapToObj(threads -> Session.of(new Engine(counting, new Workers(threads)), model, 1))
            .toList();
    for (int step = 0; step < 4; step++) {
      float[] x = Init.uniform(1, new Random(step), 8).data();
      float[] expected = sessions.getFirst().step(x);
      for (Session session : sessions.subList(1, 3)) {
        assertThat(session.step(x)).isEqualTo(expected);
      }
    }
  }

  @Test
  void eachKindOfKernelsHasACopyOfItsOwn() {
    Sequential model = Sequential.of(3, 1, Layers.lstm(4), Layers.dense(2));
    float[] x = {0.1f, -0.2f, 0.3f};
    float[] expected = Session.of(Engine.standard(), model, 1).step(x);
    Engine other = new Engine(counting, new Workers(1));
    assertThat(packedBy(() -> Session.of(other, model, 1).step(x))).isEqualTo(9);
    assertThat(Session.of(Engine.standard(), model, 1).step(x)).isEqualTo(expected);
  }
}
