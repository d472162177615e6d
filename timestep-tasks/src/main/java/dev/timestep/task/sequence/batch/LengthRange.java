package dev.timestep.task.sequence.batch;

import dev.timestep.task.sequence.Sequence;
import java.util.IntSummaryStatistics;
import java.util.List;

/**
 * Steps of the shortest and of the longest case.
 *
 * @param shortest 1 or more
 * @param longest as many or more
 */
public record LengthRange(int shortest, int longest) {
  /** The range of some cases, one or more. */
  public static LengthRange of(List<Sequence> cases) {
    IntSummaryStatistics lengths = cases.stream().mapToInt(Sequence::length).summaryStatistics();
    return new LengthRange(lengths.getMin(), lengths.getMax());
  }

  /** Whether all cases have one length. */
  public boolean equal() {
    return shortest == longest;
  }
}
