package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** Which model answers best. */
class BestModelTest {
  private static final int[] LABELS = {0, 1, 1};
  private static final double[][] ALL_RIGHT = {{0.7, 0.3}, {0.4, 0.6}, {0.3, 0.7}};
  private static final double[][] ALL_RIGHT_AND_SURE = {{0.9, 0.1}, {0.1, 0.9}, {0.2, 0.8}};
  private static final double[][] ONE_WRONG_BUT_SURE = {{0.99, 0.01}, {0.01, 0.99}, {0.51, 0.49}};

  private static String best(double[][] network, double[][] dtw, double[][] ridge) {
    SequencedMap<String, double[][]> answers = new LinkedHashMap<>();
    answers.put("network", network);
    answers.put("dtw", dtw);
    answers.put("ridge", ridge);
    return ClassScores.best(answers, LABELS);
  }

  @Test
  void fewerErrorsCountBeforeSureness() {
    assertThat(best(ONE_WRONG_BUT_SURE, ALL_RIGHT, ONE_WRONG_BUT_SURE)).isEqualTo("dtw");
    assertThat(best(ALL_RIGHT, ONE_WRONG_BUT_SURE, ONE_WRONG_BUT_SURE)).isEqualTo("network");
  }

  @Test
  void ofEqualErrorsTheLowerLogLossIsTaken() {
    assertThat(best(ALL_RIGHT, ALL_RIGHT, ALL_RIGHT_AND_SURE)).isEqualTo("ridge");
    assertThat(best(ALL_RIGHT_AND_SURE, ALL_RIGHT, ALL_RIGHT)).isEqualTo("network");
  }

  @Test
  void ofEqualsTheFirstIsTaken() {
    assertThat(best(ALL_RIGHT, ALL_RIGHT, ALL_RIGHT)).isEqualTo("network");
  }
}
