package dev.timestep.task.forecast.gift;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.timestep.task.table.TableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Series of which each is a row, as the files of the M4 competition have them: a name, then values.
 * Cells after the last value are blank, since rows have different lengths.
 */
final class RowSeries {
  private RowSeries() {}

  /** Reads files of which each continues the series of the one before. */
  static List<GiftSeries> read(List<Path> files) {
    Map<String, double[]> all = read(files.getFirst());
    for (Path file : files.subList(1, files.size())) {
      Map<String, double[]> more = read(file);
      if (!more.keySet().equals(all.keySet())) {
        throw new TableException(
            "%s expects the series of %s; received %s."
                .formatted(file, files.getFirst(), difference(all.keySet(), more.keySet())));
      }
      all.replaceAll(
          (name, values) ->
              DoubleStream.concat(
                      Arrays.stream(values), Arrays.stream(more.getOrDefault(name, new double[0])))
                  .toArray());
    }
    return all.entrySet().stream()
        .map(entry -> new GiftSeries(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String difference(Set<String> expected, Set<String> received) {
    return expected.stream()
        .filter(name -> !received.contains(name))
        .findFirst()
        .map(name -> "none of the name " + name)
        .orElseGet(
            () ->
                received.stream()
                    .filter(name -> !expected.contains(name))
                    .findFirst()
                    .map(name -> "another, " + name)
                    .orElse("others"));
  }

  private static Map<String, double[]> read(Path file) {
    Map<String, double[]> series = new LinkedHashMap<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(1 << 26)
            .ofCsvRecord(file)) {
      boolean names = true;
      for (CsvRecord row : reader) {
        if (names) {
          names = false;
          requireNames(file, row);
        } else if (series.put(row.getField(0), values(file, row)) != null) {
          throw new TableException(
              "%s, row %d: the series \"%s\" comes twice. Give each a name of its own."
                  .formatted(file, row.getStartingLineNumber(), row.getField(0)));
        }
      }
    } catch (CsvParseException e) {
      throw new TableException(file + " cannot be split into cells: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (series.isEmpty()) {
      throw new TableException(
          file
              + " expects a line of column names and a series in each line after it; it has none.");
    }
    return series;
  }

  /** Without the line of names the first series would be lost. */
  private static void requireNames(Path file, CsvRecord row) {
    if (row.getFieldCount() > 1 && number(row.getField(1)) != null) {
      throw new TableException(
          file
              + ", row 1: expects column names, as the files of the M4 competition have them;"
              + " received the number "
              + row.getField(1)
              + ". Put a line of names above the series.");
    }
  }

  private static double[] values(Path file, CsvRecord row) {
    List<Double> values = new ArrayList<>();
    int cells = row.getFieldCount();
    while (cells > 1 && blank(row.getField(cells - 1))) {
      cells--;
    }
    for (int cell = 1; cell < cells; cell++) {
      Double value = number(row.getField(cell));
      if (value == null) {
        throw new TableException(
            "%s, row %d, cell %d of series %s: expects a number; received \"%s\"."
                .formatted(
                    file,
                    row.getStartingLineNumber(),
                    cell + 1,
                    row.getField(0),
                    row.getField(cell)));
      }
      values.add(value);
    }
    if (values.isEmpty()) {
      throw new TableException(
          "%s, row %d: the series %s has no value."
              .formatted(file, row.getStartingLineNumber(), row.getField(0)));
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static boolean blank(String cell) {
    return cell.isBlank() || cell.strip().equals("NA");
  }

  private static @Nullable Double number(String cell) {
    try {
      double value = Double.parseDouble(cell.strip());
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
