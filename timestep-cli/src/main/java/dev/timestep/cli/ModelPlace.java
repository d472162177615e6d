package dev.timestep.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a model is written: never over another one, or over an interrupted run, unless an option
 * allows it.
 *
 * @param file of the model
 * @param overwrite whether it may be written over another one
 * @param note why the name is another one than expected; empty where it is not
 */
record ModelPlace(Path file, boolean overwrite, Optional<String> note) {
  /** What names of model files end with. */
  static final String ENDING = ".timestep";

  private static final String CHECKPOINT = ".checkpoint";

  /** How many numbered names are looked at. */
  private static final int MOST = 10_000;

  /** Room for the ending, a number and the checkpoint's ending where a name holds 255 bytes. */
  private static final int LONGEST_NAME = 60;

  /**
   * The file that {@code --out} names.
   *
   * @throws IllegalArgumentException when a file is there already, or the checkpoint of a run, and
   *     neither {@code --resume} nor {@code --overwrite} says what to do with it
   */
  static ModelPlace asked(Path out, boolean overwrite, boolean resume) {
    ModelPlace place = new ModelPlace(out, overwrite, Optional.empty());
    boolean interrupted = Files.exists(place.checkpoint());
    if (overwrite || (resume && !interrupted)) {
      // Training itself refuses to resume where there is nothing to go on from.
      return place;
    }
    if (resume && Files.exists(out)) {
      throw new IllegalArgumentException(
          out
              + " exists, and the run that --resume continues would write over it. Give"
              + " --overwrite as well, or move that file.");
    }
    if (Files.exists(out)) {
      throw new IllegalArgumentException(
          "--out expects a new file; "
              + out
              + " exists. Give --overwrite to replace it, or another name, for example --out "
              + Shell.quote(firstFree(out))
              + ".");
    }
    if (interrupted && !resume) {
      throw new IllegalArgumentException(
          place.checkpoint()
              + " is the checkpoint of a run that was not finished. Give --resume to continue that"
              + " run, --overwrite to start again, or another name, for example --out "
              + Shell.quote(firstFree(out))
              + ".");
    }
    return place;
  }

  /**
   * A file named after a column: the first name that is free, or the one whose checkpoint {@code
   * --resume} is to go on from.
   */
  static ModelPlace named(Path folder, String column, boolean overwrite, boolean resume) {
    Path first = folder.resolve(fileName(column) + ENDING);
    if (resume) {
      return resumed(first, overwrite);
    }
    Path free = overwrite ? first : firstFree(first);
    return new ModelPlace(
        free, overwrite, free.equals(first) ? Optional.empty() : Optional.of(reason(first, free)));
  }

  private static String fileName(String column) {
    String plain =
        column.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "_").replaceFirst("^[.-]+", "_");
    int end =
        plain.offsetByCodePoints(
            0, Math.min(LONGEST_NAME, plain.codePointCount(0, plain.length())));
    return plain.substring(0, end);
  }

  private static ModelPlace resumed(Path first, boolean overwrite) {
    List<Path> interrupted = names(first).filter(name -> Files.exists(checkpoint(name))).toList();
    if (interrupted.size() > 1) {
      throw new IllegalArgumentException(
          "--resume expects one run that was not finished; there are checkpoints of "
              + String.join(", ", interrupted.stream().map(Path::toString).toList())
              + ". Choose one with --out, for example --out "
              + Shell.quote(interrupted.getLast())
              + ".");
    }
    return asked(interrupted.isEmpty() ? first : interrupted.getFirst(), overwrite, true);
  }

  private static String reason(Path first, Path free) {
    return Files.exists(first)
        ? first
            + " exists, so the model will be "
            + free
            + ". --overwrite replaces the existing one."
        : checkpoint(first)
            + " is the checkpoint of a run that was not finished; --resume continues that run."
            + " The model of this one will be "
            + free
            + ".";
  }

  /** The place where the model goes at last, if another program took this one meanwhile. */
  ModelPlace atLast() {
    if (overwrite || !Files.exists(file)) {
      return this;
    }
    Path free = firstFree(file);
    return new ModelPlace(
        free,
        false,
        Optional.of(file + " was made by another run meanwhile, so the model is " + free + "."));
  }

  /** Where training is saved on the way. */
  Path checkpoint() {
    return checkpoint(file);
  }

  private static Path checkpoint(Path model) {
    return model.resolveSibling(model.getFileName() + CHECKPOINT);
  }

  private static Path firstFree(Path first) {
    return names(first)
        .filter(name -> !Files.exists(name) && !Files.exists(checkpoint(name)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There are too many models named like " + first + ". Give --out."));
  }

  /** {@code births.timestep}, {@code births-2.timestep}, {@code births-3.timestep} … */
  private static Stream<Path> names(Path first) {
    String name = String.valueOf(first.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String ending = dot > 0 ? name.substring(dot) : "";
    return IntStream.rangeClosed(1, MOST)
        .mapToObj(n -> n == 1 ? first : first.resolveSibling(stem + "-" + n + ending));
  }
}
