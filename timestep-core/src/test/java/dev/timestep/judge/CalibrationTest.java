package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  /** Ten cases that are said to be of class 0 with this logit, of which eight are. */
  private static final int[] LABELS = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1};

  private static float[][] sure(float logit) {
    float[][] logits = new float[LABELS.length][];
    Arrays.setAll(logits, at -> new float[] {logit, 0});
    return logits;
  }

  @Test
  void theTemperatureMakesTheProbabilityTheShareThatIsRightOfPlattsTargets() {
    Calibration fitted = Calibration.fit(sure(6), LABELS);
    // Eight targets of 11/12 and two of 1/12 have the mean 0.75: softmax(6 / T) where 6 / T = ln 3.
    assertThat(fitted.temperature()).isCloseTo(6 / Math.log(3), within(1e-9));
    assertThat(fitted.probabilities(6, 0)[0]).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void aClassifierThatIsTooSureLosesLessOnceItIsCalibrated() {
    float[][] logits = {{20, 0, 1}, {0.5f, 10, -1}, {30, 25, 0}, {-1, 0, 40}, {0, 9, 0}};
    int[] labels = {0, 1, 1, 2, 2};
    Calibration fitted = Calibration.fit(logits, labels);
    assertThat(fitted.temperature()).isGreaterThan(2);
    assertThat(fitted.crossEntropy(logits, labels))
        .isLessThan(Calibration.NONE.crossEntropy(logits, labels) / 2);
  }

  @Test
  void aClassifierWithoutAnErrorDoesNotBecomeInfinitelySure() {
    Calibration fitted = Calibration.fit(new float[][] {{1, 0}, {0, 1}}, new int[] {0, 1});
    // softmax(1 / T) = 3/4
    assertThat(fitted.temperature()).isCloseTo(1 / Math.log(3), within(1e-9));
  }

  @Test
  void largeLogitsDoNotOverflow() {
    assertThat(Calibration.NONE.probabilities(1e30f, 0, -1e30f)).containsExactly(1, 0, 0);
    assertThat(Calibration.NONE.probabilities(0, 0)).containsExactly(0.5, 0.5);
  }

  @Test
  void theCrossEntropyIsThatOfTheRightClasses() {
    double expected = -(Math.log(0.75) + Math.log(0.5)) / 2;
    float[][] logits = {{(float) Math.log(3), 0}, {0, 0}};
    assertThat(Calibration.NONE.crossEntropy(logits, new int[] {0, 1}))
        .isCloseTo(expected, within(1e-7));
  }

  @Test
  void whatCannotBeFittedIsRefused() {
    assertThatThrownBy(() -> Calibration.fit(new float[0][], new int[0]))
        .hasMessageContaining("one case or more");
    assertThatThrownBy(() -> Calibration.fit(new float[][] {{Float.NaN, 0}}, new int[] {0}))
        .hasMessageContaining("received NaN for case 0");
    assertThatThrownBy(() -> Calibration.fit(new float[][] {{1, 0}}, new int[] {2}))
        .hasMessageContaining("labels from 0 to 1; received 2");
    assertThatThrownBy(() -> new Calibration(0)).hasMessageContaining("received 0.0");
  }
}
