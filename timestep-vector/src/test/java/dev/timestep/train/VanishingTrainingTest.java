package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Parameter;
import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.PortableKernels;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Training where gradients vanish long before the first step, and states while inputs are 0: no
 * gradient of a weight is subnormal, any number of threads gives the same bits, and both families
 * of kernels agree.
 */
class VanishingTrainingTest {
  private static final int BATCH = 12;
  private static final int TIME = 200;
  private static final int FEATURES = 3;
  private static final int UNITS = 16;

  /** Steps at the start and at the end that have inputs: states vanish in between. */
  private static final int WITH_INPUT = 10;

  private record Case(String name, List<LayerConfig> layers) {
    @Override
    public String toString() {
      return name;
    }
  }

  private record Run(List<Double> losses, Map<String, Tensor> weights) {}

  private static Case of(String name, LayerConfig layer) {
    return new Case(name, List.of(layer, Layers.dense(1)));
  }

  private static Stream<Case> networks() {
    GruConfig before = new GruConfig(UNITS, GruConfig.Form.RESET_BEFORE, true, Init.KERAS);
    return Stream.of(
        of("lstm", Layers.lstm(UNITS)),
        of("gru", Layers.gru(UNITS)),
        of("gru, reset before", RecurrentConfig.of(before)),
        of("simple rnn", Layers.simpleRnn(UNITS)),
        of("simple rnn, relu", Layers.simpleRnn(UNITS, Activation.RELU)),
        of("simple rnn, linear", Layers.simpleRnn(UNITS, Activation.LINEAR)),
        of("peephole lstm", Layers.peepholeLstm(UNITS)),
        of("layer norm gru", Layers.layerNormGru(UNITS)),
        of("indrnn", Layers.indRnn(UNITS)),
        of("sru", Layers.sru(UNITS)),
        of("min gru", Layers.minGru(UNITS)),
        of("both directions", Layers.lstm(UNITS).bidirectional()),
        new Case(
            "attention",
            List.of(
                Layers.lstm(UNITS).sequences(),
                Layers.dotAttention(),
                Layers.attentionPooling(8),
                Layers.dense(1))));
  }

  static Stream<Arguments> cases() {
    return networks()
        .flatMap(
            test ->
                Stream.of(new PortableKernels(), KernelProvider.named("vector"))
                    .map(kernels -> Arguments.of(test, kernels)));
  }

  /** Halved weights of the states, so that what they carry vanishes within some hundred steps. */
  private static Sequential model(Case test) {
    Sequential model = Sequential.of(FEATURES, 1, test.layers);
    model
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (name.contains("recurrent")) {
                float[] w = parameter.value().data();
                for (int at = 0; at < w.length; at++) {
                  w[at] *= 0.5f;
                }
                parameter.changed();
              }
            });
    return model;
  }

  private static Batch batch() {
    SplittableRandom random = new SplittableRandom(9);
    Tensor inputs = Tensor.zeros(BATCH, TIME, FEATURES);
    for (int b = 0; b < BATCH; b++) {
      for (int at = 0; at < WITH_INPUT * FEATURES; at++) {
        int first = b * TIME * FEATURES;
        int last = (b + 1) * TIME * FEATURES - 1;
        inputs.data()[first + at] = (float) random.nextDouble(-1, 1);
        inputs.data()[last - at] = (float) random.nextDouble(-1, 1);
      }
    }
    return new Batch(inputs, null, Init.uniform(1, random, BATCH, 1));
  }

  private static Trainer<Batch> trainer(Sequential model, Engine engine) {
    return new Trainer<>(
        new Supervised(model, Losses.mse()), new Adam(1e-2), TrainerConfig.defaults(), engine);
  }

  private static Run run(Case test, Kernels kernels, int threads) {
    try (var workers = new Workers(threads)) {
      Sequential model = model(test);
      Trainer<Batch> trainer = trainer(model, new Engine(kernels, workers));
      Batch batch = batch();
      List<Double> losses = new ArrayList<>();
      for (int step = 0; step < 2; step++) {
        losses.add(trainer.step(batch).loss());
      }
      Map<String, Tensor> weights = new LinkedHashMap<>();
      model.parameters().forEach((name, p) -> weights.put(name, p.value().copy()));
      return new Run(losses, weights);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theBitsDoNotDependOnTheThreads(Case test, Kernels kernels) {
    Run one = run(test, kernels, 1);
    assertThat(one.losses).doesNotContain(Double.NaN).doesNotHaveDuplicates();
    for (int threads : new int[] {2, 3, 8}) {
      assertThat(run(test, kernels, threads)).as("%d threads", threads).isEqualTo(one);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noGradientIsSubnormalAndBothFamiliesAgree(Case test, Kernels kernels) {
    try (var workers = new Workers(1)) {
      Sequential model = model(test);
      trainer(model, new Engine(kernels, workers)).step(batch());
      Sequential other = model(test);
      trainer(other, new Engine(new PortableKernels(), workers)).step(batch());
      model
          .parameters()
          .forEach(
              (name, parameter) -> {
                Parameter twin = Objects.requireNonNull(other.parameters().get(name));
                check(name, parameter.gradient(), twin.gradient());
              });
    }
  }

  private static void check(String name, float[] received, float[] expected) {
    float largest = 0;
    for (float g : expected) {
      largest = Math.max(largest, Math.abs(g));
    }
    assertThat(largest).as(name).isPositive();
    for (int at = 0; at < received.length; at++) {
      float g = received[at];
      assertThat(g == 0 || Math.abs(g) >= Float.MIN_NORMAL).as("%s[%d] = %s", name, at, g).isTrue();
      // Attention's own gradients are small differences of numbers of 0.01.
      assertThat(Math.abs(g - expected[at]))
          .as("%s[%d]", name, at)
          .isLessThan(1e-3f * largest + 1e-8f);
    }
  }
}
