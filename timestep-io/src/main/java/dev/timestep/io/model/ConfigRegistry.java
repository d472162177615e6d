package dev.timestep.io.model;

import com.google.gson.JsonObject;
import dev.timestep.autograd.Activation;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.model.ModelFileException.Problem;
import dev.timestep.nn.BidirectionalConfig;
import dev.timestep.nn.DenseConfig;
import dev.timestep.nn.Dropout;
import dev.timestep.nn.EmbeddingConfig;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.LayerNormConfig;
import dev.timestep.nn.Merge;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The kinds of layers and cells that a model file may name. A file names a kind, never a class, so
 * it can start no code that is not listed here.
 *
 * <p>{@link #standard()} has all of {@code dev.timestep.nn}; a layer or cell of one's own is added
 * by {@link #withLayer} or {@link #withCell}. Immutable.
 */
public final class ConfigRegistry {
  // These layers hold cells, so only the registry as a whole can read them.
  private static final String RECURRENT = "recurrent";
  private static final String BIDIRECTIONAL = "bidirectional";

  private static final ConfigRegistry STANDARD =
      new ConfigRegistry(
          List.of(dense(), embedding(), layerNorm(), dropout()), List.of(rnn(), gru(), lstm()));

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

  /** The same with one more kind of layer. */
  public ConfigRegistry withLayer(ConfigCodec<? extends LayerConfig> codec) {
    return new ConfigRegistry(plus(layers, codec, List.of(RECURRENT, BIDIRECTIONAL)), cells);
  }

  /** The same with one more kind of cell. */
  public ConfigRegistry withCell(ConfigCodec<? extends CellConfig> codec) {
    return new ConfigRegistry(layers, plus(cells, codec, List.of()));
  }

  private static <C> List<ConfigCodec<? extends C>> plus(
      List<ConfigCodec<? extends C>> known, ConfigCodec<? extends C> codec, List<String> reserved) {
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
    if (reserved.contains(codec.type())) {
      throw new IllegalArgumentException("ConfigRegistry has " + codec.type() + " already.");
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
    if (layer instanceof RecurrentConfig recurrent) {
      JsonObject json = new JsonObject();
      json.addProperty("type", RECURRENT);
      json.add("cell", toJson(recurrent.cell()));
      json.addProperty("layers", recurrent.layers());
      json.addProperty("return_sequences", recurrent.returnSequences());
      json.addProperty("reverse", recurrent.reverse());
      json.addProperty("dropout", recurrent.dropout());
      return json;
    }
    if (layer instanceof BidirectionalConfig both) {
      JsonObject json = new JsonObject();
      json.addProperty("type", BIDIRECTIONAL);
      json.add("forward", toJson(both.forward()));
      json.add("backward", toJson(both.backward()));
      json.addProperty("merge", JsonFields.written(both.merge()));
      json.addProperty("layers", both.layers());
      json.addProperty("return_sequences", both.returnSequences());
      json.addProperty("dropout", both.dropout());
      return json;
    }
    return write(layers, layer, "withLayer");
  }

  /** The settings of a cell as JSON, with its {@code type}. */
  public JsonObject toJson(CellConfig cell) {
    return write(cells, cell, "withCell");
  }

  private static <C> JsonObject write(
      List<ConfigCodec<? extends C>> codecs, Object config, String method) {
    for (ConfigCodec<? extends C> codec : codecs) {
      if (codec.config().isInstance(config)) {
        return codec.json(config);
      }
    }
    throw new IllegalArgumentException(
        "ConfigRegistry knows "
            + types(codecs)
            + "; received "
            + config.getClass().getName()
            + ". Register it: ConfigRegistry.standard()."
            + method
            + "(new ConfigCodec<>(...)).");
  }

  // ---------------------------------------------------------------- from JSON

  /**
   * The settings of a layer.
   *
   * @throws ModelFileException when the type is not registered; the message says which
   * @throws dev.timestep.io.json.JsonFormatException when a field is missing, wrong or not known
   */
  public LayerConfig layer(JsonFields fields) {
    LayerConfig config =
        switch (fields.text("type")) {
          case RECURRENT -> recurrent(fields);
          case BIDIRECTIONAL -> bidirectional(fields);
          default -> read(layers, fields, "layer");
        };
    fields.end();
    return config;
  }

  private RecurrentConfig recurrent(JsonFields fields) {
    return new RecurrentConfig(
        cell(fields.object("cell")),
        fields.integer("layers"),
        fields.flag("return_sequences"),
        fields.flag("reverse"),
        fields.number("dropout"));
  }

  private BidirectionalConfig bidirectional(JsonFields fields) {
    return new BidirectionalConfig(
        cell(fields.object("forward")),
        cell(fields.object("backward")),
        fields.choice("merge", Merge.class),
        fields.integer("layers"),
        fields.flag("return_sequences"),
        fields.number("dropout"));
  }

  /** The settings of a cell. */
  public CellConfig cell(JsonFields fields) {
    return read(cells, fields, "cell");
  }

  private static <C> C read(List<ConfigCodec<? extends C>> codecs, JsonFields fields, String noun) {
    String type = fields.text("type");
    for (ConfigCodec<? extends C> codec : codecs) {
      if (codec.type().equals(type)) {
        C config = codec.read().apply(fields);
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
            + ". It is of a newer Timestep or of a program with layers of its own: update Timestep,"
            + " or register the type in a ConfigRegistry.");
  }

  private static <C> List<String> types(List<ConfigCodec<? extends C>> codecs) {
    return codecs.stream().<String>map(ConfigCodec::type).toList();
  }

  // ---------------------------------------------------------------- the standard kinds

  private static ConfigCodec<DenseConfig> dense() {
    return new ConfigCodec<>(
        "dense",
        DenseConfig.class,
        (config, json) -> {
          json.addProperty("units", config.units());
          json.addProperty("activation", JsonFields.written(config.activation()));
          json.addProperty("bias", config.bias());
        },
        fields ->
            new DenseConfig(
                fields.integer("units"),
                fields.choice("activation", Activation.class),
                fields.flag("bias")));
  }

  private static ConfigCodec<EmbeddingConfig> embedding() {
    return new ConfigCodec<>(
        "embedding",
        EmbeddingConfig.class,
        (config, json) -> {
          json.addProperty("tokens", config.tokens());
          json.addProperty("width", config.width());
          json.addProperty("padding_id", config.paddingId());
        },
        fields ->
            new EmbeddingConfig(
                fields.integer("tokens"), fields.integer("width"), fields.integer("padding_id")));
  }

  private static ConfigCodec<LayerNormConfig> layerNorm() {
    return new ConfigCodec<>(
        "layer_norm",
        LayerNormConfig.class,
        (config, json) -> json.addProperty("epsilon", config.epsilon()),
        fields -> new LayerNormConfig(fields.single("epsilon")));
  }

  private static ConfigCodec<Dropout> dropout() {
    return new ConfigCodec<>(
        "dropout",
        Dropout.class,
        (config, json) -> json.addProperty("rate", config.rate()),
        fields -> new Dropout(fields.number("rate")));
  }

  private static ConfigCodec<SimpleRnnConfig> rnn() {
    return new ConfigCodec<>(
        "rnn",
        SimpleRnnConfig.class,
        (config, json) -> {
          json.addProperty("units", config.units());
          json.addProperty("activation", JsonFields.written(config.activation()));
          json.addProperty("bias", config.bias());
          json.addProperty("init", JsonFields.written(config.init()));
        },
        fields ->
            new SimpleRnnConfig(
                fields.integer("units"),
                fields.choice("activation", Activation.class),
                fields.flag("bias"),
                fields.choice("init", Init.class)));
  }

  private static ConfigCodec<GruConfig> gru() {
    return new ConfigCodec<>(
        "gru",
        GruConfig.class,
        (config, json) -> {
          json.addProperty("units", config.units());
          json.addProperty("form", JsonFields.written(config.form()));
          json.addProperty("bias", config.bias());
          json.addProperty("init", JsonFields.written(config.init()));
        },
        fields ->
            new GruConfig(
                fields.integer("units"),
                fields.choice("form", GruConfig.Form.class),
                fields.flag("bias"),
                fields.choice("init", Init.class)));
  }

  private static ConfigCodec<LstmConfig> lstm() {
    return new ConfigCodec<>(
        "lstm",
        LstmConfig.class,
        (config, json) -> {
          json.addProperty("units", config.units());
          json.addProperty("bias", config.bias());
          json.addProperty("forget_bias", config.forgetBias());
          json.addProperty("init", JsonFields.written(config.init()));
        },
        fields ->
            new LstmConfig(
                fields.integer("units"),
                fields.flag("bias"),
                fields.single("forget_bias"),
                fields.choice("init", Init.class)));
  }
}
