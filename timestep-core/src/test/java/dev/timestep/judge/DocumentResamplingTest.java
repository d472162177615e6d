package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentResamplingTest {
  /** [case] losses that are the same in all cases of a document, but for a little noise. */
  private static double[] losses(int documents, int each, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] losses = new double[documents * each];
    for (int at = 0; at < losses.length; at++) {
      losses[at] =
          at % each == 0 ? random.nextGaussian() : losses[at - 1] + 0.01 * random.nextGaussian();
    }
    return losses;
  }

  private static int[] documents(int count, int each) {
    return IntStream.range(0, count * each).map(at -> at / each).toArray();
  }

  @Test
  void documentsOfOneCaseAreCases() {
    double[] first = losses(60, 1, 1);
    double[] second = losses(60, 1, 2);
    Interval cases = new CaseResampling().interval(first, second, 7).orElseThrow();
    Interval documents =
        new DocumentResampling(documents(60, 1)).interval(first, second, 7).orElseThrow();
    assertThat(documents.low()).isCloseTo(cases.low(), within(1e-9));
    assertThat(documents.high()).isCloseTo(cases.high(), within(1e-9));
    assertThat(documents.firstAhead()).isEqualTo(cases.firstAhead());
  }

  /** 25 cases that say the same are little more than one: the interval is some √25 times wider. */
  @Test
  void casesOfOneDocumentCountLittleMoreThanOne() {
    double[] first = losses(40, 25, 1);
    double[] second = new double[first.length];
    Interval cases = new CaseResampling().interval(first, second, 7).orElseThrow();
    Interval documents =
        new DocumentResampling(documents(40, 25)).interval(first, second, 7).orElseThrow();
    double ratio = (documents.high() - documents.low()) / (cases.high() - cases.low());
    assertThat(ratio).isBetween(4.5, 5.8);
    assertThat(documents.difference()).isCloseTo(cases.difference(), within(1e-12));
  }

  @Test
  void aLongDocumentCountsMore() {
    int[] documents =
        IntStream.concat(IntStream.range(0, 20), IntStream.generate(() -> 0).limit(20)).toArray();
    double[] first = IntStream.of(documents).mapToDouble(one -> one == 0 ? 1 : 0).toArray();
    Interval interval =
        new DocumentResampling(documents).interval(first, new double[40], 7).orElseThrow();
    assertThat(interval.difference()).isCloseTo(21.0 / 40, within(1e-12));
  }

  @Test
  void tooFewDocumentsGiveNoIntervalHoweverManyCases() {
    double[] losses = losses(19, 100, 1);
    assertThat(
            new DocumentResampling(documents(19, 100))
                .interval(losses, new double[losses.length], 7))
        .isEmpty();
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new DocumentResampling(0, 2)).hasMessageContaining("numbered from 0");
    assertThatThrownBy(() -> new DocumentResampling(0, -1)).hasMessageContaining("numbered from 0");
    assertThatThrownBy(
            () -> new DocumentResampling(0, 0, 1).interval(new double[2], new double[2], 1))
        .hasMessageContaining("losses of its 3 cases; received 2");
  }
}
