package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TableReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a reader of one form has found; {@link SequenceReader} checks it and makes a set of it. */
final class RawCases {

  /**
   * One case as it stands in the file.
   *
   * @param id its name
   * @param place for messages, such as "row 12"
   * @param values [step][channel]
   * @param statics in the order of {@link RawCases#statics}
   * @param label as written; empty where there is none
   */
  record Case(String id, String place, float[][] values, float[] statics, String label) {}

  final SequenceForm form;
  final List<Case> cases = new ArrayList<>();
  final List<String> notes = new ArrayList<>();
  List<String> channels = List.of();
  boolean named;
  List<String> statics = List.of();

  /** Where the labels stand; empty where the file has none. */
  Optional<String> label = Optional.empty();

  Optional<String> id = Optional.empty();
  Optional<String> time = Optional.empty();
  Optional<String> sequence = Optional.empty();
  Optional<LetterCode> letters = Optional.empty();

  /** The classes that the file declares, in its order. */
  List<String> declared = List.of();

  TableReading table = TableReading.NONE;

  private DateOrder dateOrder = DateOrder.AUTO;
  private String dated = "";

  /** The order of day and month in the times of the steps. */
  DateOrder dateOrder() {
    return dateOrder;
  }

  /** Takes what the times of one table show; all tables of a folder have one order. */
  void showOrder(DateOrder shown, String table) {
    if (shown == DateOrder.AUTO) {
      return;
    }
    if (dateOrder != DateOrder.AUTO && dateOrder != shown) {
      throw new TableException(
          table
              + ": the dates are in the order "
              + shown.code()
              + "; those of "
              + dated
              + " are "
              + dateOrder.code()
              + ". Write all dates the same way, or give "
              + setting("date-order")
              + " to see which row is wrong.");
    }
    dateOrder = shown;
    dated = table;
  }

  RawCases(SequenceForm form) {
    this.form = form;
  }

  /** The one channel of a form that gives it no name. */
  static final String VALUE = "value";

  /** Names of {@code count} channels that have none in their file. */
  static List<String> unnamed(int count) {
    List<String> names = new ArrayList<>();
    for (int c = 1; c <= count; c++) {
      names.add(count == 1 ? VALUE : "channel_" + c);
    }
    return List.copyOf(names);
  }

  /** A reading of which only the options are known. */
  static TableReading asked(ReadOptions options) {
    return new TableReading(
        options,
        options.decimal(),
        TableReading.NONE.dateOrder(),
        Optional.empty(),
        Map.of(),
        Optional.empty());
  }

  SequenceReading reading(List<String> classes) {
    return new SequenceReading(
        form, label, id, time, sequence, channels, named, statics, letters, classes, table);
  }
}
