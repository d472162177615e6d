package dev.timestep.autograd.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Patches;
import dev.timestep.autograd.Patches.Axis;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TimeWindow;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.PortableKernels;
import dev.timestep.kernel.Workers;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Convolutions on the vector kernels, whose panels make them compute neighbours together, against
 * the portable ones, whose results the tests of the core hold against the definition.
 */
class VectorConvolutionTest {
  private static final Kernels VECTOR = KernelProvider.named("vector");
  private static final Kernels PORTABLE = new PortableKernels();

  private static Tensor random(long seed, int... sizes) {
    Tensor tensor = Tensor.zeros(sizes);
    SplittableRandom random = new SplittableRandom(seed);
    for (int at = 0; at < tensor.data().length; at++) {
      tensor.data()[at] = (float) random.nextDouble(-1, 1);
    }
    return tensor;
  }

  /** y and the gradients of a sum that weighs every number of y differently. */
  private interface Convolved {
    Variable of(Variable x, Variable w, Variable b);
  }

  private static Map<String, float[]> run(
      Kernels kernels, int threads, Tensor x, Tensor w, Tensor b, Convolved convolved) {
    try (Workers workers = new Workers(threads)) {
      Tape tape = Tape.recording(new Engine(kernels, workers));
      Map<String, float[]> results = new LinkedHashMap<>();
      // The second time with the buffers of the first.
      for (int step = 0; step < 2; step++) {
        tape.reset(step);
        Variable in = tape.input(x);
        Variable weights = tape.input(w);
        Variable bias = tape.input(b);
        Variable y = convolved.of(in, weights, bias);
        Tensor weighing = random(4, y.shape().toArray());
        // Added twice to dX, once by another op.
        Variable loss = y.multiply(tape.constant(weighing)).sum().add(in.sum());
        tape.backward(loss);
        results.put("y", copy(y.data(), y.shape().size()));
        results.put("dx", copy(in.gradient(), x.data().length));
        results.put("dw", copy(weights.gradient(), w.data().length));
        results.put("db", copy(bias.gradient(), b.data().length));
      }
      return results;
    }
  }

  private static float[] copy(float[] buffer, int size) {
    float[] copy = new float[size];
    System.arraycopy(buffer, 0, copy, 0, size);
    return copy;
  }

  private static void assertNear(Map<String, float[]> actual, Map<String, float[]> expected) {
    expected.forEach(
        (name, values) -> {
          float largest = 0;
          for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
          }
          float[] found = actual.get(name);
          assertThat(found).hasSameSizeAs(values);
          for (int at = 0; at < values.length; at++) {
            assertThat(found[at])
                .as(name + " " + at)
                .isCloseTo(values[at], within(1e-5f * largest));
          }
        });
  }

  private static void assertSameOnAnyThreads(Tensor x, Tensor w, Tensor b, Convolved convolved) {
    Map<String, float[]> one = run(VECTOR, 1, x, w, b, convolved);
    assertNear(one, run(PORTABLE, 1, x, w, b, convolved));
    for (int threads : new int[] {2, 3, 8}) {
      run(VECTOR, threads, x, w, b, convolved)
          .forEach((name, values) -> assertThat(values).as(name).isEqualTo(one.get(name)));
    }
  }

  /** Filters and channels of less than a panel, one, and more; strides; one row and many. */
  @ParameterizedTest
  @CsvSource({
    "12, 8, 16, 3, 1, SAME",
    "12, 16, 8, 3, 1, SAME",
    "13, 8, 16, 3, 1, SAME",
    "12, 3, 4, 5, 1, VALID",
    "12, 4, 5, 3, 2, SAME",
    "16, 2, 16, 4, 2, VALID",
    "9, 40, 33, 3, 1, SAME",
    "12, 1, 70, 2, 1, SAME",
    "6, 5, 7, 1, 1, VALID",
    "12, 1, 8, 2, 1, SAME",
    "12, 1, 4, 2, 2, VALID",
    "20, 16, 16, 3, 1, SAME"
  })
  void imagesAgreeWithThePortableKernels(
      int side, int channels, int filters, int kernel, int stride, Padding padding) {
    Axis axis = Axis.of(side, kernel, stride, 1, padding);
    Patches patches = new Patches(axis, axis, channels);
    Tensor x = random(1, 7, patches.imageSize());
    Tensor w = random(2, patches.patchSize(), filters);
    assertSameOnAnyThreads(
        x, w, random(3, filters), (in, k, b) -> ConvolutionOp.ofImages(in, patches, k, b));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 7, 16, 1, 1, SAME, false",
    "5, 32, 40, 1, 2, CAUSAL, false",
    "3, 1, 16, 1, 1, CAUSAL, true",
    "3, 8, 64, 2, 1, SAME, true",
    "4, 20, 6, 3, 1, VALID, true",
    "2, 16, 16, 2, 3, CAUSAL, true",
    "1, 9, 12, 2, 1, SAME, true"
  })
  void sequencesAgreeWithThePortableKernels(
      int kernel,
      int features,
      int filters,
      int stride,
      int dilation,
      Padding padding,
      boolean cut) {
    int time = 90;
    int batch = 12;
    TimeWindow window = new TimeWindow(kernel, stride, dilation, padding);
    Lengths lengths = cut ? Lengths.of(new Random(8).ints(batch, 0, time + 1).toArray()) : null;
    Tensor x = random(1, time, batch, features);
    Tensor w = random(2, kernel * features, filters);
    assertSameOnAnyThreads(
        x, w, random(3, filters), (in, k, b) -> ConvolutionOp.overTime(in, window, lengths, k, b));
  }

  /** One step with other lengths after another, on the same tape. */
  @Test
  void lengthsMayChangeFromStepToStep() {
    TimeWindow window = new TimeWindow(3, 1, 1, Padding.CAUSAL);
    Tensor x = random(1, 20, 6, 5);
    Tensor w = random(2, 15, 9);
    try (Workers workers = new Workers(2)) {
      Tape tape = Tape.recording(new Engine(VECTOR, workers));
      for (Lengths lengths :
          new @Nullable Lengths[] {
            Lengths.of(20, 3, 0, 20, 7, 19), Lengths.of(1, 3, 20, 20, 7, 0), null
          }) {
        tape.reset(1);
        Variable in = tape.input(x);
        Variable weights = tape.input(w);
        Variable y = ConvolutionOp.overTime(in, window, lengths, weights, null);
        tape.backward(y.square().sum());
        Tape alone = Tape.recording(new Engine(VECTOR, workers));
        Variable fresh = alone.input(x);
        Variable kernel = alone.input(w);
        Variable expected = ConvolutionOp.overTime(fresh, window, lengths, kernel, null);
        alone.backward(expected.square().sum());
        assertThat(copy(y.data(), 20 * 6 * 9)).isEqualTo(copy(expected.data(), 20 * 6 * 9));
        assertThat(copy(in.gradient(), 600)).isEqualTo(copy(fresh.gradient(), 600));
        assertThat(copy(weights.gradient(), 135)).isEqualTo(copy(kernel.gradient(), 135));
      }
    }
  }

  /** Neighbours are computed together with zeros between them, but infinity times 0 is NaN. */
  @Test
  void whatIsNotFiniteReachesOnlyThePlacesThatReadIt() {
    Axis axis = Axis.of(8, 3, 1, 1, Padding.SAME);
    Patches patches = new Patches(axis, axis, 2);
    Tensor w = random(2, patches.patchSize(), 4);
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Tensor x = random(1, 3, patches.imageSize());
      Tensor broken = Tensor.of(x.data().clone(), 3, patches.imageSize());
      // The second image, row 4, column 5.
      broken.data()[patches.imageSize() + (4 * 8 + 5) * 2] = bad;
      Convolved convolved = (in, k, b) -> ConvolutionOp.ofImages(in, patches, k, b);
      float[] expected = run(VECTOR, 1, x, w, random(3, 4), convolved).get("y");
      float[] y = run(VECTOR, 1, broken, w, random(3, 4), convolved).get("y");
      for (int at = 0; at < y.length; at++) {
        int place = at / 4 % 64;
        boolean reads =
            at / 256 == 1 && Math.abs(place / 8 - 4) <= 1 && Math.abs(place % 8 - 5) <= 1;
        assertThat(Float.isFinite(y[at])).as("number " + at).isEqualTo(!reads);
        if (!reads) {
          assertThat(y[at]).isEqualTo(expected[at]);
        }
      }
    }
  }
}
