package dev.timestep.task.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

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
 * @param units what stands beside the numbers of a column, such as % or €, for those that have one
 * @param step between rows; not part of its JSON, since a model keeps it with its calendar
 */
public record TableReading(
    ReadOptions asked,
    Optional<Character> decimal,
    DateOrder dateOrder,
    Optional<String> time,
    Map<String, String> units,
    Optional<Frequency> step) {

  /** Nothing is known. */
  public static final TableReading NONE =
      new TableReading(
          ReadOptions.defaults(),
          Optional.empty(),
          DateOrder.AUTO,
          Optional.empty(),
          Map.of(),
          Optional.empty());

  public TableReading {
    asked = asked.withLike(Optional.empty());
    units = Map.copyOf(units);
  }

  /** The same with the step between rows. */
  public TableReading withStep(Frequency known) {
    return new TableReading(asked, decimal, dateOrder, time, units, Optional.of(known));
  }

  /** Notes on what a later file of the same columns has otherwise. */
  public List<String> differences(TableReading later, List<String> columns) {
    List<String> notes = new ArrayList<>();
    later.time().flatMap(this::otherTime).ifPresent(notes::add);
    for (String column : columns) {
      String before = units.getOrDefault(column, "");
      String now = later.units().getOrDefault(column, "");
      if (time.isPresent() && !before.equals(now)) {
        notes.add(
            "Column "
                + column
                + " has "
                + (now.isEmpty() ? "no unit" : "the unit " + now)
                + "; in the file that the model was trained on it has "
                + (before.isEmpty() ? "none" : before)
                + ". The numbers are taken as they are.");
      }
    }
    return notes;
  }

  /** What to read a later file with. */
  public ReadOptions options() {
    return asked.withLike(Optional.of(this));
  }

  /** A note where a later file has its times in another column. */
  private Optional<String> otherTime(String label) {
    return time.filter(own -> !own.equals(label))
        .map(
            own ->
                label.equals(ReadOptions.NO_TIME)
                    ? "No time column was found; in the file that the model was trained on it is "
                        + own
                        + "."
                    : "Time is in column "
                        + label
                        + "; in the file that the model was trained on it is "
                        + own
                        + ".");
  }

  /** The refusal of a later file, with what this reading added to the options. */
  public TableException explained(TableException refusal, ReadOptions used) {
    SequencedMap<String, String> arguments = ReadArguments.of(asked);
    // What was given now in place of an option is no longer as the model was trained.
    arguments.entrySet().retainAll(ReadArguments.of(used).entrySet());
    return arguments.isEmpty()
        ? refusal
        : new TableException(
            refusal.text().marked()
                + " (The file is read as the model was trained: "
                + ReadArguments.text(arguments)
                + ". An option that is given now is used in place of these"
                + takenBack(arguments.keySet())
                + ".)",
            refusal);
  }

  /** Options that a later file may have no use for, such as lines above its table. */
  private static String takenBack(Set<String> arguments) {
    return arguments.stream()
        .filter(ReadArguments.TAKEN_BACK::contains)
        .map(option -> option + " none")
        .reduce((one, other) -> one + ", " + other)
        .map(options -> "; to do without, give " + options)
        .orElse("");
  }
}
