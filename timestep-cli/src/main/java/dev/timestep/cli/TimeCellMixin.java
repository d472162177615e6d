package dev.timestep.cli;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the cells of a data file are read, those with times as well. */
class TimeCellMixin extends CellMixin {
  @Option(
      order = 101,
      names = "--time-format",
      paramLabel = "PATTERN",
      description = "How times are written, for example dd.MM.yyyy.")
  @Nullable String timeFormat;

  @Option(
      order = 103,
      names = "--date-order",
      paramLabel = "dmy|mdy|ymd",
      description = "Order of day, month and year in dates written in numbers.")
  @Nullable String dateOrder;

  @Override
  public SequencedMap<String, String> settings() {
    SequencedMap<String, String> given = super.settings();
    put(given, "time-format", timeFormat);
    put(given, "date-order", dateOrder);
    return given;
  }
}
