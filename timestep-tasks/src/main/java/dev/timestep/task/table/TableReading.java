package dev.timestep.task.table;

import java.util.Optional;

/**
 * How a table was read: what was asked for and what was found. Stored with a model, so that later
 * files are read the same way, and so that one that is written differently is noticed.
 *
 * <pre>{@code
 * TableReading reading = TableReader.read(file, targets, ReadOptions.defaults()).reading();
 * TimeTable later = TableReader.read(newer, targets, reading.options());
 * }</pre>
 *
 * @param asked the options that were given; its {@link ReadOptions#like} is always empty
 * @param decimal the decimal sign that the file showed; empty where no number has one
 * @param dateOrder the order of day and month that the file showed; {@link DateOrder#AUTO} where
 *     its dates do not depend on it
 * @param time the column of the times, several joined by '+', or {@value ReadOptions#NO_TIME};
 *     empty where nothing is known
 */
public record TableReading(
    ReadOptions asked,
    Optional<Character> decimal,
    DateOrder dateOrder,
    Optional<String> time) {

  /** Nothing is known. */
  public static final TableReading NONE =
      new TableReading(ReadOptions.defaults(), Optional.empty(), DateOrder.AUTO, Optional.empty());

  public TableReading {
    asked = asked.withLike(Optional.empty());
  }

  /** What to read a later file with. */
  public ReadOptions options() {
    return asked.withLike(Optional.of(this));
  }
}
