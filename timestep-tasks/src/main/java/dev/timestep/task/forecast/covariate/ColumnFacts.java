package dev.timestep.task.forecast.covariate;

import dev.timestep.judge.NumberText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the training values of a column beside the targets are like, of one series or of many: from
 * this its {@link Covariate} is made.
 *
 * <pre>{@code
 * ColumnFacts facts = new ColumnFacts("price");
 * for (double value : prices) facts.add(value);
 * Optional<Covariate> covariate = facts.numbers(true, true);
 * }</pre>
 */
public final class ColumnFacts {
  /** Whole numbers of so many kinds at most may be codes, such as days of the week. */
  private static final int MOST_LEVELS = 12;

  /** A level that is seen less often has no input of its own. */
  private static final int LEAST_ROWS = 10;

  private final String column;
  private final SortedMap<Double, Integer> counts = new TreeMap<>();
  private boolean whole = true;
  private boolean gaps;
  private boolean differs;
  private long count;
  private double first;
  private double mean;
  private double squares;

  /** Nothing is known yet of a column. */
  public ColumnFacts(String column) {
    this.column = column;
  }

  /** Adds a value, NaN for a missing one. */
  public void add(double value) {
    if (Double.isNaN(value)) {
      gaps = true;
      return;
    }
    first = count == 0 ? value : first;
    differs |= value != first;
    count++;
    // Welford's update: a sum of squares would lose the digits of values far from zero.
    double away = value - mean;
    mean += away / count;
    squares += away * (value - mean);
    whole &= value == Math.rint(value);
    if (whole && counts.size() <= MOST_LEVELS) {
      counts.merge(value, 1, Integer::sum);
    }
  }

  /**
   * Why the column is of no use: a sentence.
   *
   * @param words texts by the numbers that stand for them; empty for numbers
   * @param where which rows were looked at
   */
  public Optional<String> useless(Map<Double, String> words, String where) {
    if (count == 0) {
      return Optional.of("%s is left out: none of %s has a value.".formatted(column, where));
    }
    String value = words.isEmpty() ? NumberText.exact(first) : '"' + words.get(first) + '"';
    return differs
        ? Optional.empty()
        : Optional.of("%s is left out: it is %s in all of %s.".formatted(column, value, where));
  }

  /** The column read as numbers, and few whole ones as codes, too. */
  public Covariate numbers(boolean ahead, boolean mayBeCodes) {
    double deviation = Math.sqrt(squares / count);
    return new Covariate(
        column,
        ahead,
        mean,
        deviation > 0 ? deviation : 1,
        List.of(),
        mayBeCodes ? levels() : List.of(),
        gaps);
  }

  /** The column read as categories. */
  public Covariate categories(boolean ahead, List<String> words) {
    return new Covariate(column, ahead, 0, 1, words, List.of(), gaps);
  }

  private List<Double> levels() {
    return !whole || counts.size() > MOST_LEVELS || counts.size() <= 2
        ? List.of()
        : counts.entrySet().stream()
            .filter(level -> level.getValue() >= LEAST_ROWS)
            .map(Map.Entry::getKey)
            .toList();
  }
}
