package dev.timestep.task.fold;

import static dev.timestep.task.message.Setting.setting;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.autograd.Module;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.io.model.FileWeights;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import dev.timestep.task.Fitting;
import dev.timestep.task.message.TaskException;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.EpochResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The networks of a run that are trained, in a file: a run that was interrupted goes on with those
 * that are not. A network is a function of the data, the settings and its number, so the whole run
 * has the same bits as one that nobody interrupted. A network that was not finished is trained from
 * its start.
 *
 * <p>The file has the container of a model file. It names the data and the settings that it was
 * made with, and goes on with no other.
 */
public final class FoldCheckpoint {
  private static final String TYPE = "fold-checkpoint";
  private static final int VERSION = 1;
  private static final String WEIGHTS = "network.";
  private static final String ANSWERS = "answers";
  private static final RecordCodec<Finished> FINISHED =
      RecordCodec.of(Finished.class, RecordForm.JAVA);

  private final Optional<Path> file;
  private final SequencedMap<String, String> identity;
  private final Map<String, Finished> finished = new TreeMap<>();
  private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();

  /** What is kept of an epoch; there is no validation loss. */
  private record Epoch(
      int epoch, double trainLoss, double learningRate, boolean best, double seconds) {}

  /** A network that is trained. */
  private record Finished(String candidate, int number, List<Epoch> history) {
    String prefix() {
      return FoldCheckpoint.prefix(candidate, number);
    }
  }

  private FoldCheckpoint(Optional<Path> file, SequencedMap<String, String> identity) {
    this.file = file;
    this.identity = new LinkedHashMap<>(identity);
  }

  /** No file: networks are kept nowhere. */
  static FoldCheckpoint none() {
    return new FoldCheckpoint(Optional.empty(), new LinkedHashMap<>());
  }

  /**
   * The checkpoint of a new run; nothing is written yet.
   *
   * @param identity what must not differ when the run goes on, by name
   */
  static FoldCheckpoint begin(Path file, SequencedMap<String, String> identity) {
    return new FoldCheckpoint(Optional.of(file), identity);
  }

  /**
   * The checkpoint of a run that goes on.
   *
   * @throws IllegalArgumentException when the file is damaged, or was made with other data or
   *     settings; the message names what differs
   */
  static FoldCheckpoint resume(Path file, SequencedMap<String, String> identity) {
    FoldCheckpoint checkpoint = new FoldCheckpoint(Optional.of(file), identity);
    // Refused out here: it is not the file that is wrong.
    checkpoint.refuseDifferences(Fitting.checkpoint(() -> ModelFile.load(file, checkpoint::read)));
    return checkpoint;
  }

  /** Takes up an archive, and gives what it was made with. */
  private SequencedMap<String, String> read(ModelArchive archive) {
    JsonFields fields = archive.fields(TYPE, VERSION);
    fields.integer("version");
    JsonFields made = fields.object("madeWith");
    SequencedMap<String, String> then = new LinkedHashMap<>();
    made.json().keySet().forEach(name -> then.put(name, made.text(name)));
    for (JsonFields one : fields.objects("finished")) {
      Finished network = FINISHED.read(one);
      finished.put(network.prefix(), network);
    }
    fields.end();
    tensors.putAll(archive.weights());
    return then;
  }

  private void refuseDifferences(SequencedMap<String, String> then) {
    List<String> differences = new ArrayList<>();
    identity.forEach(
        (name, now) -> {
          String before = then.getOrDefault(name, "none");
          if (!before.equals(now)) {
            differences.add(name + " was " + before + " and is " + now);
          }
        });
    if (!differences.isEmpty()) {
      throw new TaskException(
          "Training goes on from a checkpoint only with the data and settings that it was made"
              + " with; "
              + String.join("; ", differences)
              + ". Give the same again, or leave "
              + setting("resume")
              + " out to train from the start.");
    }
  }

  /** How many networks are trained. */
  synchronized int size() {
    return finished.size();
  }

  /**
   * A network that is trained.
   *
   * @param number among the networks of the candidate
   * @param built makes the network without its weights
   */
  synchronized <N extends Module> Optional<TrainedFold<N>> find(
      String candidate, int number, Supplier<N> built) {
    String prefix = prefix(candidate, number);
    return Optional.ofNullable(finished.get(prefix))
        .map(
            one -> {
              N network = built.get();
              archive(new FileWeights(tensors).under(prefix + WEIGHTS)).assignWeights(network);
              return new TrainedFold<>(network, history(one), rows(tensor(prefix + ANSWERS)));
            });
  }

  /** Keeps a network that is trained. */
  synchronized void add(String candidate, int number, TrainedFold<?> fold) {
    if (file.isEmpty()) {
      return;
    }
    String prefix = prefix(candidate, number);
    fold.network()
        .parameters()
        .forEach((name, p) -> tensors.put(prefix + WEIGHTS + name, p.value().copy()));
    tensors.put(prefix + ANSWERS, tensor(fold.answers()));
    List<Epoch> epochs =
        fold.history().stream()
            .map(
                one ->
                    new Epoch(
                        one.epoch(),
                        one.trainLoss(),
                        one.learningRate(),
                        one.best(),
                        one.seconds()))
            .toList();
    finished.put(prefix, new Finished(candidate, number, epochs));
    write();
  }

  /** Writes the file where there is none yet: from now on, the run can be stopped at any time. */
  synchronized void begin() {
    if (finished.isEmpty()) {
      write();
    }
  }

  private void write() {
    file.ifPresent(path -> ModelFile.write(path, archive(tensors)));
  }

  private ModelArchive archive(SequencedMap<String, Tensor> weights) {
    JsonObject model = new JsonObject();
    model.addProperty("type", TYPE);
    model.addProperty("version", VERSION);
    JsonObject made = new JsonObject();
    identity.forEach(made::addProperty);
    model.add("madeWith", made);
    JsonArray networks = new JsonArray();
    finished.values().forEach(one -> networks.add(FINISHED.write(one)));
    model.add("finished", networks);
    return new ModelArchive(model, weights, new JsonObject(), new JsonObject());
  }

  private Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new TaskException(
          "A checkpoint expects the tensor "
              + name
              + "; received none. Leave "
              + setting("resume")
              + " out to train from the start.");
    }
    return tensor;
  }

  private static List<EpochResult> history(Finished one) {
    return one.history().stream()
        .map(
            epoch ->
                new EpochResult(
                    epoch.epoch(),
                    epoch.trainLoss(),
                    OptionalDouble.empty(),
                    epoch.learningRate(),
                    epoch.best(),
                    epoch.seconds()))
        .toList();
  }

  private static Tensor tensor(float[]... rows) {
    int width = rows[0].length;
    Tensor tensor = Tensor.zeros(rows.length, width);
    for (int at = 0; at < rows.length; at++) {
      System.arraycopy(rows[at], 0, tensor.data(), at * width, width);
    }
    return tensor;
  }

  private static float[][] rows(Tensor tensor) {
    Shape shape = tensor.shape();
    float[][] rows = new float[shape.dim(0)][];
    Arrays.setAll(
        rows, at -> Arrays.copyOfRange(tensor.data(), at * shape.last(), (at + 1) * shape.last()));
    return rows;
  }

  private static String prefix(String candidate, int number) {
    return candidate + "." + number + ".";
  }
}
