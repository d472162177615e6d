package dev.timestep.task.forecast.panel;

import dev.timestep.judge.CountText;
import dev.timestep.task.Entry;
import dev.timestep.task.table.panel.PanelSeries;
import dev.timestep.task.table.panel.PanelTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a forecast of many series says about its data, for a reader. */
final class PanelWords {
  private static final int MOST_NAMES = 5;

  private PanelWords() {}

  /** The table and the parts of its series. */
  static List<Entry> data(PanelPlan plan) {
    PanelTable table = plan.table();
    List<Entry> entries = new ArrayList<>(table(table));
    entries.add(
        new Entry(
            "Split",
            String.format(
                Locale.ROOT,
                "the last %,d rows of each series test, the %,d before them validate, the others"
                    + " train",
                plan.parts().test(),
                plan.parts().validation())));
    table.markedNotes().forEach(note -> entries.add(new Entry("Note", note)));
    plan.notes().forEach(note -> entries.add(new Entry("Note", note)));
    shorter(plan).ifPresent(note -> entries.add(new Entry("Note", note)));
    return entries;
  }

  /** How many series and rows. */
  static List<Entry> table(PanelTable table) {
    int[] rows = table.series().stream().mapToInt(PanelSeries::rows).sorted().toArray();
    long all = 0;
    for (int one : rows) {
      all += one;
    }
    return List.of(
        new Entry("Data", table.file()),
        Entry.more(
            String.format(
                Locale.ROOT,
                "%,d series by %s, %s, %,d rows: %,d to %,d a series, half of them %,d or more",
                rows.length,
                table.columns().id(),
                table.frequency().label(),
                all,
                rows[0],
                rows[rows.length - 1],
                rows[rows.length / 2])));
  }

  private static Optional<String> shorter(PanelPlan plan) {
    long few =
        plan.table().series().stream().filter(one -> one.rows() < plan.parts().lookback()).count();
    long unjudged =
        plan.table().series().stream().filter(one -> !plan.parts().isJudged(one.rows())).count();
    if (few == 0 && unjudged == 0) {
      return Optional.empty();
    }
    return Optional.of(
        (few > 0
                ? "%s series %s fewer rows than the %d that a forecast reads: their first season is"
                        .formatted(
                            CountText.grouped(few),
                            few == 1 ? "has" : "have",
                            plan.parts().lookback())
                    + " read as if it had come before, too."
                : "")
            + (unjudged > 0
                ? " %s of them %s too short to be trained on or judged; forecasts are made."
                    .formatted(CountText.grouped(unjudged), unjudged == 1 ? "is" : "are")
                : ""));
  }

  /** What is worth knowing about the scores. */
  static List<String> notes(PanelErrors errors) {
    List<String> still = errors.still();
    return still.isEmpty()
        ? List.of()
        : List.of(
            "MASE is undefined for %s series that %s not move before the test rows (%s%s); %s in the"
                    .formatted(
                        CountText.grouped(still.size()),
                        still.size() == 1 ? "does" : "do",
                        String.join(", ", still.subList(0, Math.min(MOST_NAMES, still.size()))),
                        still.size() > MOST_NAMES ? "…" : "",
                        still.size() == 1 ? "it counts" : "they count")
                + " other measures");
  }
}
