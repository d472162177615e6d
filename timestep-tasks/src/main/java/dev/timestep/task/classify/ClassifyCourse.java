package dev.timestep.task.classify;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.timestep.io.file.Sha256;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.task.RunOptions;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceSet;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The course of a run: how it is stopped, where its networks are kept on the way, and from which
 * networks it starts.
 *
 * @param stop asks it to end
 * @param checkpoint keeps the networks that are trained
 * @param from a classifier that is trained further, or nothing for new networks
 */
record ClassifyCourse(
    StopRequest stop, FoldCheckpoint checkpoint, Optional<TrainedClassifier> from) {
  private static final int DIGITS = 12;
  private static final RecordCodec<ClassifySettings> SETTINGS =
      RecordCodec.of(ClassifySettings.class, RecordForm.JAVA);

  /** New networks that are kept nowhere. */
  static ClassifyCourse plain() {
    return new ClassifyCourse(new StopRequest(), FoldCheckpoint.none(), Optional.empty());
  }

  /** The course that the options ask for. */
  static ClassifyCourse of(
      ClassifyParts parts,
      ClassifySettings settings,
      RunOptions run,
      Optional<TrainedClassifier> from) {
    SequencedMap<String, String> identity = identity(parts, settings, from);
    FoldCheckpoint checkpoint =
        run.checkpoint()
            .map((Path file) -> checkpoint(file, run.resume(), identity))
            .orElseGet(FoldCheckpoint::none);
    return new ClassifyCourse(new StopRequest(), checkpoint, from);
  }

  private static FoldCheckpoint checkpoint(
      Path file, boolean resume, SequencedMap<String, String> identity) {
    return resume ? FoldCheckpoint.resume(file, identity) : FoldCheckpoint.begin(file, identity);
  }

  /** All that the bits of a network depend on, by name. */
  private static SequencedMap<String, String> identity(
      ClassifyParts parts, ClassifySettings settings, Optional<TrainedClassifier> from) {
    SequencedMap<String, String> identity = new LinkedHashMap<>();
    identity.put("the training data", fingerprint(parts.train(), parts.classes()));
    put(SETTINGS.write(settings), identity);
    // The result is the same for any number.
    identity.remove("threads");
    identity.put("kernels", KernelProvider.chosen().name());
    identity.put("from", from.map(ClassifyCourse::fingerprint).orElse("none"));
    return identity;
  }

  private static void put(JsonObject settings, SequencedMap<String, String> identity) {
    for (Map.Entry<String, JsonElement> one : settings.entrySet()) {
      if (one.getValue() instanceof JsonObject inner) {
        put(inner, identity);
      } else {
        String name = one.getKey().equals("learningRate") ? "lr" : one.getKey();
        identity.put(name, one.getValue().isJsonNull() ? "auto" : one.getValue().getAsString());
      }
    }
  }

  private static String fingerprint(SequenceSet train, List<String> classes) {
    Sha256 sha = new Sha256();
    classes.forEach(name -> sha.add(name.length()).add(name));
    for (Sequence one : train.cases()) {
      String label = one.label().orElse("");
      sha.add(label.length()).add(label).add(one.length());
      for (float[] row : one.values()) {
        add(sha, row);
      }
      add(sha, one.statics());
    }
    return sha.hex().substring(0, DIGITS);
  }

  private static String fingerprint(TrainedClassifier from) {
    Sha256 sha = new Sha256();
    from.networks()
        .forEach(
            one -> one.parameters().forEach((name, p) -> add(sha.add(name), p.value().data())));
    return sha.hex().substring(0, DIGITS);
  }

  private static void add(Sha256 sha, float... values) {
    for (float value : values) {
      sha.add((double) value);
    }
  }
}
