package dev.timestep.task.table.cells;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects the lines that are not rows, for the notes that name them. */
final class LeftOut {

  private static final int LONGEST = 60;

  /** Why a line is not a row. */
  enum Reason {
    ABOVE("above the table"),
    UNITS("under the header, with units or kinds of value"),
    RULE("drawn, without a value"),
    HEADER("the header again"),
    TOTAL("a total or another summary without a time"),
    BLANK("blank"),
    BELOW("a remark, not a row");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  private final Map<Reason, List<CsvRow>> lines = new EnumMap<>(Reason.class);

  void add(Reason reason, CsvRow line) {
    // Lines without any character are part of no table; nobody needs to hear of them.
    if (reason != Reason.BLANK || line.width() > 1) {
      lines.computeIfAbsent(reason, key -> new ArrayList<>()).add(line);
    }
  }

  /** One sentence for each reason, such as "Line 3 was left out: the header again." */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    lines.forEach((reason, rows) -> notes.add(note(reason, rows)));
    return notes;
  }

  private static String note(Reason reason, List<CsvRow> rows) {
    boolean one = rows.size() == 1;
    String numbers = LineNumbers.text(rows.stream().map(CsvRow::line).toList());
    String first = rows.getFirst().firstFilled();
    String list =
        numbers.length() <= LONGEST
            ? numbers
            : numbers.substring(0, numbers.lastIndexOf(',', LONGEST)) + "…";
    return (one ? "Line " : CountText.grouped(rows.size()) + " lines (")
        + list.replace(",", ", ")
        + (one ? " was" : ") were")
        + " left out: "
        + reason.words
        + (reason == Reason.BLANK || reason == Reason.HEADER || reason == Reason.RULE
            ? ""
            : " (\"" + Words.shortened(first) + (one ? "\")" : "\"…)"))
        + ".";
  }
}
