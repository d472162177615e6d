package dev.timestep.task.classify;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.io.model.ConfigRegistry;
import dev.timestep.io.model.FileWeights;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.SequentialModels;
import dev.timestep.judge.Calibration;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.task.classify.opponent.FittedOpponent;
import dev.timestep.task.classify.opponent.OpponentFile;
import dev.timestep.task.sequence.SequenceReading;
import dev.timestep.task.sequence.SequenceReadingJson;
import dev.timestep.task.sequence.batch.SequenceInputs;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Classifiers in model files: {@code model.json} holds the layers, the classes and which model
 * answers; {@code pipeline.json} how cases are read and scaled, and the settings of the opponents;
 * {@code training.json} the protocol stamp. Weights of the network of fold k are called {@code
 * network.k.…}, numbers of an opponent {@code opponent.ID.…}. Every field is checked when it is
 * read.
 */
final class ClassifyModels {
  private static final int VERSION = 2;
  private static final String NETWORK = "network.";
  private static final String OPPONENT = "opponent.";

  private static final RecordCodec<SequenceInputs> INPUTS =
      RecordCodec.of(SequenceInputs.class, RecordForm.JAVA);
  private static final RecordCodec<Calibration> CALIBRATION =
      RecordCodec.of(Calibration.class, RecordForm.JAVA);
  private static final RecordCodec<ClassifyStamp> STAMP =
      RecordCodec.of(ClassifyStamp.class, RecordForm.JAVA).withFieldsOf(ClassifyStamp.class, "run");

  private ClassifyModels() {}

  static ModelArchive archive(ClassifyModel model) {
    List<Sequential> networks = model.network().networks();
    JsonObject architecture = new JsonObject();
    architecture.addProperty("type", ClassifyModel.TYPE);
    architecture.addProperty("version", VERSION);
    architecture.addProperty("kept", model.kept());
    JsonArray classes = new JsonArray();
    model.classes().forEach(classes::add);
    architecture.add("classes", classes);
    architecture.addProperty("networks", networks.size());
    architecture.add(
        "network", SequentialModels.toJson(networks.getFirst(), ConfigRegistry.standard()));
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    for (int fold = 0; fold < networks.size(); fold++) {
      String prefix = NETWORK + fold + ".";
      networks
          .get(fold)
          .parameters()
          .forEach((name, p) -> weights.put(prefix + name, p.value().copy()));
    }
    JsonArray opponents = new JsonArray();
    for (FittedOpponent one : model.opponents()) {
      opponents.add(OpponentFile.write(one));
      one.tensors().forEach((name, t) -> weights.put(OPPONENT + one.id() + "." + name, t));
    }
    JsonObject pipeline = new JsonObject();
    pipeline.add("inputs", INPUTS.write(model.network().inputs()));
    pipeline.add("calibration", CALIBRATION.write(model.network().calibration()));
    pipeline.add("reading", SequenceReadingJson.write(model.reading()));
    pipeline.add("opponents", opponents);
    return new ModelArchive(architecture, weights, pipeline, STAMP.write(model.stamp()));
  }

  static ClassifyModel of(ModelArchive archive) {
    JsonFields fields = archive.fields(ClassifyModel.TYPE, VERSION);
    int version = fields.integer("version");
    if (version < VERSION) {
      throw fields.refuse(
          "version",
          VERSION + " (older ones were made before the first release; train again)",
          "" + version);
    }
    String kept = fields.text("kept");
    List<String> classes = fields.texts("classes");
    int count = fields.integer("networks");
    if (count < 1 || count > archive.weights().size()) {
      throw fields.refuse("networks", "from 1 to the number of weights", "" + count);
    }
    JsonFields network = fields.object("network");
    fields.end();
    FileWeights weights = new FileWeights(archive.weights());
    List<Sequential> networks = new ArrayList<>();
    for (int fold = 0; fold < count; fold++) {
      networks.add(
          SequentialModels.of(
              network, weights.under(NETWORK + fold + "."), ConfigRegistry.standard()));
    }
    requireClasses(fields, classes, networks.getFirst());
    JsonFields pipeline = JsonFields.of(archive.pipeline(), "pipeline.json");
    SequenceInputs inputs = INPUTS.read(pipeline.object("inputs"));
    Calibration calibration = CALIBRATION.read(pipeline.object("calibration"));
    SequenceReading reading = SequenceReadingJson.read(pipeline.object("reading"));
    List<FittedOpponent> opponents = new ArrayList<>();
    for (JsonFields one : pipeline.objects("opponents")) {
      String id = one.text("opponent");
      if (opponents.stream().anyMatch(other -> other.id().equals(id))) {
        throw pipeline.refuse("opponents", "each opponent once", '"' + id + "\" twice");
      }
      opponents.add(OpponentFile.read(one, classes.size(), weights.under(OPPONENT + id + ".")));
    }
    pipeline.end();
    weights.end();
    List<String> known =
        Stream.concat(
                Stream.of(ClassifyOptions.NETWORK), opponents.stream().map(FittedOpponent::id))
            .toList();
    if (!known.contains(kept)) {
      throw fields.refuse("kept", "one of " + String.join(", ", known), '"' + kept + '"');
    }
    return new ClassifyModel(
        new TrainedClassifier(networks, inputs, classes, calibration),
        opponents,
        kept,
        reading,
        STAMP.read(JsonFields.of(archive.training(), "training.json")));
  }

  /** Each output of the network has a name of its own. */
  private static void requireClasses(JsonFields fields, List<String> classes, Sequential network) {
    int outputs = network.features();
    for (LayerConfig layer : network.configs()) {
      outputs = layer.outputFeatures(outputs);
    }
    if (classes.size() != outputs || new HashSet<>(classes).size() != outputs) {
      throw fields.refuse(
          "classes",
          outputs + " names that differ, one for each output of the network",
          String.join(", ", classes));
    }
  }
}
