package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.ActivationFunction;
import dev.timestep.autograd.Pool;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.ClippedLstmConfig;
import dev.timestep.nn.cell.ConvLstmConfig;
import dev.timestep.nn.cell.CoupledLstmConfig;
import dev.timestep.nn.cell.ElmanConfig;
import dev.timestep.nn.cell.GeneralGruConfig;
import dev.timestep.nn.cell.GeneralLstmConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.IndRnnConfig;
import dev.timestep.nn.cell.JordanConfig;
import dev.timestep.nn.cell.LayerNormGruConfig;
import dev.timestep.nn.cell.LayerNormLstmConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.MguConfig;
import dev.timestep.nn.cell.MinGruConfig;
import dev.timestep.nn.cell.MinLstmConfig;
import dev.timestep.nn.cell.PeepholeLstmConfig;
import dev.timestep.nn.cell.ProjectedLstmConfig;
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

  /**
   * A convolutional LSTM over a row of {@code size} places, whose kernel reads {@code kernel} of
   * them; inputs are [batch, time, size · channels]. Without padding, as in Keras; {@code
   * RecurrentConfig.of(ConvLstmConfig.of(..).same())} keeps the size, which stacks need.
   */
  public static RecurrentConfig convLstm1d(int size, int filters, int kernel) {
    return RecurrentConfig.of(ConvLstmConfig.of(size, filters, kernel));
  }

  /**
   * A convolutional LSTM over images with a square kernel; inputs are [batch, time, height · width
   * · channels]. Without padding, as in Keras; {@code RecurrentConfig.of(ConvLstmConfig.of(..)
   * .same())} keeps the size, which stacks need.
   */
  public static RecurrentConfig convLstm2d(int height, int width, int filters, int kernel) {
    return RecurrentConfig.of(ConvLstmConfig.of(height, width, filters, kernel));
  }

  /** A Jordan network: its output comes back. */
  public static RecurrentConfig jordan(int units) {
    return RecurrentConfig.of(JordanConfig.of(units));
  }

  /**
   * A two-level Elman network: hidden and output layer both remember. Elman's own network of 1990,
   * with one level, is {@link #simpleRnn}.
   */
  public static RecurrentConfig twoLevelElman(int units) {
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
   * The SRU of Lei et al.; stack two or more with {@code .layers(n)}. Some older texts calls the
   * plain recurrent network, {@link #simpleRnn}, by its name.
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
   * An LSTM layer with other activations, in the order of Keras: of the candidate and the output,
   * and of the gates. {@link GeneralLstmConfig} has all that can be set.
   */
  public static RecurrentConfig lstm(
      int units, Activation activation, Activation recurrentActivation) {
    ActivationFunction shown = activation.standard();
    return RecurrentConfig.of(
        GeneralLstmConfig.of(units).activations(recurrentActivation.standard(), shown, shown));
  }

  /** A GRU layer (reset after) with other activations: of the new state, and of the gates. */
  public static RecurrentConfig gru(
      int units, Activation activation, Activation recurrentActivation) {
    return RecurrentConfig.of(
        GeneralGruConfig.of(units)
            .activations(recurrentActivation.standard(), activation.standard()));
  }

  /** A plain recurrent layer with another activation. */
  public static RecurrentConfig simpleRnn(int units, Activation activation) {
    return RecurrentConfig.of(SimpleRnnConfig.of(units).activation(activation));
  }

  /** An LSTM layer whose gates read the cell state. */
  public static RecurrentConfig peepholeLstm(int units) {
    return RecurrentConfig.of(PeepholeLstmConfig.of(units));
  }

  /** An LSTM layer with coupled input and forget gates. */
  public static RecurrentConfig coupledLstm(int units) {
    return RecurrentConfig.of(CoupledLstmConfig.of(units));
  }

  /**
   * An LSTM layer with an output of its own width.
   *
   * @param hidden width of the cell state, PyTorch's hidden_size
   * @param units width of the output, PyTorch's proj_size
   */
  public static RecurrentConfig projectedLstm(int hidden, int units) {
    return RecurrentConfig.of(ProjectedLstmConfig.of(hidden, units));
  }

  /** An LSTM layer with layer normalisation in every step. */
  public static RecurrentConfig layerNormLstm(int units) {
    return RecurrentConfig.of(LayerNormLstmConfig.of(units));
  }

  /** An LSTM layer whose cell state stays within ±{@code clip}. */
  public static RecurrentConfig clippedLstm(int units, float clip) {
    return RecurrentConfig.of(ClippedLstmConfig.of(units).clip(clip));
  }

  /** A GRU layer with layer normalisation in every step. */
  public static RecurrentConfig layerNormGru(int units) {
    return RecurrentConfig.of(LayerNormGruConfig.of(units));
  }

  /**
   * What {@code layer} describes in both directions of time, the outputs side by side; the same as
   * {@code layer.bidirectional()}. Add {@code .merge(..)} for another merge.
   */
  public static BidirectionalConfig bidirectional(RecurrentConfig layer) {
    return BidirectionalConfig.of(layer);
  }

  /** Recurrent layers on top of each other, each over a cell and of a width of its own. */
  public static RecurrentStackConfig stack(CellConfig... cells) {
    return RecurrentStackConfig.of(cells);
  }

  /**
   * {@code layer} over the steps that do not consist of {@code value} alone, wherever they are;
   * Keras' {@code Masking}.
   */
  public static MaskingConfig masking(float value, LayerConfig layer) {
    return new MaskingConfig(layer, value, false);
  }

  /** Each sequence from its end: after a reversed layer the order of Keras' go_backwards. */
  public static ReverseTime reverseTime() {
    return new ReverseTime();
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

  /** Dropout with a mask that is fixed over time. */
  public static VariationalDropout variationalDropout(double rate) {
    return new VariationalDropout(rate);
  }

  /** Adds α · mean(h²) + β · mean((h_{t+1} − h_t)²) of what passes by to the training loss. */
  public static ActivationPenalty activationPenalty(double activation, double temporal) {
    return new ActivationPenalty(activation, temporal);
  }

  /** Layer normalisation. */
  public static LayerNormConfig layerNorm() {
    return new LayerNormConfig(LayerNorm.EPSILON);
  }

  /** Batch normalisation over sequences, with Keras' defaults. */
  public static BatchNormConfig batchNorm() {
    return BatchNormConfig.keras();
  }

  /** A convolution over time; add {@code .causal()} or {@code .same()} for padding. */
  public static Conv1dConfig conv1d(int filters, int kernel) {
    return Conv1dConfig.of(filters, kernel);
  }

  /** A convolution of images in rows, one per step; add {@code .same()} for padding. */
  public static Conv2dConfig conv2d(int height, int width, int filters, int kernel) {
    return Conv2dConfig.of(height, width, filters, kernel);
  }

  /** The largest of each window of images in rows. */
  public static Pool2d maxPool2d(int height, int width, int size) {
    return Pool2d.of(Pool.MAX, height, width, size);
  }

  /** The mean of each window of images in rows. */
  public static Pool2d averagePool2d(int height, int width, int size) {
    return Pool2d.of(Pool.AVERAGE, height, width, size);
  }

  /** The largest of each {@code size} steps. */
  public static TimePoolingConfig maxPool1d(int size) {
    return TimePoolingConfig.windows(Pool.MAX, size);
  }

  /** The mean of each {@code size} steps. */
  public static TimePoolingConfig averagePool1d(int size) {
    return TimePoolingConfig.windows(Pool.AVERAGE, size);
  }

  /** The largest of all steps of a sequence. */
  public static TimePoolingConfig maxOverTime() {
    return TimePoolingConfig.whole(Pool.MAX);
  }

  /** The mean of all steps of a sequence. */
  public static TimePoolingConfig averageOverTime() {
    return TimePoolingConfig.whole(Pool.AVERAGE);
  }

  /** The last step of a sequence. */
  public static TimePoolingConfig lastStep() {
    return TimePoolingConfig.whole(Pool.LAST);
  }

  /** A layer that is run at each step; see {@link TimeDistributed}. */
  public static TimeDistributedConfig timeDistributed(LayerConfig layer) {
    return TimeDistributedConfig.of(layer);
  }

  /** Additive attention (Bahdanau); in a model a sequence attends to itself. */
  public static AdditiveAttentionConfig additiveAttention(int units) {
    return AdditiveAttentionConfig.of(units);
  }

  /** Dot-product attention (Luong); in a model a sequence attends to itself. */
  public static DotAttentionConfig dotAttention() {
    return DotAttentionConfig.of();
  }

  /** Dot-product attention with a matrix between (Luong). */
  public static GeneralAttentionConfig generalAttention() {
    return GeneralAttentionConfig.of();
  }

  /** Multi-head self-attention; add {@code .asCausal()} or {@code .context(n)}. */
  public static MultiHeadAttentionConfig multiHeadAttention(int units, int heads) {
    return MultiHeadAttentionConfig.of(units, heads);
  }

  /** One vector per sequence: a mean of its steps with learned weights. */
  public static AttentionPoolingConfig attentionPooling(int units) {
    return AttentionPoolingConfig.of(units);
  }
}
