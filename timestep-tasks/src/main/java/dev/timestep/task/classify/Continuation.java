package dev.timestep.task.classify;

import dev.timestep.io.model.ModelFile;
import dev.timestep.task.OwnSettings;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.sequence.batch.LabelledParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains a classifier further. Its networks, inputs and scales stay as they are, since its weights
 * were made for them; the cases are new, and so may be some of the classes. The network of each
 * fold starts from the network of the same fold.
 */
final class Continuation {
  private Continuation() {}

  /**
   * The classifier of a file.
   *
   * @throws IllegalArgumentException when the file is damaged, or holds a model of another job
   */
  static ClassifyModel load(Path file) {
    return ModelFile.load(file, ClassifyModels::of);
  }

  /**
   * The settings of further training: those of the network are the model's.
   *
   * @throws IllegalArgumentException when another network was asked for
   */
  static ClassifySettings settings(ClassifyOptions options, ClassifyModel model) {
    ClassifySettings asked = options.settings();
    ClassifySettings defaults = ClassifySettings.of(asked.seed(), asked.threads());
    RecurrentSettings recurrent = model.stamp().settings().recurrent();
    Optional<ClassifyNetwork> network = Optional.of(model.stamp().network());
    OwnSettings own = new OwnSettings(options.run());
    own.require("network", asked.network(), defaults.network(), network);
    own.require(asked.recurrent(), defaults.recurrent(), recurrent);
    return new ClassifySettings(
        network,
        recurrent,
        asked.epochs(),
        asked.batch(),
        asked.learningRate(),
        asked.folds(),
        asked.seed(),
        asked.threads());
  }

  /** What a reader of the figures should know. */
  static List<String> notes(ClassifyModel model, LabelledParts parts) {
    List<String> notes = new ArrayList<>();
    notes.add(
        parts.train().fingerprint().equals(model.stamp().run().fingerprint())
            ? "The model is trained further on the file that it was trained on before. It has seen"
                + " these cases, and the figures are better than they will be on new ones."
            : "The model is trained further. Cases of its earlier file that are here again count"
                + " as new, and make the figures better than they will be on cases that it has not"
                + " seen. Its scales stay those of the earlier file.");
    List<String> fresh =
        parts.classes().stream().filter(c -> !model.classes().contains(c)).toList();
    if (!fresh.isEmpty()) {
      notes.add("New to the model: " + classes(fresh) + ".");
    }
    List<String> absent = parts.absent();
    if (!absent.isEmpty()) {
      notes.add(
          "No training case has the "
              + classes(absent)
              + ". The network still knows "
              + (absent.size() == 1 ? "it" : "them")
              + " and may forget some of it; the simpler models learn from the new cases alone and"
              + " never answer so.");
    }
    return notes;
  }

  private static String classes(List<String> names) {
    return (names.size() == 1 ? "class " : "classes ") + String.join(", ", names);
  }
}
