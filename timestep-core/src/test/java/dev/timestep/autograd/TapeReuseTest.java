package dev.timestep.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tape keeps from step to step is found again, and never changes a result. */
class TapeReuseTest {
  private static final int[] WIDTHS = {2, 5};

  private final Engine engine = Engine.withThreads(2);
  private final Tape tape = Tape.recording(engine);

  // ---------------------------------------------------------------- the property

  /** Programs that begin alike, go on differently, come back and change their sizes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyPrograms(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RandomProgram.Weights> weights = new ArrayList<>();
    for (int width : WIDTHS) {
      weights.add(new RandomProgram.Weights(width));
    }
    Tape used = Tape.training(engine, seed);
    for (int step = 0; step < 60; step++) {
      int which = random.nextInt(6) == 0 ? 1 : 0;
      long head = random.nextInt(2);
      long tail = random.nextInt(3);
      int shared = random.nextInt(3) * 7;
      int time = random.nextInt(4) == 0 ? 1 : 3;
      long data = random.nextLong();
      freezeSome(weights.get(which), random);
      used.reset(step);
      Tape fresh = Tape.training(engine, seed);
      fresh.reset(step);
      assertThat(run(used, head, tail, shared, time, which, weights, data))
          .as("seed %d, step %d", seed, step)
          .isEqualTo(run(fresh, head, tail, shared, time, which, weights, data));
    }
  }

  private static void freezeSome(RandomProgram.Weights weights, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      weights.all().get(random.nextInt(weights.all().size())).freeze(random.nextBoolean());
    }
  }

  private static List<Tensor> run(
      Tape tape,
      long head,
      long tail,
      int shared,
      int time,
      int which,
      List<RandomProgram.Weights> weights,
      long data) {
    RandomProgram.Weights own = weights.get(which);
    own.all().forEach(Parameter::clearGradient);
    var program = new RandomProgram(head, tail, shared, time, 4, WIDTHS[which]);
    List<Tensor> all = program.run(tape, own, data);
    for (Parameter parameter : own.all()) {
      all.add(Tensor.of(parameter.shape(), parameter.gradient().clone()));
    }
    return all;
  }

  // ---------------------------------------------------------------- what is kept

  @Test
  void theSameProgramFindsItsVariablesAndBuffersAgain() {
    Parameter w = new Parameter(Tensor.vector(2, 3));
    List<Variable> before = twoOps(w, Tensor.vector(5, 7));
    float[] buffer = before.getLast().data();
    tape.backward(before.getLast().sum());
    assertThat(before.getFirst().hasGradient()).isTrue();
    tape.reset(1);
    List<Variable> after = twoOps(w, Tensor.vector(1, 1));
    assertThat(after).usingElementComparator((a, b) -> a == b ? 0 : 1).isEqualTo(before);
    assertThat(after.getLast().data()).isSameAs(buffer).startsWith(4, 9);
    assertThat(after.getFirst().hasGradient()).isFalse();
  }

  private List<Variable> twoOps(Parameter w, Tensor x) {
    Variable product = tape.parameter(w).multiply(tape.constant(x));
    return List.of(product, product.square());
  }

  @Test
  void anotherShapeOrBranchIsRecordedAnew() {
    Variable x = tape.constant(Tensor.vector(1, 2));
    Variable y = x.tanh();
    tape.reset(1);
    assertThat(tape.constant(Tensor.vector(1, 2))).isSameAs(x);
    assertThat(x.sigmoid()).isNotSameAs(y);
    assertThat(x.tanh()).isNotSameAs(y);
    tape.reset(2);
    assertThat(tape.constant(Tensor.vector(1, 2, 3))).isNotSameAs(x);
    tape.reset(3);
    assertThat(tape.input(Tensor.vector(1, 2, 3)).requiresGradient()).isTrue();
  }

  @Test
  void settingsAreLookedAt() {
    Variable x = tape.constant(Tensor.of(new float[] {1, 2, 3, 4}, 2, 2));
    assertThat(x.slice(1, 0, 1).add(2).value()).isEqualTo(Tensor.of(new float[] {3, 5}, 2, 1));
    tape.reset(1);
    x = tape.constant(Tensor.of(new float[] {1, 2, 3, 4}, 2, 2));
    assertThat(x.slice(1, 1, 2).add(2).value()).isEqualTo(Tensor.of(new float[] {4, 6}, 2, 1));
    tape.reset(2);
    x = tape.constant(Tensor.of(new float[] {1, 2, 3, 4}, 2, 2));
    assertThat(x.slice(1, 1, 2).add(5).value()).isEqualTo(Tensor.of(new float[] {7, 9}, 2, 1));
  }

  @Test
  void aParameterThatIsFrozenBetweenStepsGetsNoGradient() {
    Parameter w = new Parameter(Tensor.vector(2, 3));
    Variable variable = tape.parameter(w);
    tape.backward(variable.square().sum());
    w.clearGradient();
    w.freeze(true);
    tape.reset(1);
    assertThat(tape.parameter(w)).isNotSameAs(variable);
    Variable x = tape.input(Tensor.vector(1, 1));
    tape.backward(tape.parameter(w).square().add(x).sum());
    assertThat(w.gradient()).containsOnly(0);
  }

  @Test
  void aParameterThatIsNoLongerUsedIsForgotten() {
    Parameter w = new Parameter(Tensor.vector(2, 3));
    Parameter other = new Parameter(Tensor.vector(2, 3));
    Variable variable = tape.parameter(w);
    Variable otherVariable = tape.parameter(other);
    tape.reset(1);
    assertThat(tape.parameter(w)).isSameAs(variable);
    tape.reset(2);
    assertThat(tape.parameter(w)).isSameAs(variable);
    assertThat(tape.parameter(other)).isNotSameAs(otherVariable);
  }

  @Test
  void anOpMadeAnewInEachStepHoldsNoMoreBuffersEachTime() {
    List<Long> held = new ArrayList<>();
    for (int step = 0; step < 5; step++) {
      tape.reset(step);
      Variable x = tape.input(Init.uniform(1, new SplittableRandom(step), 20));
      Variable y = tape.output(x.shape(), x);
      float[] kept = tape.take(1000);
      System.arraycopy(x.data(), 0, y.data(), 0, 20);
      tape.record(
          () -> {
            float[] passing = tape.take(3000);
            System.arraycopy(y.gradient(), 0, passing, 0, 20);
            System.arraycopy(passing, 0, kept, 0, 20);
            System.arraycopy(kept, 0, x.gradient(), 0, 20);
          },
          y);
      tape.backward(y.tanh().sum());
      held.add(tape.heldFloats());
    }
    assertThat(held.getFirst()).isGreaterThan(4000);
    assertThat(held).containsOnly(held.getFirst());
  }

  @Test
  void anOpThatFailsLeavesTheTapeUsable() {
    Parameter table = new Parameter(Tensor.of(new float[] {1, 2, 3}, 3, 1));
    for (int step = 0; step < 3; step++) {
      tape.reset(step);
      Variable bad = tape.constant(Tensor.vector(0, 7));
      assertThatThrownBy(() -> RowOps.gather(tape.parameter(table), bad, -1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("received 7.0 at position 1");
      Variable good = tape.constant(Tensor.vector(0, 2));
      Variable found = RowOps.gather(tape.parameter(table), good, -1);
      assertThat(found.value().data()).containsExactly(1, 3);
      table.clearGradient();
      tape.backward(found.square().sum());
      assertThat(table.gradient()).containsExactly(2, 0, 6);
    }
  }

  @Test
  void refusesToRepeatWhatIsNotKeptHere() {
    tape.constant(1).tanh();
    tape.reset(1);
    Op kept = tape.kept();
    assertThat(kept).isNotNull();
    tape.constant(1);
    assertThatThrownBy(() -> tape.repeat(kept))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expects the op that kept() returned");
  }

  @Test
  void placesThatAreNumberedDoNotPileUp() {
    for (int step = 0; step < 3; step++) {
      for (int at = 0; at < 1000; at++) {
        tape.enter("place " + at);
        assertThat(tape.scope()).isEqualTo("place " + at);
        tape.exit();
      }
      tape.reset(step);
    }
    assertThat(tape.scope()).isEmpty();
  }
}
