package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.graph.Graph;
import dev.timestep.nn.graph.GraphBuilder;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was built can run, and what cannot run is refused when it is built. */
class BuildCheckTest {
  private static final Engine ENGINE = Engine.withThreads(1);
  private static final int TOKENS = 5;

  /** Every name of {@link Layers}, with settings that fit some of the others and not all. */
  private static LayerConfig draw(SplittableRandom random) {
    int n = random.nextInt(1, 4) * 2;
    return switch (random.nextInt(45)) {
      case 0 -> some(Layers.simpleRnn(n), random);
      case 1 -> some(Layers.lstm(n), random);
      case 2 -> some(Layers.gru(n).layers(2), random);
      case 3 -> some(Layers.convLstm1d(2, 2, 1), random);
      case 4 -> some(Layers.convLstm2d(2, 2, 1, 2), random);
      case 5 -> some(Layers.jordan(n), random);
      case 6 -> some(Layers.twoLevelElman(n), random);
      case 7 -> some(Layers.mgu(n), random);
      case 8 -> some(Layers.indRnn(n), random);
      case 9 -> some(Layers.sru(n), random);
      case 10 -> some(Layers.qrnn(n), random);
      case 11 -> some(Layers.minGru(n), random);
      case 12 -> some(Layers.minLstm(n), random);
      case 13 -> some(Layers.rgLru(n), random);
      case 14 -> some(Layers.slstm(n), random);
      case 15 -> some(Layers.lstm(n, Activation.RELU, Activation.SIGMOID), random);
      case 16 -> some(Layers.peepholeLstm(n), random);
      case 17 -> some(Layers.coupledLstm(n).reversed(), random);
      case 18 -> some(Layers.projectedLstm(4, n), random);
      case 19 -> some(Layers.layerNormLstm(n), random);
      case 20 -> some(Layers.clippedLstm(n, 3), random);
      case 21 -> some(Layers.layerNormGru(n), random);
      case 22 -> Layers.bidirectional(some(Layers.gru(n), random));
      case 23 -> Layers.lstm(n).bidirectional().merge(Merge.SUM).sequences();
      case 24 -> Layers.stack(LstmConfig.of(3), GruConfig.of(n));
      case 25 -> some(Layers.gru(n), random).residual();
      case 26 -> Layers.masking(0, some(Layers.lstm(n), random));
      case 27 -> Layers.reverseTime();
      case 28 -> Layers.dense(n).activation(Activation.TANH);
      case 29 -> Layers.embedding(TOKENS, n);
      case 30 -> Layers.dropout(0.5);
      case 31 -> Layers.variationalDropout(0.5);
      case 32 -> Layers.activationPenalty(1, 1);
      case 33 -> random.nextBoolean() ? Layers.layerNorm() : Layers.batchNorm();
      case 34 -> random.nextBoolean() ? Layers.conv1d(n, 2) : Layers.conv1d(n, 5).causal();
      case 35 -> Layers.conv2d(2, random.nextInt(1, 3), 1, 2).same();
      case 36 -> random.nextBoolean() ? Layers.maxPool2d(2, 2, 2) : Layers.averagePool2d(2, 1, 1);
      case 37 -> random.nextBoolean() ? Layers.maxPool1d(2) : Layers.averagePool1d(4);
      case 38 -> random.nextBoolean() ? Layers.maxOverTime() : Layers.averageOverTime();
      case 39 -> Layers.lastStep();
      case 40 -> timeDistributed(random, n);
      case 41 -> Layers.additiveAttention(n);
      case 42 -> random.nextBoolean() ? Layers.dotAttention() : Layers.generalAttention();
      case 43 -> Layers.multiHeadAttention(n, 2);
      default -> Layers.attentionPooling(n);
    };
  }

  private static LayerConfig timeDistributed(SplittableRandom random, int n) {
    return switch (random.nextInt(4)) {
      case 0 -> Layers.timeDistributed(Layers.dense(n));
      case 1 -> Layers.timeDistributed(Layers.lstm(n)).steps(2);
      case 2 -> Layers.timeDistributed(Layers.lstm(n).sequences()).steps(2);
      default -> Layers.timeDistributed(Layers.embedding(TOKENS, n));
    };
  }

  private static RecurrentConfig some(RecurrentConfig layer, SplittableRandom random) {
    return random.nextBoolean() ? layer.sequences() : layer;
  }

  @Test
  void whatWasBuiltRunsAndWhatCannotRunIsRefused() {
    int accepted = 0;
    int refused = 0;
    for (long seed = 1; seed <= 3000; seed++) {
      var random = new SplittableRandom(seed);
      List<LayerConfig> chain = new ArrayList<>();
      for (int more = random.nextInt(2, 4); more > 0; more--) {
        chain.add(draw(random));
      }
      int features = chain.getFirst().readsTokens() ? 1 : random.nextInt(1, 4) * 2;
      Sequential model = build(features, chain);
      if (model != null) {
        accepted++;
        for (int time : new int[] {1, 2, 6}) {
          for (boolean training : new boolean[] {true, false}) {
            String what = "seed " + seed + ", " + time + " steps of " + features + ", " + chain;
            assertThatCode(() -> run(model, features, time, training))
                .as(what)
                .doesNotThrowAnyException();
          }
        }
      } else {
        refused++;
        assertThatThrownBy(() -> runUnchecked(features, chain))
            .as("seed " + seed + ", " + features + " features, " + chain)
            .isInstanceOf(RuntimeException.class);
      }
    }
    assertThat(accepted).isGreaterThan(600);
    assertThat(refused).isGreaterThan(600);
  }

  private static @Nullable Sequential build(int features, List<LayerConfig> chain) {
    try {
      return Sequential.of(features, 1, chain);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).matches("(?s).*(expects|keeps).*");
      return null;
    }
  }

  private static void run(Sequential model, int features, int time, boolean training) {
    Tape tape = training ? Tape.training(ENGINE, 3) : Tape.inference(ENGINE);
    Lengths lengths = time == 2 ? Lengths.of(2, 0) : null;
    Tensor input =
        model.readsTokens() ? Tensor.zeros(2, time) : fill(Tensor.zeros(2, time, features));
    Variable output = model.forward(tape, Signal.ofSequences(tape, model, input, lengths)).value();
    assertThat(output.shape().last()).isEqualTo(width(model, features));
    if (training && output.requiresGradient() && output.size() > 0) {
      tape.backward(tape.withPenalties(output.square().mean()));
    }
  }

  private static int width(Sequential model, int features) {
    int width = features;
    for (LayerConfig config : model.configs()) {
      width = config.outputFeatures(width);
    }
    return width;
  }

  private static Tensor fill(Tensor tensor) {
    var random = new SplittableRandom(4);
    for (int at = 0; at < tensor.data().length; at++) {
      tensor.data()[at] = (float) random.nextDouble(-1, 1);
    }
    return tensor;
  }

  /** The same layers without the checks of a model. */
  private static void runUnchecked(int features, List<LayerConfig> chain) {
    Tape tape = Tape.inference(ENGINE);
    boolean tokens = chain.getFirst().readsTokens();
    Tensor input = tokens ? Tensor.zeros(2, 6) : fill(Tensor.zeros(2, 6, features));
    Signal signal = Signal.ofSequences(tape, input, null);
    int width = features;
    for (LayerConfig config : chain) {
      signal = config.build(width, new Random(1)).forward(tape, signal);
      width = config.outputFeatures(width);
    }
  }

  // ---------------------------------------------------------------- messages, and their advice

  @Test
  void aRecurrentLayerOnALastOutputIsRefusedWithBothNames() {
    assertThatThrownBy(() -> Sequential.of(1, 1, Layers.lstm(8), Layers.lstm(4), Layers.dense(1)))
        .hasMessage(
            "Sequential expects sequences for its layer 1.lstm, Lstm(features=8, units=4); received"
                + " one value per sequence, which is all that 0.lstm, Lstm(features=1, units=8),"
                + " returns. Add .sequences() to the layer 0.lstm, so that it returns every step.");
    Sequential advised =
        Sequential.of(1, 1, Layers.lstm(8).sequences(), Layers.lstm(4), Layers.dense(1));
    assertThat(advised.predict(Tensor.zeros(2, 5, 1)).shape().hasSizes(2, 1)).isTrue();
  }

  @Test
  void theLayerThatEndsTheStepsIsNamedThroughOthers() {
    assertThatThrownBy(
            () ->
                Sequential.of(
                    2,
                    1,
                    Layers.gru(4).bidirectional(),
                    Layers.dropout(0.1),
                    Layers.dense(3),
                    Layers.conv1d(2, 2)))
        .hasMessageContaining("for its layer 3.conv1d")
        .hasMessageContaining("all that 0.bidirectional")
        .hasMessageEndingWith(
            "Add .sequences() to the layer 0.bidirectional, so that it returns" + " every step.");
    assertThatThrownBy(
            () -> Sequential.of(2, 1, Layers.masking(0, Layers.gru(4)), Layers.lastStep()))
        .hasMessageContaining("Add .sequences() to the layer inside of 0.gru");
    assertThatThrownBy(() -> Sequential.of(2, 1, Layers.maxOverTime(), Layers.lstm(4)))
        .hasMessageContaining("Leave 0.max_pool out, or put it behind all layers that read");
    Sequential.of(2, 1, Layers.masking(0, Layers.gru(4).sequences()), Layers.lastStep());
    Sequential.of(2, 1, Layers.lstm(4).sequences(), Layers.maxOverTime());
  }

  @Test
  void aWidthThatNobodyReadsIsRefused() {
    assertThatThrownBy(() -> Sequential.of(7, 1, Layers.embedding(5, 3), Layers.lstm(2)))
        .hasMessageContaining("expects the width 1 before a layer that reads token ids")
        .hasMessageContaining("received 7")
        .hasMessageContaining("Write Sequential.of(1, seed, ..)");
    assertThat(
            Sequential.of(1, 1, Layers.embedding(5, 3), Layers.lstm(2))
                .predict(Tensor.zeros(2, 4))
                .shape()
                .hasSizes(2, 2))
        .isTrue();
    assertThatThrownBy(() -> Sequential.of(0, 1, Layers.dropout(0.5)))
        .hasMessageContaining("1 feature or more; received 0");
  }

  @Test
  void tokensAreReadByTheFirstLayerOnly() {
    for (LayerConfig first : List.of(Layers.lstm(4), Layers.dropout(0.5), Layers.embedding(5, 2))) {
      assertThatThrownBy(() -> Sequential.of(1, 1, first, Layers.embedding(5, 3)))
          .hasMessageContaining("a layer that reads token ids to be the first")
          .hasMessageEndingWith("Put it first.");
    }
  }

  @Test
  void aStackOfOtherWidthsIsRefused() {
    var random = new Random(1);
    var below = new Recurrent<>(LstmConfig.of(4).build(2, random), true, false);
    var above = new Recurrent<>(GruConfig.of(3).build(5, random), false, false);
    assertThatThrownBy(() -> new RecurrentStack(List.of(below, above), 0))
        .hasMessageContaining("reads 5 and")
        .hasMessageContaining("returns 4. Build it for that width.");
    var fitting = new Recurrent<>(GruConfig.of(3).build(4, random), false, false);
    new RecurrentStack(List.of(below, fitting), 0);
  }

  @Test
  void aGraphNamesBothNodes() {
    GraphBuilder last =
        Graph.builder()
            .sequence("x", 2)
            .layer("reading", Layers.lstm(4), "x")
            .layer("squeezed", Layers.dense(3), "reading")
            .layer("again", Layers.gru(4), "squeezed")
            .output("again");
    assertThatThrownBy(() -> last.build(1))
        .hasMessageContaining("At the node again of a graph:")
        .hasMessageEndingWith(
            "The node reading returns one value per sequence. Add .sequences() to the layer"
                + " reading, so that it returns every step.");
    Graph.builder()
        .sequence("x", 2)
        .layer("reading", Layers.lstm(4).sequences(), "x")
        .layer("squeezed", Layers.dense(3), "reading")
        .layer("again", Layers.gru(4), "squeezed")
        .output("again")
        .build(1);
  }

  /** A custom layer that reads one value for each example. */
  private record ValuesOnly() implements Layer, LayerConfig {
    @Override
    public Signal forward(Tape tape, Signal input) {
      if (input.isSequence()) {
        throw new IllegalArgumentException("ValuesOnly expects [batch, n].");
      }
      return input;
    }

    @Override
    public java.util.SequencedMap<String, dev.timestep.autograd.Parameter> parameters() {
      return new java.util.LinkedHashMap<>();
    }

    @Override
    public String kind() {
      return "values_only";
    }

    @Override
    public int outputFeatures(int features) {
      return features;
    }

    @Override
    public Layer build(int features, java.util.random.RandomGenerator random) {
      return this;
    }
  }

  @Test
  void aModelOverValuesOfOnesOwnIsBuilt() {
    Sequential model = Sequential.of(2, 1, new ValuesOnly(), Layers.dense(3));
    Tape tape = Tape.inference(ENGINE);
    Signal answer = model.forward(tape, Signal.of(tape.constant(1f, 4, 2)));
    assertThat(answer.value().shape().hasSizes(4, 3)).isTrue();
  }

  @Test
  void aModelThatCannotStreamIsRefusedByItsSession() {
    Sequential both = Sequential.of(1, 1, Layers.lstm(2).bidirectional(), Layers.dense(1));
    var refused = catchThrowableOfType(IllegalArgumentException.class, () -> Session.of(both));
    assertThat(refused).hasMessageContaining("cannot run step by step");
  }

  @Test
  void settingsThatCannotBeAreRefusedWhenWritten() {
    assertThatThrownBy(() -> Sequential.of(1, 1, Layers.lstm(0)))
        .hasMessageContaining("received 0");
    assertThatThrownBy(() -> Sequential.of(1, 1, Layers.dense(0)))
        .hasMessageContaining("received 0");
    assertThatThrownBy(() -> Layers.dropout(1)).hasMessageContaining("received 1.0");
    assertThatThrownBy(() -> Sequential.of(1, 1, Layers.lstm(2).dropout(0.5)))
        .hasMessageContaining("inputDropout(0.5)");
    assertThatThrownBy(() -> Sequential.of(3, 1, Layers.multiHeadAttention(6, 4)))
        .hasMessageContaining("received");
  }
}
