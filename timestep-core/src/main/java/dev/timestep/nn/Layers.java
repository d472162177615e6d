package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.nn.cell.ElmanConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.IndRnnConfig;
import dev.timestep.nn.cell.JordanConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.MguConfig;
import dev.timestep.nn.cell.MinGruConfig;
import dev.timestep.nn.cell.MinLstmConfig;
import dev.timestep.nn.cell.QrnnConfig;
import dev.timestep.nn.cell.RgLruConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.nn.cell.SlstmConfig;
import dev.timestep.nn.cell.SruConfig;

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

  /** A Jordan network: its output comes back. */
  public static RecurrentConfig jordan(int units) {
    return RecurrentConfig.of(JordanConfig.of(units));
  }

  /** A two-level Elman network: hidden and output layer both remember. */
  public static RecurrentConfig elman(int units) {
    return RecurrentConfig.of(ElmanConfig.of(units));
  }

  /** A minimal gated unit: a GRU with one gate. */
  public static RecurrentConfig mgu(int units) {
    return RecurrentConfig.of(MguConfig.of(units));
  }

  /** An independently recurrent network (ReLU); stack two or more with {@code .layers(n)}. */
  public static RecurrentConfig indRnn(int units) {
    return RecurrentConfig.of(IndRnnConfig.of(units));
  }

  /**
   * The SRU of Lei et al.; stack two or more with {@code .layers(n)}. An older text calls the plain
   * recurrent network, {@link #simpleRnn}, by its name.
   */
  public static RecurrentConfig sru(int units) {
    return RecurrentConfig.of(SruConfig.of(units));
  }

  /** A quasi-recurrent network (window 2, fo-pooling); stack two or more. */
  public static RecurrentConfig qrnn(int units) {
    return RecurrentConfig.of(QrnnConfig.of(units));
  }

  /** A minimal GRU, whose gates do not look at the state; stack two or more. */
  public static RecurrentConfig minGru(int units) {
    return RecurrentConfig.of(MinGruConfig.of(units));
  }

  /** A minimal LSTM, whose gates do not look at the state; stack two or more. */
  public static RecurrentConfig minLstm(int units) {
    return RecurrentConfig.of(MinLstmConfig.of(units));
  }

  /** Griffin's real-gated linear recurrent unit; stack two or more. */
  public static RecurrentConfig rgLru(int units) {
    return RecurrentConfig.of(RgLruConfig.of(units));
  }

  /** The sLSTM of xLSTM: exponential gates. */
  public static RecurrentConfig slstm(int units) {
    return RecurrentConfig.of(SlstmConfig.of(units));
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
