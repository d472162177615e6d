package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.testing.ReferenceCell;
import dev.timestep.testing.ReferenceLayer;
import dev.timestep.testing.SteppedCell;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;

/**
 * A layer or a whole model that the conformance suite runs: one line in {@link #all()} and it
 * inherits every check.
 *
 * @param features width of the input; 0 for token ids below {@link #TOKENS}
 * @param config the layer
 * @param reference the same in float64
 */
record LayerCase(String name, int features, LayerConfig config, ReferenceLayer reference) {
  static final int TOKENS = 6;

  private static final ReferenceCell RNN = ReferenceCell.simpleRnn(Math::tanh);
  private static final ReferenceCell LSTM = ReferenceCell.lstm();
  private static final ReferenceCell GRU = ReferenceCell.gru();

  static Stream<LayerCase> all() {
    return Stream.of(recurrentAndDense(), TimeLayerCases.all(), AttentionCases.all())
        .flatMap(cases -> cases);
  }

  private static Stream<LayerCase> recurrentAndDense() {
    return Stream.of(
        new LayerCase("dense", 3, Layers.dense(5), ReferenceLayer.dense(x -> x)),
        new LayerCase("dense tanh", 3, dense(Activation.TANH), ReferenceLayer.dense(Math::tanh)),
        new LayerCase(
            "dense relu", 3, dense(Activation.RELU), ReferenceLayer.dense(x -> Math.max(0, x))),
        new LayerCase(
            "dense sigmoid",
            3,
            dense(Activation.SIGMOID),
            ReferenceLayer.dense(x -> 1 / (1 + Math.exp(-x)))),
        new LayerCase(
            "dense, no bias",
            3,
            new DenseConfig(2, Activation.LINEAR, false),
            ReferenceLayer.dense(x -> x)),
        new LayerCase("dense, one by one", 1, Layers.dense(1), ReferenceLayer.dense(x -> x)),
        new LayerCase(
            "layer norm", 5, Layers.layerNorm(), ReferenceLayer.layerNorm(LayerNorm.EPSILON)),
        new LayerCase("dropout, off", 3, Layers.dropout(0.5), ReferenceLayer.identity()),
        new LayerCase("embedding", 0, Layers.embedding(TOKENS, 4), table(4, -1)),
        new LayerCase(
            "embedding with padding id", 0, Layers.embedding(TOKENS, 4).padding(2), table(4, 2)),
        new LayerCase("rnn, last", 3, Layers.simpleRnn(4), one(RNN, 4, 1, false, false)),
        new LayerCase("lstm, last", 3, Layers.lstm(4), one(LSTM, 4, 2, false, false)),
        new LayerCase("lstm, last, F=H=1", 1, Layers.lstm(1), one(LSTM, 1, 2, false, false)),
        new LayerCase(
            "lstm, reverse, last", 3, Layers.lstm(4).reversed(), one(LSTM, 4, 2, false, true)),
        new LayerCase("gru, sequences", 3, Layers.gru(4).sequences(), one(GRU, 4, 1, true, false)),
        new LayerCase(
            "gru, reverse, sequences",
            3,
            Layers.gru(4).sequences().reversed(),
            one(GRU, 4, 1, true, true)),
        new LayerCase(
            "two gru layers, sequences",
            3,
            Layers.gru(4).layers(2).sequences(),
            stack(2, GRU, 4, 1, true, false)),
        new LayerCase(
            "three lstm layers, reverse, last",
            2,
            Layers.lstm(3).layers(3).dropout(0.3).reversed(),
            stack(3, LSTM, 3, 2, false, true)),
        new LayerCase(
            "bidirectional lstm, last",
            3,
            Layers.bidirectional(Layers.lstm(4)),
            sideBySide(one(LSTM, 4, 2, false, false), one(LSTM, 4, 2, false, true))),
        new LayerCase(
            "bidirectional gru, sequences, sum",
            3,
            Layers.gru(4).sequences().bidirectional().merge(Merge.SUM),
            both(GRU, 4, 1, true, Double::sum)),
        new LayerCase(
            "bidirectional lstm, F=H=1, multiply",
            1,
            Layers.lstm(1).bidirectional().merge(Merge.MULTIPLY),
            both(LSTM, 1, 2, false, (f, b) -> f * b)),
        new LayerCase(
            "bidirectional rnn, sequences, average",
            2,
            Layers.simpleRnn(5).sequences().bidirectional().merge(Merge.AVERAGE),
            both(RNN, 5, 1, true, (f, b) -> (f + b) / 2)),
        new LayerCase(
            "bidirectional, lstm forward, narrower gru backward",
            3,
            Layers.lstm(4).sequences().bidirectional().backward(GruConfig.of(2)),
            sideBySide(one(LSTM, 4, 2, true, false), one(GRU, 2, 1, true, true))),
        new LayerCase(
            "bidirectional, a custom cell and a fused one",
            3,
            Layers.gru(4).sequences().bidirectional().backward(new SteppedConfig(GruConfig.of(4))),
            sideBySide(one(GRU, 4, 1, true, false), one(GRU, 4, 1, true, true))),
        new LayerCase(
            "two bidirectional gru layers, last",
            3,
            Layers.gru(3).layers(2).dropout(0.3).bidirectional(),
            ReferenceLayer.chain(
                List.of("0", "1"),
                sideBySide(one(GRU, 3, 1, true, false), one(GRU, 3, 1, true, true)),
                sideBySide(one(GRU, 3, 1, false, false), one(GRU, 3, 1, false, true)))),
        new LayerCase(
            "stack of an lstm and a narrower gru, last",
            3,
            Layers.stack(LstmConfig.of(4), GruConfig.of(2)),
            ReferenceLayer.chain(
                List.of("0", "1"), one(LSTM, 4, 2, true, false), one(GRU, 2, 1, false, false))),
        new LayerCase(
            "residual gru stack, sequences",
            3,
            Layers.stack(GruConfig.of(4), GruConfig.of(4)).residual().dropout(0.3).sequences(),
            skips(false, true, false, one(GRU, 4, 1, true, false), one(GRU, 4, 1, true, false))),
        new LayerCase(
            "residual lstm stack, last",
            4,
            Layers.lstm(4).layers(2).residual(),
            skips(false, false, false, one(LSTM, 4, 2, true, false), one(LSTM, 4, 2, true, false))),
        new LayerCase(
            "highway rnn stack, sequences",
            2,
            Layers.simpleRnn(3).layers(2).highway().sequences(),
            skips(true, true, false, one(RNN, 3, 1, true, false), one(RNN, 3, 1, true, false))),
        new LayerCase(
            "highway gru stack, reverse, last",
            3,
            Layers.gru(3).layers(2).highway().reversed(),
            skips(true, false, true, one(GRU, 3, 1, true, true), one(GRU, 3, 1, true, true))),
        new LayerCase(
            "lstm, learned state, last",
            3,
            Layers.lstm(4).learnedState(),
            one(LSTM.learned("h", "c"), 4, 2, false, false)),
        new LayerCase(
            "gru, recurrent dropout, off", 3, noisyGru(), one(GRU.zoneout(0.2), 4, 1, true, false)),
        new LayerCase("reverse time", 3, Layers.reverseTime(), ReferenceLayer.reverseTime()),
        new LayerCase(
            "masking around a gru, sequences",
            3,
            Layers.masking(0, Layers.gru(4).sequences()),
            one(GRU, 4, 1, true, false)),
        new LayerCase(
            "masking around an lstm, last",
            3,
            Layers.masking(0, Layers.lstm(4)).zeros(),
            one(LSTM, 4, 2, false, false)),
        new LayerCase(
            "masking around a bidirectional gru, sequences",
            3,
            Layers.masking(0, Layers.gru(3).sequences().bidirectional()),
            sideBySide(one(GRU, 3, 1, true, false), one(GRU, 3, 1, true, true))),
        new LayerCase(
            "variational dropout, off",
            3,
            Layers.variationalDropout(0.5),
            ReferenceLayer.identity()),
        new LayerCase(
            "activation penalty", 3, Layers.activationPenalty(2, 1), ReferenceLayer.identity()),
        new LayerCase(
            "embedding, word dropout off",
            0,
            Layers.embedding(TOKENS, 4).padding(2).wordDropout(0.5),
            table(4, 2)),
        new LayerCase(
            "classifier over tokens",
            0,
            model(Layers.embedding(TOKENS, 3), Layers.simpleRnn(4), Layers.dense(2)),
            ReferenceLayer.chain(
                List.of("0.embedding", "1.rnn", "2.dense"),
                table(3, -1),
                one(RNN, 4, 1, false, false),
                ReferenceLayer.dense(x -> x))),
        new LayerCase(
            "dense below, norm between",
            2,
            model(
                dense(Activation.TANH),
                Layers.lstm(4).sequences(),
                Layers.layerNorm(),
                Layers.gru(3).sequences().reversed(),
                Layers.dense(2)),
            ReferenceLayer.chain(
                List.of("0.dense", "1.lstm", "2.layer_norm", "3.gru", "4.dense"),
                ReferenceLayer.dense(Math::tanh),
                one(LSTM, 4, 2, true, false),
                ReferenceLayer.layerNorm(LayerNorm.EPSILON),
                one(GRU, 3, 1, true, true),
                ReferenceLayer.dense(x -> x))));
  }

  Layer build() {
    return config.build(features, new Random(3));
  }

  boolean readsTokens() {
    return features == 0;
  }

  /** Whether it runs step by step; a case that does not says so in its name. */
  boolean isCausal() {
    return Stream.of("reverse", "bidirectional", "not causal", "masking", "over all steps")
        .noneMatch(name::contains);
  }

  private static DenseConfig dense(Activation activation) {
    return Layers.dense(4).activation(activation);
  }

  private static ReferenceLayer table(int width, int paddingId) {
    return ReferenceLayer.embedding(width, paddingId);
  }

  private static ReferenceLayer one(
      ReferenceCell cell, int units, int parts, boolean sequences, boolean reverse) {
    return ReferenceLayer.recurrent(cell, units, parts, sequences, reverse);
  }

  private static ReferenceLayer stack(
      int layers, ReferenceCell cell, int units, int parts, boolean sequences, boolean reverse) {
    ReferenceLayer[] all = new ReferenceLayer[layers];
    for (int k = 0; k < layers; k++) {
      all[k] = one(cell, units, parts, sequences || k < layers - 1, reverse);
    }
    return ReferenceLayer.chain(List.of("0", "1", "2").subList(0, layers), all);
  }

  private static RecurrentConfig noisyGru() {
    return Layers.gru(4)
        .sequences()
        .zoneout(0.2, 0)
        .inputDropout(0.4)
        .recurrentDropout(0.3)
        .weightDrop(0.5);
  }

  private static ReferenceLayer skips(
      boolean gated, boolean sequences, boolean reverse, ReferenceLayer... layers) {
    return ReferenceLayer.chain(
        List.of("0", "1"),
        ReferenceLayer.skip(layers[0], gated, true, reverse),
        ReferenceLayer.skip(layers[1], gated, sequences, reverse));
  }

  private static ReferenceLayer both(
      ReferenceCell cell, int units, int parts, boolean sequences, DoubleBinaryOperator merge) {
    return ReferenceLayer.both(
        one(cell, units, parts, sequences, false), one(cell, units, parts, sequences, true), merge);
  }

  private static ReferenceLayer sideBySide(ReferenceLayer forward, ReferenceLayer backward) {
    return ReferenceLayer.sideBySide(forward, backward);
  }

  /** A cell without its fused op. */
  private record SteppedConfig(CellConfig inner) implements CellConfig {
    @Override
    public String kind() {
      return inner.kind();
    }

    @Override
    public int units() {
      return inner.units();
    }

    @Override
    public Cell<?> build(int features, java.util.random.RandomGenerator random) {
      return new SteppedCell<>(inner.build(features, random));
    }
  }

  /** A {@link Sequential} where a layer is asked for. */
  static LayerConfig model(LayerConfig... layers) {
    return new ModelConfig(List.of(layers));
  }

  private record ModelConfig(List<LayerConfig> layers) implements LayerConfig {
    @Override
    public String kind() {
      return "sequential";
    }

    @Override
    public int outputFeatures(int features) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Layer build(int features, java.util.random.RandomGenerator random) {
      return Sequential.of(features, 11, layers);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
