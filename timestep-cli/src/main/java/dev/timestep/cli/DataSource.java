package dev.timestep.cli;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.cells.CsvTable;
import dev.timestep.task.table.read.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Where a table comes from: a file, or standard input, which command lines call {@code -}.
 *
 * @param path as it was given
 */
record DataSource(Path path) {
  private static final String DASH = "-";

  /** What systems call standard input. */
  private static final Set<String> DEVICES = Set.of("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

  /** What command lines give for DATA. */
  static DataSource of(String text) {
    return new DataSource(Path.of(DEVICES.contains(text) ? DASH : text));
  }

  boolean isStandardInput() {
    return path.toString().equals(DASH);
  }

  /** Whether it can be read once only, as a pipe. */
  boolean isPassing() {
    return isStandardInput() || (Files.exists(path) && !Files.isRegularFile(path));
  }

  /** What messages, models and pages call it. */
  String name() {
    return isStandardInput() ? "standard input" : path.toString();
  }

  /** The same without its folders. */
  String shortName() {
    return isStandardInput() ? name() : String.valueOf(path.getFileName());
  }

  /** Refuses a model where the table should be, and the table where the model should be. */
  void requireAfterModel(Path model) {
    if (path.toString().endsWith(ModelPlace.ENDING)
        && !model.toString().endsWith(ModelPlace.ENDING)) {
      throw new IllegalArgumentException(
          "Expected first MODEL, then DATA; received " + model + ", then " + path + ". Swap them.");
    }
  }

  /**
   * Reads columns as {@link TableReader} does.
   *
   * @throws TableException when it cannot be used
   */
  TimeTable read(List<String> columns, ReadOptions options) throws IOException {
    return isStandardInput()
        ? TableReader.read(name(), System.in.readAllBytes(), columns, options)
        : TableReader.read(path, columns, options);
  }

  /** The names of a file's columns; none where they cannot be told, or could be read only once. */
  List<String> columns() {
    try {
      return isPassing() ? List.of() : CsvTable.read(path, ReadOptions.defaults()).columns();
    } catch (TableException e) {
      return List.of();
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
