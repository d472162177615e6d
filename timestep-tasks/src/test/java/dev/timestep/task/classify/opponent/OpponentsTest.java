package dev.timestep.task.classify.opponent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.JsonFormatException;
import dev.timestep.io.safetensors.Safetensors;
import dev.timestep.io.safetensors.TensorFile;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every opponent must do. */
class OpponentsTest {
  private final Engine engine = Engine.withThreads(1);
  private final Cases train = SmallCases.bumps(60, 1);
  private final Cases test = SmallCases.bumps(90, 2);

  static List<Opponent> opponents() {
    return Opponents.all();
  }

  @Test
  void standFromSimpleToElaborate() {
    assertThat(Opponents.all())
        .extracting(Opponent::id)
        .containsExactly(
            "majority", "nearest_euclidean", "nearest_dtw", "summary_logistic", "kernel_ridge");
  }

  @ParameterizedTest
  @MethodSource("opponents")
  void learnFromUnequalLengthsGapsAndSeveralChannels(Opponent opponent) {
    FittedOpponent fitted = opponent.fit(train, train.none(), 42, engine);
    double[][] p = fitted.probabilities(test.sequences(), engine);
    for (double[] row : p) {
      assertThat(row).hasSize(4);
      assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-12));
      assertThat(Arrays.stream(row).min().orElseThrow()).isPositive();
    }
    int errors = ArchiveFile.errors(p, test.labels());
    switch (opponent.id()) {
      case "majority" -> assertThat(errors).isEqualTo(60);
      case "summary_logistic", "kernel_ridge" -> assertThat(errors).isLessThanOrEqualTo(2);
      default -> assertThat(errors).isLessThan(45);
    }
  }

  @ParameterizedTest
  @MethodSource("opponents")
  void giveProbabilitiesThatHoldOnNewCases(Opponent opponent) {
    for (Cases validation : List.of(train.none(), SmallCases.bumps(45, 3))) {
      FittedOpponent fitted = opponent.fit(train, validation, 42, engine);
      double[][] p = fitted.probabilities(test.sequences(), engine);
      double loss = 0;
      for (int i = 0; i < p.length; i++) {
        loss -= Math.log(p[i][test.labels()[i]]) / p.length;
      }
      assertThat(loss).isLessThan(opponent.id().equals("majority") ? 1.17 : 1.1);
    }
  }

  @ParameterizedTest
  @MethodSource("opponents")
  void giveTheSameBitsOnAnyNumberOfThreadsAndAfterAFile(Opponent opponent, @TempDir Path folder) {
    FittedOpponent one = opponent.fit(train, train.none(), 42, engine);
    Engine three = Engine.withThreads(3);
    FittedOpponent other = opponent.fit(train, train.none(), 42, three);
    double[][] expected = one.probabilities(test.sequences(), engine);
    assertThat(other.probabilities(test.sequences(), three)).isDeepEqualTo(expected);

    Path file = folder.resolve("weights.safetensors");
    Safetensors.write(file, TensorFile.of(one.tensors()));
    JsonFields fields = JsonFields.of(OpponentFile.write(one), "model.json");
    FittedOpponent read = OpponentFile.read(fields, 4, Safetensors.read(file).tensors());
    assertThat(read.id()).isEqualTo(opponent.id());
    assertThat(read.choice()).isEqualTo(one.choice());
    assertThat(read.probabilities(test.sequences(), engine)).isDeepEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("opponents")
  void refuseAFileThatLacksANumberOrAField(Opponent opponent) {
    FittedOpponent fitted = opponent.fit(train, train.none(), 42, engine);
    for (String name : fitted.tensors().keySet()) {
      SequencedMap<String, Tensor> less = new LinkedHashMap<>(fitted.tensors());
      less.remove(name);
      assertRefused(OpponentFile.write(fitted), less, name);
      SequencedMap<String, Tensor> shorter = new LinkedHashMap<>(fitted.tensors());
      shorter.put(name, Tensor.zeros(1, 1, 1));
      assertRefused(OpponentFile.write(fitted), shorter, name);
    }
    Map<String, Tensor> more = new LinkedHashMap<>(fitted.tensors());
    more.put("another", Tensor.vector(1));
    assertRefused(OpponentFile.write(fitted), more, "another");
    for (String field : fitted.settings().keySet()) {
      JsonObject json = OpponentFile.write(fitted);
      json.getAsJsonObject("settings").remove(field);
      assertThatThrownBy(() -> OpponentFile.read(JsonFields.of(json, "m"), 4, fitted.tensors()))
          .isInstanceOf(JsonFormatException.class)
          .hasMessageContaining(field);
    }
  }

  private static void assertRefused(JsonObject json, Map<String, Tensor> tensors, String name) {
    assertThatThrownBy(() -> OpponentFile.read(JsonFields.of(json, "m"), 4, tensors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @MethodSource("opponents")
  void takeSequencesOfOneStepAndChannelsWithoutAValue(Opponent opponent) {
    float[][] series = new float[12][];
    int[] labels = new int[12];
    for (int i = 0; i < series.length; i++) {
      labels[i] = i % 2;
      series[i] = i == 3 ? new float[] {Float.NaN} : new float[] {10 * labels[i] + i / 10f};
    }
    Cases cases = SmallCases.of(labels, series);
    FittedOpponent fitted = opponent.fit(cases, cases.none(), 1, engine);
    double[] p = fitted.probabilities(SmallCases.sequence("new", new float[] {10, 11, 10}));
    assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("opponents")
  void refuseOtherChannelsThanThoseLearned(Opponent opponent) {
    if (opponent instanceof MajorityClass) {
      return;
    }
    FittedOpponent fitted = opponent.fit(train, train.none(), 42, engine);
    assertThatThrownBy(() -> fitted.probabilities(SmallCases.sequence("odd", new float[] {1, 2})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 channels and 1 statics; odd has 2 steps of 1 channels");
  }

  @Test
  void judgeEachCaseByAFitWithoutItsFold() {
    // The two cases of a fold are each other's nearest, so that only the other class is left.
    Cases cases =
        SmallCases.of(
            new int[] {0, 0, 1, 1},
            new float[] {0, 0},
            new float[] {0, 1},
            new float[] {9, 9},
            new float[] {9, 8});
    double[][] p =
        Opponents.outOfFold(NearestNeighbour.euclidean(), cases, new int[] {0, 0, 1, 1}, 1, engine);
    assertThat(ArchiveFile.errors(p, cases.labels())).isEqualTo(4);
    double[][] apart =
        Opponents.outOfFold(NearestNeighbour.euclidean(), cases, new int[] {0, 1, 0, 1}, 1, engine);
    assertThat(ArchiveFile.errors(apart, cases.labels())).isZero();
  }

  @Test
  void refuseCasesWithoutALabelOrWithAnUnknownOne() {
    assertThatThrownBy(
            () ->
                new Cases(
                    List.of("x"),
                    List.of(),
                    List.of("a"),
                    List.of(SmallCases.sequence("s", new float[] {1})),
                    new int[] {1}))
        .hasMessageContaining("labels below 1; received 1");
  }
}
