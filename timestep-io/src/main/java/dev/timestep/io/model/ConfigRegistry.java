package dev.timestep.io.model;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.model.ModelFileException.Problem;
import dev.timestep.nn.ActivationPenalty;
import dev.timestep.nn.AdditiveAttentionConfig;
import dev.timestep.nn.AttentionPoolingConfig;
import dev.timestep.nn.BatchNormConfig;
import dev.timestep.nn.BidirectionalConfig;
import dev.timestep.nn.Conv1dConfig;
import dev.timestep.nn.Conv2dConfig;
import dev.timestep.nn.DenseConfig;
import dev.timestep.nn.DotAttentionConfig;
import dev.timestep.nn.Dropout;
import dev.timestep.nn.EmbeddingConfig;
import dev.timestep.nn.GeneralAttentionConfig;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.LayerNormConfig;
import dev.timestep.nn.MaskingConfig;
import dev.timestep.nn.MultiHeadAttentionConfig;
import dev.timestep.nn.Pool2d;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.RecurrentStackConfig;
import dev.timestep.nn.ReverseTime;
import dev.timestep.nn.TimeDistributedConfig;
import dev.timestep.nn.TimePoolingConfig;
import dev.timestep.nn.VariationalDropout;
import dev.timestep.nn.WordDropoutConfig;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.CellDropoutConfig;
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
import dev.timestep.nn.cell.LearnedStateConfig;
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
import dev.timestep.nn.cell.WeightDropConfig;
import dev.timestep.nn.cell.ZoneoutConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kinds of layers and cells that a model file may name. A file names a kind, never a class, so
 * it cannot start code that is not listed here.
 *
 * <p>{@link #standard()} has all of {@code dev.timestep.nn}; a custom layer or cell is added by
 * {@link #withLayer} or {@link #withCell}. Immutable.
 */
public final class ConfigRegistry {
  private static final ConfigRegistry STANDARD =
      new ConfigRegistry(
          List.of(
              ConfigCodec.of("recurrent", RecurrentConfig.class),
              ConfigCodec.of("bidirectional", BidirectionalConfig.class),
              ConfigCodec.of("dense", DenseConfig.class),
              ConfigCodec.of("embedding", EmbeddingConfig.class),
              ConfigCodec.of("layer_norm", LayerNormConfig.class),
              ConfigCodec.of("additive_attention", AdditiveAttentionConfig.class),
              ConfigCodec.of("dot_attention", DotAttentionConfig.class),
              ConfigCodec.of("general_attention", GeneralAttentionConfig.class),
              ConfigCodec.of("multi_head_attention", MultiHeadAttentionConfig.class),
              ConfigCodec.of("attention_pooling", AttentionPoolingConfig.class),
              ConfigCodec.of("dropout", Dropout.class),
              ConfigCodec.of("recurrent_stack", RecurrentStackConfig.class),
              ConfigCodec.of("masking", MaskingConfig.class),
              ConfigCodec.of("reverse_time", ReverseTime.class),
              ConfigCodec.of("variational_dropout", VariationalDropout.class),
              ConfigCodec.of("activation_penalty", ActivationPenalty.class),
              ConfigCodec.of("word_dropout", WordDropoutConfig.class),
              ConfigCodec.of("batch_norm", BatchNormConfig.class),
              ConfigCodec.of("conv1d", Conv1dConfig.class),
              ConfigCodec.of("conv2d", Conv2dConfig.class),
              ConfigCodec.of("pool2d", Pool2d.class),
              ConfigCodec.of("time_pooling", TimePoolingConfig.class),
              ConfigCodec.of("time_distributed", TimeDistributedConfig.class),
              GraphCodec.codec()),
          List.of(
              ConfigCodec.of("cell_dropout", CellDropoutConfig.class),
              ConfigCodec.of("zoneout", ZoneoutConfig.class),
              ConfigCodec.of("weight_drop", WeightDropConfig.class),
              ConfigCodec.of("learned_state", LearnedStateConfig.class),
              ConfigCodec.of("rnn", SimpleRnnConfig.class),
              ConfigCodec.of("gru", GruConfig.class),
              ConfigCodec.of("lstm", LstmConfig.class),
              ConfigCodec.of("conv_lstm", ConvLstmConfig.class),
              ConfigCodec.of("elman", ElmanConfig.class),
              ConfigCodec.of("indrnn", IndRnnConfig.class),
              ConfigCodec.of("jordan", JordanConfig.class),
              ConfigCodec.of("mgu", MguConfig.class),
              ConfigCodec.of("min_gru", MinGruConfig.class),
              ConfigCodec.of("min_lstm", MinLstmConfig.class),
              ConfigCodec.of("qrnn", QrnnConfig.class),
              ConfigCodec.of("rg_lru", RgLruConfig.class),
              ConfigCodec.of("slstm", SlstmConfig.class),
              ConfigCodec.of("sru", SruConfig.class),
              ConfigCodec.of("peephole_lstm", PeepholeLstmConfig.class),
              ConfigCodec.of("coupled_lstm", CoupledLstmConfig.class),
              ConfigCodec.of("projected_lstm", ProjectedLstmConfig.class),
              ConfigCodec.of("layer_norm_lstm", LayerNormLstmConfig.class),
              ConfigCodec.of("clipped_lstm", ClippedLstmConfig.class),
              ConfigCodec.of("general_lstm", GeneralLstmConfig.class),
              ConfigCodec.of("layer_norm_gru", LayerNormGruConfig.class),
              ConfigCodec.of("general_gru", GeneralGruConfig.class)));

  private final List<ConfigCodec<? extends LayerConfig>> layers;
  private final List<ConfigCodec<? extends CellConfig>> cells;

  private ConfigRegistry(
      List<ConfigCodec<? extends LayerConfig>> layers,
      List<ConfigCodec<? extends CellConfig>> cells) {
    this.layers = List.copyOf(layers);
    this.cells = List.copyOf(cells);
  }

  /** All layers and cells of {@code dev.timestep.nn}. */
  public static ConfigRegistry standard() {
    return STANDARD;
  }

  /** The records of all kinds. */
  Stream<Class<?>> records() {
    return Stream.concat(
        layers.stream().<Class<?>>map(ConfigCodec::config),
        cells.stream().<Class<?>>map(ConfigCodec::config));
  }

  /** The same with one more kind of layer. */
  public ConfigRegistry withLayer(ConfigCodec<? extends LayerConfig> codec) {
    return new ConfigRegistry(plus(layers, codec), cells);
  }

  /** The same with one more kind of cell. */
  public ConfigRegistry withCell(ConfigCodec<? extends CellConfig> codec) {
    return new ConfigRegistry(layers, plus(cells, codec));
  }

  private static <C> List<ConfigCodec<? extends C>> plus(
      List<ConfigCodec<? extends C>> known, ConfigCodec<? extends C> codec) {
    for (ConfigCodec<? extends C> other : known) {
      if (other.type().equals(codec.type()) || other.config().equals(codec.config())) {
        throw new IllegalArgumentException(
            "ConfigRegistry has "
                + other.type()
                + " for "
                + other.config().getName()
                + " already.");
      }
    }
    List<ConfigCodec<? extends C>> all = new ArrayList<>(known);
    all.add(codec);
    return all;
  }

  // ---------------------------------------------------------------- to JSON

  /**
   * The settings of a layer as JSON, with its {@code type}.
   *
   * @throws ModelFileException when no codec is registered for their class
   */
  public JsonObject toJson(LayerConfig layer) {
    return write(layers, layer, "withLayer");
  }

  /** The settings of a cell as JSON, with its {@code type}. */
  public JsonObject toJson(CellConfig cell) {
    return write(cells, cell, "withCell");
  }

  private <C> JsonObject write(
      List<ConfigCodec<? extends C>> codecs, Object config, String method) {
    for (ConfigCodec<? extends C> codec : codecs) {
      if (codec.config().isInstance(config)) {
        return codec.json(config, this);
      }
    }
    throw new IllegalArgumentException(
        "ConfigRegistry has "
            + types(codecs)
            + "; received "
            + config.getClass().getName()
            + ". Register it: ConfigRegistry.standard()."
            + method
            + "(ConfigCodec.of(\"a_name\", "
            + config.getClass().getSimpleName()
            + ".class)), and read and write with that registry.");
  }

  // ---------------------------------------------------------------- from JSON

  /**
   * The settings of a layer.
   *
   * @throws ModelFileException when the type is not registered; the message says which
   * @throws dev.timestep.io.json.JsonFormatException when a field is missing, wrong or not known
   */
  public LayerConfig layer(JsonFields fields) {
    return read(layers, fields, "layer");
  }

  /** The settings of a cell. */
  public CellConfig cell(JsonFields fields) {
    return read(cells, fields, "cell");
  }

  private <C> C read(List<ConfigCodec<? extends C>> codecs, JsonFields fields, String noun) {
    String type = fields.text("type");
    for (ConfigCodec<? extends C> codec : codecs) {
      if (codec.type().equals(type)) {
        C config = codec.read().read(fields, this);
        fields.end();
        return config;
      }
    }
    throw new ModelFileException(
        "The model",
        Problem.UNKNOWN_TYPE,
        "has at "
            + fields.place()
            + " a "
            + noun
            + " of the type \""
            + type
            + "\"; known are "
            + types(codecs)
            + ". It comes from a newer Timestep or from a program with custom layers: update"
            + " Timestep, or register the type in a ConfigRegistry.");
  }

  private static <C> List<String> types(List<ConfigCodec<? extends C>> codecs) {
    return codecs.stream().<String>map(ConfigCodec::type).toList();
  }
}
