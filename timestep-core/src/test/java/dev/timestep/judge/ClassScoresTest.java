package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassScoresTest {
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final int[] LABELS = {0, 0, 0, 1, 1, 2};
  private static final double[][] ANSWERS = {
    {0.8, 0.1, 0.1},
    {0.6, 0.3, 0.1},
    {0.2, 0.7, 0.1},
    {0.1, 0.8, 0.1},
    {0.5, 0.4, 0.1},
    {0.1, 0.1, 0.8}
  };

  @Test
  void scoresFollowTheirDefinitions() {
    Score score = ClassScores.of("x", "x", CLASSES, ANSWERS, LABELS);
    assertThat(score.figure(Measure.ERROR_RATE)).isEqualTo(2.0 / 6);
    assertThat(score.perCase()).containsExactly(0, 0, 1, 0, 1, 0);
    // F1: a 4/6, b 2/4, c 1.
    assertThat(score.figure(Measure.MACRO_F1))
        .isCloseTo((4.0 / 6 + 2.0 / 4 + 1) / 3, within(1e-15));
    double logs =
        Math.log(0.8)
            + Math.log(0.6)
            + Math.log(0.2)
            + Math.log(0.8)
            + Math.log(0.4)
            + Math.log(0.8);
    assertThat(score.figure(Measure.LOG_LOSS)).isCloseTo(-logs / 6, within(1e-15));
  }

  @Test
  void theMatrixCountsTrueClassesInRows() {
    ConfusionMatrix matrix = ConfusionMatrix.of(CLASSES, ANSWERS, LABELS);
    assertThat(matrix.counts()).isDeepEqualTo(new int[][] {{2, 1, 0}, {1, 1, 0}, {0, 0, 1}});
    assertThat(matrix.recall(0)).isEqualTo(2.0 / 3);
    assertThat(matrix.precision(1)).isEqualTo(0.5);
    assertThatThrownBy(() -> new ConfusionMatrix(CLASSES, new int[2][3]))
        .hasMessageContaining("3 rows of 3 counts");
  }

  @Test
  void aSureMistakeIsDearButNotInfinitely() {
    double[][] sure = {{0, 1}};
    assertThat(ClassScores.logLoss(sure, new int[] {0})).isCloseTo(34.5, within(0.1));
  }

  @Test
  void theCurveAndItsAreaFollowPairsOfCases() {
    RocCurve perfect =
        RocCurve.of(new double[] {3, 2, 1, 0}, new boolean[] {true, true, false, false});
    assertThat(perfect.area()).isEqualTo(1);
    assertThat(perfect.found()[0]).isEqualTo(1);
    RocCurve tied =
        RocCurve.of(new double[] {1, 1, 1, 1}, new boolean[] {true, false, true, false});
    assertThat(tied.area()).isEqualTo(0.5);
    assertThat(tied.found()[50]).isCloseTo(0.5, within(1e-12));
    Random random = new Random(3);
    double[] scores = random.doubles(60).map(s -> Math.rint(10 * s)).toArray();
    boolean[] positive = new boolean[60];
    for (int at = 0; at < 60; at++) {
      positive[at] = scores[at] + 6 * random.nextGaussian() > 5;
    }
    double wins = 0;
    double pairs = 0;
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 60; j++) {
        if (positive[i] && !positive[j]) {
          pairs++;
          wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    RocCurve curve = RocCurve.of(scores, positive);
    assertThat(curve.area()).isCloseTo(wins / pairs, within(1e-12));
    assertThat(curve.found()[100]).isEqualTo(1);
    assertThat(curve.found()).isSorted();
  }

  @Test
  void casesAreResampledInPairs() {
    double[] first = new Random(4).doubles(200).map(v -> v < 0.3 ? 1 : 0).toArray();
    double[] second = new double[200];
    for (int at = 0; at < 200; at++) {
      second[at] = at % 10 == 0 ? 1 - first[at] : first[at];
    }
    Interval paired = new CaseResampling().interval(first, second, 1).orElseThrow();
    double[] shuffled = new double[200];
    for (int at = 0; at < 200; at++) {
      shuffled[at] = second[(at + 77) % 200];
    }
    Interval unpaired = new CaseResampling().interval(first, shuffled, 1).orElseThrow();
    // The same shares of errors: only what happens to the same case makes the interval narrow.
    assertThat(paired.high() - paired.low()).isLessThan(0.7 * (unpaired.high() - unpaired.low()));
    assertThat(paired.difference()).isCloseTo(unpaired.difference(), within(1e-12));
    assertThat(new CaseResampling().interval(new double[19], new double[19], 1)).isEmpty();
  }
}
