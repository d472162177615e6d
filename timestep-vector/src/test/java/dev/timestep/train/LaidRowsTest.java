package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Tape;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.ProductKernels;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.Signal;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A recurrent layer lays the left factors of its products at the distance that these read best,
 * once for all gates. Where they are laid must change no bit.
 */
class LaidRowsTest {
  private static final int TIME = 7;
  private static final int BATCH = 9;

  /** Units and features: [x h] in one product, and x·W ahead of the steps. */
  private static final int[][] SIZES = {{24, 20}, {160, 200}};

  static Stream<Arguments> cases() {
    return TrainingCase.kernels()
        .flatMap(
            kernels ->
                Stream.of(SIZES)
                    .flatMap(
                        size ->
                            Stream.of(
                                    Layers.lstm(size[0]).sequences(),
                                    Layers.gru(size[0]).sequences(),
                                    Layers.simpleRnn(size[0]).sequences())
                                .map(layer -> Arguments.of(layer, size[1], kernels))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void changeNoBit(LayerConfig layer, int features, Kernels kernels) {
    Tensor x = Tensor.zeros(TIME, BATCH, features);
    SplittableRandom random = new SplittableRandom(20261130);
    for (int at = 0; at < x.data().length; at++) {
      x.data()[at] = (float) random.nextDouble(-1, 1);
    }
    Lengths some = Lengths.of(7, 1, 3, 7, 2, 5, 4, 7, 6);
    for (int threads : new int[] {1, 2}) {
      for (Lengths lengths : new @Nullable Lengths[] {null, some}) {
        float[] laid = run(layer, kernels, threads, x, lengths);
        float[] inPlace = run(layer, rowsInPlace(kernels), threads, x, lengths);
        assertThat(laid).isEqualTo(inPlace).doesNotContain(Float.NaN);
      }
    }
  }

  private static float[] run(
      LayerConfig layer, Kernels kernels, int threads, Tensor x, @Nullable Lengths lengths) {
    Sequential model = Sequential.of(x.shape().last(), 1, layer);
    try (Workers workers = new Workers(threads)) {
      Tape tape = Tape.inference(new Engine(kernels, workers));
      var answer = model.forward(tape, new Signal(tape.constant(x), lengths)).value();
      return Arrays.copyOf(answer.data(), answer.size());
    }
  }

  /** The same kernels, but for the distance that they ask for. */
  private static Kernels rowsInPlace(Kernels kernels) {
    ProductKernels given = kernels.products();
    ProductKernels products =
        delegate(ProductKernels.class, given, "rowStep", arguments -> arguments[0]);
    return delegate(Kernels.class, kernels, "products", arguments -> products);
  }

  private interface Answer {
    Object of(Object[] arguments);
  }

  private static <T> T delegate(Class<T> type, T given, String method, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                return answer.of(arguments == null ? new Object[0] : arguments);
              }
              try {
                return called.invoke(given, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause() == null ? thrown : thrown.getCause();
              }
            }));
  }
}
