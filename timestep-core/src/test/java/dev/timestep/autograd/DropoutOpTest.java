package dev.timestep.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DropoutOpTest {
  private static final int SIZE = 20_000;
  private static final double RATE = 0.3;

  private static float[] drop(long seed, long step, int calls) {
    Tape tape = Tape.training(Engine.withThreads(1), seed);
    tape.reset(step);
    float[] last = new float[0];
    for (int call = 0; call < calls; call++) {
      last = DropoutOp.apply(tape.constant(ones()), RATE).value().data();
    }
    return last;
  }

  private static Tensor ones() {
    float[] ones = new float[SIZE];
    Arrays.fill(ones, 1f);
    return Tensor.of(ones, 100, SIZE / 100);
  }

  @Test
  void isOffOutsideTraining() {
    for (Tape tape :
        new Tape[] {Tape.inference(Engine.withThreads(1)), Tape.recording(Engine.withThreads(1))}) {
      Variable x = tape.input(ones());
      assertThat(DropoutOp.apply(x, RATE)).isSameAs(x);
    }
    Tape training = Tape.training(Engine.withThreads(1), 1);
    Variable x = training.input(ones());
    assertThat(DropoutOp.apply(x, 0)).isSameAs(x);
  }

  @Test
  void dropsTheShareThatWasAskedForAndKeepsTheMean() {
    float[] dropped = drop(1, 1, 1);
    long zeros = IntStream.range(0, SIZE).filter(at -> dropped[at] == 0).count();
    // Five standard deviations of a binomial count.
    double deviation = Math.sqrt(SIZE * RATE * (1 - RATE));
    assertThat((double) zeros).isCloseTo(SIZE * RATE, within(5 * deviation));
    float kept = (float) (1 / (1 - RATE));
    assertThat(dropped).containsOnly(0f, kept);
    double mean = IntStream.range(0, SIZE).mapToDouble(at -> dropped[at]).average().orElseThrow();
    assertThat(mean).isCloseTo(1, within(5 * deviation * kept / SIZE));
  }

  @Test
  void theMaskIsAFunctionOfSeedStepAndCall() {
    float[] first = drop(1, 1, 1);
    assertThat(drop(1, 1, 1)).isEqualTo(first);
    for (float[] other : new float[][] {drop(2, 1, 1), drop(1, 2, 1), drop(1, 1, 2)}) {
      long same = IntStream.range(0, SIZE).filter(at -> other[at] == first[at]).count();
      // Independent masks agree with probability p² + (1−p)².
      double share = RATE * RATE + (1 - RATE) * (1 - RATE);
      assertThat((double) same / SIZE).isCloseTo(share, within(0.02));
    }
  }

  @Test
  void theGradientGoesThroughTheSameMask() {
    Tape tape = Tape.training(Engine.withThreads(1), 7);
    Variable x = tape.input(ones());
    Variable y = DropoutOp.apply(x, RATE);
    tape.backward(y.multiply(3f).sum());
    float[] mask = y.value().data();
    float[] gradient = x.gradientValue().data();
    for (int at = 0; at < SIZE; at++) {
      assertThat(gradient[at]).isEqualTo(3f * mask[at]);
    }
  }
}
