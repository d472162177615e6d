package dev.timestep.task.table.panel;

import dev.timestep.judge.CountText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Notes on single series, joined where many series have the same one. */
final class PanelNotes {

  /** Nobody reads more than so many notes of one kind. */
  static final int MOST = 5;

  private static final Pattern NUMBERS = Pattern.compile("\\d[\\d,.:T-]*");

  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  private static final class Kind {
    final String series;
    final String note;
    boolean same = true;
    int count = 1;

    Kind(String series, String note) {
      this.series = series;
      this.note = note;
    }
  }

  /** Takes the notes on one series. */
  void add(String series, List<String> notes) {
    for (String note : notes) {
      String key = NUMBERS.matcher(note).replaceAll("#");
      Kind kind = kinds.get(key);
      if (kind == null) {
        kinds.put(key, new Kind(series, note));
      } else {
        kind.count++;
        kind.same &= kind.note.equals(note);
      }
    }
  }

  /**
   * The notes.
   *
   * @param all how many series there are: a note that all of them share is about the table
   */
  List<String> joined(int all) {
    List<String> notes = new ArrayList<>();
    for (Kind kind : kinds.values()) {
      if (kind.same && kind.count == all) {
        notes.add(kind.note);
      } else if (kind.count == 1) {
        notes.add(capital(kind.series) + ": " + kind.note);
      } else {
        notes.add(
            CountText.grouped(kind.count)
                + " series, such as "
                + kind.series.replaceFirst("^series ", "")
                + ": "
                + kind.note);
      }
    }
    return notes;
  }

  static String capital(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
