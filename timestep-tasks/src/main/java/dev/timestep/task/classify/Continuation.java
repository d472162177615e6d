package dev.timestep.task.classify;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.io.model.ModelFile;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.sequence.batch.LabelledParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
   * @param asked what was asked for; what is not a default must be as in the model
   * @throws TaskException when another network was asked for
   */
  static ClassifySettings settings(ClassifySettings asked, ClassifyModel model) {
    ClassifySettings defaults = ClassifySettings.of(asked.seed(), asked.threads());
    ClassifySettings own = model.stamp().settings();
    Optional<ClassifyNetwork> network = Optional.of(model.stamp().network());
    requireOwn("network", asked.network(), defaults.network(), network);
    requireOwn("cell", asked.cell(), defaults.cell(), own.cell());
    requireOwn("hidden", asked.hidden(), defaults.hidden(), own.hidden());
    requireOwn("layers", asked.layers(), defaults.layers(), own.layers());
    requireOwn("dropout", asked.dropout(), defaults.dropout(), own.dropout());
    return new ClassifySettings(
        network,
        own.cell(),
        own.hidden(),
        own.layers(),
        own.dropout(),
        asked.epochs(),
        asked.batch(),
        asked.learningRate(),
        asked.folds(),
        asked.seed(),
        asked.threads());
  }

  private static void requireOwn(String name, Object asked, Object byDefault, Object own) {
    if (!asked.equals(byDefault) && !asked.equals(own)) {
      throw new TaskException(
          "A classifier that is trained further expects its own "
              + setting(name)
              + ", "
              + text(own)
              + "; received "
              + text(asked)
              + ". Leave the setting out, or train a new model.");
    }
  }

  private static String text(Object value) {
    Object plain = value instanceof Optional<?> some && some.isPresent() ? some.get() : value;
    return plain instanceof Enum<?> choice
        ? choice.name().toLowerCase(Locale.ROOT)
        : plain.toString();
  }

  /** What a reader of the figures should know. */
  static List<String> notes(ClassifyModel model, LabelledParts parts) {
    List<String> notes = new ArrayList<>();
    notes.add(
        parts.train().fingerprint().equals(model.stamp().fingerprint())
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
