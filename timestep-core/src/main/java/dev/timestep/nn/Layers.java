package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;

/**
 * The names from which a {@link Sequential} is written.
 *
 * <pre>{@code
 * Sequential model = Sequential.of(1, 42, Layers.lstm(64), Layers.dense(1));
 * }</pre>
 */
public final class Layers {
  private Layers() {}

  /** A plain recurrent layer that returns its last output; add {@code .sequences()} for all. */
  public static RecurrentConfig simpleRnn(int units) {
    return RecurrentConfig.of(SimpleRnnConfig.of(units));
  }

  /** An LSTM layer that returns its last output; add {@code .sequences()} for all. */
  public static RecurrentConfig lstm(int units) {
    return RecurrentConfig.of(LstmConfig.of(units));
  }

  /** A GRU layer (reset after) that returns its last output; add {@code .sequences()} for all. */
  public static RecurrentConfig gru(int units) {
    return RecurrentConfig.of(GruConfig.of(units));
  }

  /**
   * What {@code layer} describes in both directions of time, the outputs side by side; the same as
   * {@code layer.bidirectional()}. Add {@code .merge(..)} for another merge.
   */
  public static BidirectionalConfig bidirectional(RecurrentConfig layer) {
    return BidirectionalConfig.of(layer);
  }

  /** A linear layer with a bias; add {@code .activation(..)} for another. */
  public static DenseConfig dense(int units) {
    return new DenseConfig(units, Activation.LINEAR, true);
  }

  /** A table of vectors for token ids. */
  public static EmbeddingConfig embedding(int tokens, int width) {
    return new EmbeddingConfig(tokens, width, Embedding.NO_PADDING);
  }

  /** Dropout. */
  public static Dropout dropout(double rate) {
    return new Dropout(rate);
  }

  /** Layer normalisation. */
  public static LayerNormConfig layerNorm() {
    return new LayerNormConfig(LayerNorm.EPSILON);
  }
}
