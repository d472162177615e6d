package dev.timestep.task.table.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** Writes small tables of many series for tests, and reads them back. */
final class Panels {

  /** What a test mostly reads: {@code sales} by {@code store}. */
  static final PanelColumns SALES = columns(List.of(), List.of(), List.of());

  static final PanelPolicy SKIP_BAD = new PanelPolicy(true, false, OptionalInt.empty());
  static final PanelPolicy STRICT = new PanelPolicy(false, true, OptionalInt.empty());

  private final Path directory;

  Panels(Path directory) {
    this.directory = directory;
  }

  static PanelColumns columns(List<String> past, List<String> future, List<String> statics) {
    return new PanelColumns("store", List.of("sales"), past, future, statics);
  }

  static PanelPolicy ahead(int horizon) {
    return new PanelPolicy(false, false, OptionalInt.of(horizon));
  }

  /** A file "t.csv" with these lines. */
  Path write(List<String> lines) {
    try {
      return Files.writeString(directory.resolve("t.csv"), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(String... lines) {
    return write(List.of(lines));
  }

  /** Rows "date,store" and what {@code rest} adds, on consecutive days from 2023-01-02 on. */
  static List<String> days(String store, int days, IntFunction<String> rest) {
    List<String> lines = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      lines.add(LocalDate.of(2023, 1, 2).plusDays(day) + "," + store + "," + rest.apply(day));
    }
    return lines;
  }

  @SafeVarargs
  static List<String> table(String header, List<String>... series) {
    List<String> lines = new ArrayList<>(List.of(header));
    for (List<String> rows : series) {
      lines.addAll(rows);
    }
    return lines;
  }

  static PanelTable read(Path file) {
    return PanelReader.read(file, SALES, ReadOptions.defaults(), PanelPolicy.DEFAULT);
  }

  static PanelTable read(Path file, ReadOptions options) {
    return PanelReader.read(file, SALES, options, PanelPolicy.DEFAULT);
  }

  static PanelTable read(Path file, PanelColumns columns, PanelPolicy policy) {
    return PanelReader.read(file, columns, ReadOptions.defaults(), policy);
  }

  /** The message of the refusal, without the folder of the file. */
  String refusal(Path file, PanelColumns columns, ReadOptions options, PanelPolicy policy) {
    TableException thrown =
        catchThrowableOfType(
            TableException.class, () -> PanelReader.read(file, columns, options, policy));
    assertThat(thrown).as("the table must be refused").isNotNull();
    return thrown.getMessage().replace(directory + java.io.File.separator, "");
  }

  String refusal(Path file) {
    return refusal(file, SALES, ReadOptions.defaults(), PanelPolicy.DEFAULT);
  }
}
