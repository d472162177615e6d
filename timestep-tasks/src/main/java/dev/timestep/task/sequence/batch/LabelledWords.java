package dev.timestep.task.sequence.batch;

import dev.timestep.judge.CountText;
import dev.timestep.task.Entry;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceSet;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** What a job says about labelled sequences, for a reader. */
public final class LabelledWords {
  private static final int MOST_NAMES = 12;

  private LabelledWords() {}

  /** Training and test cases. */
  public static List<Entry> parts(LabelledParts parts) {
    List<Entry> entries = new ArrayList<>(cases(parts.train(), "Training"));
    entries.add(new Entry("Classes", parts.classes().size() + ": " + names(parts.classes())));
    entries.add(
        new Entry(
            "Test",
            parts.test().file().equals(parts.train().file())
                ? String.format(
                    Locale.ROOT, "%,d cases of the same file, held back", size(parts.test()))
                : String.format(
                    Locale.ROOT, "%s, %,d cases", parts.test().file(), size(parts.test()))));
    return entries;
  }

  /** The first names, and how many more there are. */
  static String names(List<String> all) {
    int more = all.size() - MOST_NAMES;
    return String.join(", ", all.subList(0, Math.min(MOST_NAMES, all.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** A set of cases. */
  public static List<Entry> cases(SequenceSet set, String label) {
    IntSummaryStatistics lengths =
        set.cases().stream().mapToInt(Sequence::length).summaryStatistics();
    int channels = set.channels().size();
    return List.of(
        new Entry(label, set.file()),
        Entry.more(
            String.format(
                Locale.ROOT,
                "%,d cases of %s, %s%s",
                size(set),
                lengths.getMin() == lengths.getMax()
                    ? CountText.of(lengths.getMax(), "step")
                    : lengths.getMin() + " to " + CountText.of(lengths.getMax(), "step"),
                CountText.of(channels, "channel"),
                set.statics().isEmpty()
                    ? ""
                    : ", " + CountText.of(set.statics().size(), "static column"))));
  }

  private static int size(SequenceSet set) {
    return set.cases().size();
  }
}
