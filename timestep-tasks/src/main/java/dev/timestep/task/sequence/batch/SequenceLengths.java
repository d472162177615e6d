package dev.timestep.task.sequence.batch;

import dev.timestep.task.sequence.Sequence;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How long the training cases were. A network answers for any length, but it has learnt from these
 * only: a case is far from them if it is shorter than half the shortest or longer than twice the
 * longest.
 *
 * @param shortest steps of the shortest case; 1 or more
 * @param longest steps of the longest case
 */
public record SequenceLengths(int shortest, int longest) {
  private static final int FACTOR = 2;
  private static final int MOST_NAMES = 3;

  /** Refuses a range that no cases have. */
  public SequenceLengths {
    if (shortest < 1 || longest < shortest) {
      throw new IllegalArgumentException(
          "The lengths of training cases expect a shortest of 1 step or more and a longest that is"
              + " not shorter; received "
              + shortest
              + " and "
              + longest
              + ". Train the model again.");
    }
  }

  /** Where a length lies. */
  public enum Side {
    /** Shorter than half the shortest. */
    SHORT,
    /** Near those of training. */
    NEAR,
    /** Longer than twice the longest. */
    LONG
  }

  /** The lengths of cases, of which there is one or more. */
  public static SequenceLengths of(List<Sequence> cases) {
    IntSummaryStatistics lengths = cases.stream().mapToInt(Sequence::length).summaryStatistics();
    return new SequenceLengths(lengths.getMin(), lengths.getMax());
  }

  /** Whether all cases have one length. */
  public boolean equal() {
    return shortest == longest;
  }

  /** The range of both, for a model that is trained further. */
  public SequenceLengths and(SequenceLengths other) {
    return new SequenceLengths(
        Math.min(shortest, other.shortest), Math.max(longest, other.longest));
  }

  /** Where the length of a case lies. */
  public Side side(Sequence one) {
    return (long) FACTOR * one.length() < shortest
        ? Side.SHORT
        : one.length() > (long) FACTOR * longest ? Side.LONG : Side.NEAR;
  }

  /** One sentence or two on the cases that are far from the lengths of training, if some are. */
  public Optional<String> note(List<Sequence> cases) {
    List<Sequence> few = cases.stream().filter(one -> side(one) == Side.SHORT).toList();
    List<Sequence> many = cases.stream().filter(one -> side(one) == Side.LONG).toList();
    List<String> parts = new ArrayList<>();
    if (!few.isEmpty()) {
      parts.add(part(few, "shorter than half the shortest training case"));
    }
    if (!many.isEmpty()) {
      parts.add(part(many, "longer than twice the longest training case"));
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join("; ", parts)
                + ". Training cases had "
                + (shortest == longest ? "" : shortest + " to ")
                + steps(longest)
                + ", and the model may be worse on other lengths than its figures say.");
  }

  private static String part(List<Sequence> cases, String words) {
    List<String> names = cases.stream().limit(MOST_NAMES).map(SequenceLengths::named).toList();
    int more = cases.size() - names.size();
    return String.format(
        Locale.ROOT,
        "%,d %s %s: %s%s",
        cases.size(),
        cases.size() == 1 ? "case is" : "cases are",
        words,
        String.join(", ", names),
        more == 0 ? "" : String.format(Locale.ROOT, " and %,d more", more));
  }

  private static String named(Sequence one) {
    String steps = steps(one.length());
    return one.id().isEmpty() ? steps : one.id() + " (" + steps + ")";
  }

  private static String steps(int count) {
    return String.format(Locale.ROOT, "%,d step%s", count, count == 1 ? "" : "s");
  }
}
