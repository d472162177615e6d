package dev.timestep.judge;

import java.util.Arrays;
import java.util.Optional;

/**
 * A 95 % interval for the difference in mean loss of two models on cases that come in documents,
 * such as words, sentences of one author or visits of one patient: a paired bootstrap that draws
 * whole documents, since the cases of one depend on each other.
 *
 * <pre>
 * difference = Σ_d Σ_i∈d (first_i − second_i) / Σ_d |d|      d: the documents that were drawn
 * </pre>
 *
 * <p>Each case counts alike, so a long document counts more. The ends are widened as those of
 * {@link CaseResampling}, with the number of documents for n. Fewer than {@value #LEAST} documents
 * give no interval.
 *
 * <pre>{@code
 * new DocumentResampling(0, 0, 0, 1, 1)   // three words of a document, two of the next
 * }</pre>
 *
 * <p>Source: Davison and Hinkley, "Bootstrap Methods and their Application" (1997), section 3.8.
 */
public final class DocumentResampling implements Resampling {
  private static final int LEAST = 20;

  private final int[] documents;
  private final int count;

  /**
   * A resampling of cases in documents.
   *
   * @param documents [case] the number of its document, from 0; none may be left out
   */
  public DocumentResampling(int... documents) {
    this.documents = documents.clone();
    this.count = Arrays.stream(documents).max().orElse(-1) + 1;
    if (Arrays.stream(documents).min().orElse(0) < 0
        || Arrays.stream(documents).distinct().count() != count) {
      throw new IllegalArgumentException(
          "DocumentResampling expects documents that are numbered from 0, each with a case or more;"
              + " received "
              + Arrays.stream(documents).distinct().count()
              + " different numbers with "
              + (count - 1)
              + " as the largest.");
    }
  }

  @Override
  public Optional<Interval> interval(double[] first, double[] second, long seed) {
    Bootstrap.requirePairs(first, second);
    if (first.length != documents.length) {
      throw new IllegalArgumentException(
          "DocumentResampling expects losses of its %d cases; received %d."
              .formatted(documents.length, first.length));
    }
    if (count < LEAST) {
      return Optional.empty();
    }
    double[] sums = new double[count];
    int[] cases = new int[count];
    for (int at = 0; at < first.length; at++) {
      sums[documents[at]] += first[at] - second[at];
      cases[documents[at]]++;
    }
    return Optional.of(Bootstrap.interval(sums, cases, seed));
  }

  /** The fewest documents that give an interval. */
  @Override
  public int leastCases() {
    return LEAST;
  }

  @Override
  public String words() {
    return "a paired bootstrap over the documents of the test cases";
  }
}
