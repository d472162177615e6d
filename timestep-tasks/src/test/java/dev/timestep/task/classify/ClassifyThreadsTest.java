package dev.timestep.task.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Parameter;
import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.task.CellKind;
import dev.timestep.task.Recipe;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.TaskListener;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.sequence.batch.SequenceBatches;
import dev.timestep.task.sequence.batch.SequenceInputs;
import dev.timestep.task.sequence.batch.SequenceLengths;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same bits on any number of threads, for sizes that no loop divides evenly. */
class ClassifyThreadsTest {
  private static final List<String> CLASSES = List.of("down", "flat", "up");
  private static final int CASES = 17;

  /** Three channels of unequal lengths, with gaps. */
  private static SequenceSet awkward() {
    SplittableRandom random = new SplittableRandom(9);
    List<Sequence> cases = new ArrayList<>();
    for (int at = 0; at < CASES; at++) {
      float[][] values = new float[5 + random.nextInt(13)][3];
      for (int t = 0; t < values.length; t++) {
        for (int c = 0; c < values[t].length; c++) {
          double value = (at % 3 - 1) * t * (c + 1) + 3 * random.nextGaussian();
          values[t][c] = random.nextInt(15) == 0 ? Float.NaN : (float) value;
        }
      }
      cases.add(new Sequence("c" + at, values, new float[0], Optional.of(CLASSES.get(at % 3))));
    }
    return new SequenceSet("awkward.csv", "", List.of("x", "y", "z"), List.of(), cases, List.of());
  }

  private static ClassifySettings settings(ClassifyNetwork network, int units, int threads) {
    return new ClassifySettings(
        Optional.of(network),
        new RecurrentSettings(CellKind.GRU, units, 2, 0.3),
        3,
        5,
        0.01,
        3,
        42,
        threads);
  }

  @ParameterizedTest
  @EnumSource(names = {"BIDIRECTIONAL", "CONVOLUTION"})
  void foldsSideBySideGiveTheSameBits(ClassifyNetwork network) {
    SequenceSet train = awkward();
    List<Integer> alone = bits(fit(train, network, 1).classifier().networks());
    for (int threads = 2; threads <= 3; threads++) {
      assertThat(bits(fit(train, network, threads).classifier().networks()))
          .as("%d threads", threads)
          .isEqualTo(alone);
    }
  }

  private static ClassifyFit fit(SequenceSet train, ClassifyNetwork network, int threads) {
    return ClassifyTraining.fit(train, CLASSES, settings(network, 7, threads), TaskListener.NONE);
  }

  /** Wide enough that products, steps and updates are shared between the threads. */
  @ParameterizedTest
  @EnumSource(names = {"BIDIRECTIONAL", "CONVOLUTION"})
  void oneNetworkThatThreadsShareGetsTheSameBits(ClassifyNetwork network) {
    List<Integer> alone = bits(List.of(trained(network, 1)));
    for (int threads = 2; threads <= 3; threads++) {
      assertThat(bits(List.of(trained(network, threads))))
          .as("%d threads", threads)
          .isEqualTo(alone);
    }
  }

  @Test
  void aBitIsSeen() {
    Sequential network = trained(ClassifyNetwork.BIDIRECTIONAL, 1);
    List<Integer> before = bits(List.of(network));
    float[] weights = network.parameters().values().iterator().next().value().data();
    weights[0] = Math.nextUp(weights[0]);
    assertThat(bits(List.of(network))).isNotEqualTo(before);
  }

  private static Sequential trained(ClassifyNetwork network, int threads) {
    SequenceSet train = awkward();
    SequenceInputs inputs = SequenceInputs.fit(train);
    ClassifySettings settings = settings(network, 67, threads);
    List<LayerConfig> layers =
        network.layers(settings, SequenceLengths.of(train.cases()), CLASSES.size());
    Sequential model = Sequential.of(inputs.features(), 1, layers);
    SequenceBatches batches =
        new SequenceBatches(
            train.cases().stream().map(inputs::steps).toList(),
            train.cases().stream().mapToInt(one -> CLASSES.indexOf(one.label().get())).toArray(),
            inputs.channels().size(),
            CASES,
            inputs.augmentation(),
            1);
    Recipe recipe = Recipe.of(4, CASES, 0.01, 0);
    try (Workers workers = new Workers(threads)) {
      Trainer<Batch> trainer =
          new Trainer<>(
              new Supervised(model, Losses.softmaxCrossEntropy()),
              recipe.optimizer(),
              recipe.config(1),
              new Engine(KernelProvider.chosen(), workers));
      trainer.fit(batches, null);
    }
    return model;
  }

  private static List<Integer> bits(List<Sequential> networks) {
    List<Integer> bits = new ArrayList<>();
    for (Sequential network : networks) {
      for (Parameter parameter : network.parameters().values()) {
        for (float value : parameter.value().data()) {
          bits.add(Float.floatToRawIntBits(value));
        }
      }
    }
    return bits;
  }
}
