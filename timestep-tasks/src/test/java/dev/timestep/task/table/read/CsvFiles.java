package dev.timestep.task.table.read;

import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Writes small tables for tests, and reads them back. */
public final class CsvFiles {

  private final Path directory;

  public CsvFiles(Path directory) {
    this.directory = directory;
  }

  /** A file "t.csv" with these lines. */
  public Path write(String... lines) {
    return write(StandardCharsets.UTF_8, lines);
  }

  public Path write(Charset charset, String... lines) {
    return bytes((String.join("\n", lines) + "\n").getBytes(charset));
  }

  public Path bytes(byte[] content) {
    try {
      return Files.write(directory.resolve("t.csv"), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A header "date,y" and {@code rows} rows. */
  public Path series(int rows, IntFunction<String> time, IntToDoubleFunction value) {
    StringBuilder text = new StringBuilder("date,y\n");
    for (int i = 0; i < rows; i++) {
      text.append(time.apply(i)).append(',').append(value.applyAsDouble(i)).append('\n');
    }
    return bytes(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Regular rows from a start, with 0, 1, 2… as values. */
  public Path regular(LocalDateTime start, Frequency frequency, int rows, String pattern) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, java.util.Locale.ENGLISH);
    return series(rows, i -> formatter.format(frequency.plus(start, i)), i -> i);
  }

  public TimeTable read(Path file) {
    return TableReader.read(file, List.of("y"), ReadOptions.defaults());
  }

  public TimeTable read(Path file, ReadOptions options) {
    return TableReader.read(file, List.of("y"), options);
  }

  /** The message of the {@link TableException} that is thrown, without the folder of the file. */
  public String refusal(ThrowingCallable reading) {
    TableException thrown = Assertions.catchThrowableOfType(TableException.class, reading);
    Assertions.assertThat(thrown).as("the table must be refused").isNotNull();
    return thrown.getMessage().replace(directory + java.io.File.separator, "");
  }

  public String refusal(Path file) {
    return refusal(() -> read(file));
  }
}
