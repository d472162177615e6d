package dev.timestep.task.forecast;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.io.model.GraphModels;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.RunStamp;
import dev.timestep.task.forecast.interval.Spread;
import dev.timestep.task.forecast.interval.StepIntervals;
import dev.timestep.task.forecast.transform.Transforms;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.read.TableReadingJson;
import dev.timestep.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Forecasting models in model files: {@code model.json} holds the network's settings, {@code
 * pipeline.json} the inputs and scales, {@code training.json} the protocol stamp. Every field is
 * checked when it is read.
 *
 * <p>Version 7 says how the targets are transformed for the network.
 *
 * <p>Version 5 says which regression a mix holds, and may hold the effects of calendar products.
 * Version 4 reads the near rows and mixes the network with a ridge regression, which it holds.
 * Beside what was judged it may hold what was fitted again on all rows, under names that start with
 * {@value RefitFile#PREFIX}. Version 3 says which model answers, and holds the baseline if it is
 * one. Versions 1 and 2, which are still read, answer by their network.
 *
 * <p>Version 2 names the weights by the nodes of the network's graph; version 1 had {@code
 * encoder.0.kernel} in place of {@code encoder_0.kernel}.
 */
public final class ForecastModels {
  /** What {@code model.json} says the file is. */
  public static final String TYPE = "forecast";

  private static final int VERSION = 7;

  /** A layer's number in the names of weights of version 1. */
  private static final Pattern NUMBER = Pattern.compile("^(encoder|decoder)\\.(\\d+)\\.");

  private static final RecordCodec<RecurrentSettings> NETWORK =
      RecordCodec.of(RecurrentSettings.class, RecordForm.JAVA);
  private static final RecordCodec<ForecastInputWidths> WIDTHS =
      RecordCodec.of(ForecastInputWidths.class, RecordForm.JAVA);
  private static final RecordCodec<ForecastPipeline> PIPELINE =
      RecordCodec.of(ForecastPipeline.class, RecordForm.JAVA).with(Transforms.inRecords());

  /** The same before version 4, when no row was read by itself. */
  private static final RecordCodec<ForecastInputWidths> OLD_WIDTHS =
      WIDTHS.withDefault(ForecastInputWidths.class, "near", 0);

  /** The same before version 7, when values were read as they are. */
  private static final RecordCodec<ForecastPipeline> PLAIN_PIPELINE =
      PIPELINE.withDefault(ForecastPipeline.class, "transforms", Transforms.NONE);

  /** The same before version 6, when only the targets were read. */
  private static final RecordCodec<ForecastPipeline> TARGETS_PIPELINE =
      PLAIN_PIPELINE.withDefault(InputSpec.class, "covariates", List.of());

  private static final RecordCodec<ForecastPipeline> OLD_PIPELINE =
      TARGETS_PIPELINE.withDefault(InputSpec.class, "near", NearInputs.NONE);

  private static final RecordCodec<ForecastStamp> STAMP =
      RecordCodec.of(ForecastStamp.class, RecordForm.JAVA)
          .withFieldsOf(ForecastStamp.class, "run")
          .withDefault(RunStamp.class, "from", Optional.empty());

  /** The same before version 4, when nothing was fitted again. */
  private static final RecordCodec<ForecastStamp> OLD_STAMP =
      STAMP
          .withDefault(ForecastStamp.class, "refitRows", 0)
          .withDefault(TrainingOptions.class, "refit", false);

  /** The field of the pipeline that says how the training file was read. */
  private static final String READING = "reading";

  private static final String KEPT = "kept";
  private static final String MIX = "mix";

  /** The field of the intervals; models that give points only do not have it. */
  private static final String INTERVALS = "intervals";

  private static final RecordCodec<ForecastQuantiles> QUANTILES =
      RecordCodec.of(ForecastQuantiles.class, RecordForm.JAVA)
          .withDefault(StepIntervals.class, "own", Optional.empty())
          .withDefault(Spread.class, "years", 0)
          .withDefault(Spread.class, "year", 0.0);

  private ForecastModels() {}

  /** Writes a model, aside and then into place. */
  public static void save(ForecastModel model, Path file) {
    model.save(file);
  }

  /** Reads a model; a file that is truncated, corrupted, foreign or newer is refused, saying so. */
  public static ForecastModel load(Path file) {
    return ModelFile.load(file, ForecastModels::of);
  }

  /** What the file of a model holds. */
  static ModelArchive archive(ForecastModel model) {
    JsonObject architecture = new JsonObject();
    architecture.addProperty("type", TYPE);
    architecture.addProperty("version", VERSION);
    architecture.add("network", NETWORK.write(model.network()));
    architecture.add("widths", WIDTHS.write(model.widths()));
    architecture.addProperty(KEPT, model.kept());
    model.mix().ifPresent(mix -> architecture.add(MIX, MixFile.write(mix)));
    // The regression of the mix is the one that is kept: it is stored once.
    Optional<KeptBaseline> baseline =
        model.baseline().filter(kept -> !MixFile.isOf(kept.name(), model.mix()));
    baseline.ifPresent(kept -> architecture.add("baseline", KeptFile.write(kept)));
    model.quantiles().ifPresent(some -> architecture.add(INTERVALS, QUANTILES.write(some)));
    model
        .refitted()
        .flatMap(Refitted::baseline)
        .filter(kept -> !MixFile.isOf(kept.name(), model.mix()))
        .ifPresent(kept -> architecture.add("refit", RefitFile.write(kept)));
    JsonObject pipeline = PIPELINE.write(model.pipeline());
    pipeline.add(READING, TableReadingJson.write(model.reading()));
    ModelArchive network =
        ModelArchive.of(architecture, model.module(), pipeline, STAMP.write(model.stamp()));
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(network.weights());
    model.mix().ifPresent(mix -> weights.putAll(MixFile.tensors(mix)));
    baseline.ifPresent(kept -> weights.putAll(KeptFile.tensors(kept)));
    model.refitted().ifPresent(refitted -> weights.putAll(RefitFile.tensors(refitted)));
    return new ModelArchive(network.model(), weights, network.pipeline(), network.training());
  }

  /**
   * The model that an archive holds.
   *
   * @throws IllegalArgumentException when a field is missing, wrong or not known, or the weights do
   *     not fit; the message names it
   */
  static ForecastModel of(ModelArchive stored) {
    JsonFields fields = stored.fields(TYPE, VERSION);
    int version = fields.integer("version");
    boolean first = version == 1;
    ModelArchive archive =
        some(
            stored,
            name ->
                !name.startsWith(KeptFile.PREFIX)
                    && !name.startsWith(MixFile.PREFIX)
                    && !name.startsWith(RefitFile.PREFIX));
    JsonFields settings = fields.object("network");
    RecurrentSettings config = NETWORK.read(settings);
    ForecastInputWidths widths = (version < 4 ? OLD_WIDTHS : WIDTHS).read(fields.object("widths"));
    String kept = version < 3 ? ForecastOptions.NETWORK : fields.text(KEPT);
    JsonFields pipelineFields = JsonFields.of(archive.pipeline(), "pipeline.json");
    ForecastPipeline pipeline = pipelineOf(version).readAmong(pipelineFields);
    TableReading reading = reading(pipelineFields, first);
    pipelineFields.end();
    Optional<Mix> mix =
        version < 4 ? Optional.empty() : mix(fields, pipeline.inputs(), stored, version);
    if (kept.equals(ForecastOptions.MIX) && mix.isEmpty()) {
      throw fields.refuse(KEPT, "a model without a mix to answer by something else", kept);
    }
    Optional<KeptBaseline> baseline =
        baseline(fields, kept, pipeline.inputs(), mix, stored, version);
    Optional<ForecastQuantiles> quantiles =
        quantiles(fields, pipeline.inputs(), baseline.map(one -> one.models().size()).orElse(0));
    ForecastStamp stamp =
        (version < 4 ? OLD_STAMP : STAMP).read(JsonFields.of(archive.training(), "training.json"));
    Optional<KeptBaseline> again =
        stamp.refitRows() > 0 && baseline.isPresent() && !MixFile.isOf(kept, mix)
            ? Optional.of(
                RefitFile.read(fields.object("refit"), kept, pipeline.inputs(), stored, version))
            : Optional.empty();
    fields.end();
    int targets = pipeline.inputs().targets().size();
    // Each layer has weights: more layers than weights would only take memory.
    if (config.layers() > archive.weights().size()) {
      throw settings.refuse("layers", "no more layers than weights", "" + config.layers());
    }
    GraphModels.checkSize(archive, ForecastNetwork.graph(config, widths, targets));
    ForecastNetwork network = new ForecastNetwork(config, widths, targets, 0);
    (first ? renamed(archive) : archive).assignWeights(network);
    Optional<Refitted> refitted = Optional.empty();
    if (stamp.refitRows() > 0) {
      ForecastNetwork fittedAgain = new ForecastNetwork(config, widths, targets, 0);
      refitted =
          Optional.of(RefitFile.read(stored, fittedAgain, pipeline.inputs(), kept, mix, again));
    } else if (stored.weights().keySet().stream()
        .anyMatch(name -> name.startsWith(RefitFile.PREFIX))) {
      throw JsonFields.of(stored.training(), "training.json")
          .refuse(
              "refitRows", "1 or more beside weights " + RefitFile.PREFIX, "" + stamp.refitRows());
    }
    return new ForecastModel(
        pipeline,
        network,
        widths,
        stamp,
        reading.withStep(pipeline.inputs().calendar().frequency()),
        kept,
        mix,
        baseline,
        quantiles,
        refitted);
  }

  private static RecordCodec<ForecastPipeline> pipelineOf(int version) {
    if (version < 4) {
      return OLD_PIPELINE;
    }
    return version < 6 ? TARGETS_PIPELINE : version < 7 ? PLAIN_PIPELINE : PIPELINE;
  }

  /**
   * The intervals.
   *
   * @param models statistical models that the file keeps
   */
  private static Optional<ForecastQuantiles> quantiles(
      JsonFields fields, InputSpec inputs, int models) {
    if (!fields.has(INTERVALS)) {
      return Optional.empty();
    }
    JsonFields own = fields.object(INTERVALS);
    ForecastQuantiles quantiles = QUANTILES.read(own);
    int targets = inputs.targets().size();
    if (quantiles.targets().size() != targets
        || quantiles.targets().stream().anyMatch(one -> one.offsets().size() != inputs.horizon())) {
      throw fields.refuse(
          INTERVALS,
          "intervals of " + targets + " targets and " + inputs.horizon() + " steps",
          quantiles.targets().stream().map(one -> one.offsets().size() + " steps").toList() + "");
    }
    if (quantiles.own() && models != targets) {
      throw fields.refuse(
          INTERVALS,
          "a model's own intervals only where a statistical model of each target is kept",
          models + " statistical models");
    }
    return Optional.of(quantiles);
  }

  private static Optional<Mix> mix(
      JsonFields fields, InputSpec inputs, ModelArchive stored, int version) {
    SequencedMap<String, Tensor> tensors =
        some(stored, name -> name.startsWith(MixFile.PREFIX)).weights();
    if (fields.has(MIX)) {
      return Optional.of(MixFile.read(fields.object(MIX), inputs, tensors, version));
    }
    if (!tensors.isEmpty()) {
      throw fields.refuse(MIX, "an object beside the weights " + tensors.keySet(), "nothing");
    }
    return Optional.empty();
  }

  private static Optional<KeptBaseline> baseline(
      JsonFields fields,
      String kept,
      InputSpec inputs,
      Optional<Mix> mix,
      ModelArchive stored,
      int version) {
    SequencedMap<String, Tensor> tensors =
        some(stored, name -> name.startsWith(KeptFile.PREFIX)).weights();
    if (!Keep.isNetwork(kept) && !MixFile.isOf(kept, mix)) {
      return Optional.of(KeptFile.read(fields, kept, inputs, tensors, version));
    }
    if (!tensors.isEmpty()) {
      throw fields.refuse(KEPT, "a baseline beside the weights " + tensors.keySet(), kept);
    }
    return MixFile.isOf(kept, mix) ? mix.map(Mix::ridge) : Optional.empty();
  }

  /** The archive with some of its weights. */
  private static ModelArchive some(ModelArchive archive, Predicate<String> wanted) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    archive
        .weights()
        .forEach(
            (name, tensor) -> {
              if (wanted.test(name)) {
                weights.put(name, tensor);
              }
            });
    return new ModelArchive(archive.model(), weights, archive.pipeline(), archive.training());
  }

  /** How the training file was read; the oldest files of version 1 do not say. */
  private static TableReading reading(JsonFields pipeline, boolean first) {
    return first && !pipeline.has(READING)
        ? TableReading.NONE
        : TableReadingJson.read(pipeline.object(READING));
  }

  private static ModelArchive renamed(ModelArchive archive) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    archive
        .weights()
        .forEach((name, w) -> weights.put(NUMBER.matcher(name).replaceFirst("$1_$2."), w));
    return new ModelArchive(archive.model(), weights, archive.pipeline(), archive.training());
  }
}
