package dev.timestep.cli;

import dev.timestep.task.Source;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.cells.CsvTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a table comes from: a file, or standard input, which command lines call {@code -}.
 *
 * @param given as it was given
 */
public record DataSource(Path given) implements Source {
  private static final String DASH = "-";

  /** What systems call standard input. */
  private static final Set<String> DEVICES = Set.of("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

  /** What command lines give for DATA. */
  static DataSource of(String text) {
    return new DataSource(Path.of(DEVICES.contains(text) ? DASH : text));
  }

  boolean isStandardInput() {
    return given.toString().equals(DASH);
  }

  /** Whether it can be read once only, as a pipe. */
  boolean isPassing() {
    return isStandardInput()
        || (Files.exists(given) && !Files.isRegularFile(given) && !Files.isDirectory(given));
  }

  @Override
  public String name() {
    return isStandardInput() ? "standard input" : given.toString();
  }

  @Override
  public Optional<Path> path() {
    return isStandardInput() ? Optional.empty() : Optional.of(given);
  }

  @Override
  public InputStream open() throws IOException {
    return isStandardInput() ? System.in : Files.newInputStream(given);
  }

  /** Refuses a model where the table should be, and the table where the model should be. */
  void requireAfterModel(Path model) {
    if (given.toString().endsWith(ModelPlace.ENDING)
        && !model.toString().endsWith(ModelPlace.ENDING)) {
      throw new IllegalArgumentException(
          "Expected first MODEL, then DATA; received "
              + model
              + ", then "
              + given
              + ". Swap them.");
    }
  }

  /** The names of a file's columns; none where they cannot be told, or could be read only once. */
  List<String> columns() {
    try {
      return isPassing() ? List.of() : CsvTable.read(given, ReadOptions.defaults()).columns();
    } catch (TableException e) {
      return List.of();
    }
  }

  @Override
  public String toString() {
    return given.toString();
  }
}
