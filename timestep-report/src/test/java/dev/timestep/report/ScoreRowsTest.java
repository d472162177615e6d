package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.judge.ClassScores;
import dev.timestep.judge.Score;
import dev.timestep.judge.ScoreTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreRowsTest {
  private static final List<String> CLASSES = List.of("a", "b");
  private static final int[] LABELS = {0, 1};

  private static Score score(String id, String label, double... ofA) {
    double[][] answers = new double[ofA.length][];
    for (int at = 0; at < ofA.length; at++) {
      answers[at] = new double[] {ofA[at], 1 - ofA[at]};
    }
    return ClassScores.of(id, label, CLASSES, answers, LABELS);
  }

  private static String table(ScoreTable scores) {
    return ScoreRows.of(new LabelledScores("test cases", scores))
        .markup()
        .replaceAll("<[^>]*>", " ")
        .replaceAll("\\s+", " ");
  }

  @Test
  void theKeptModelAndTheBestAreMarkedAndNothingTwice() {
    ScoreTable scores =
        new ScoreTable(
            ClassScores.MEASURES,
            score("network", "network", .4, .4),
            List.of(score("ridge", "ridge", .9, .2), score("majority", "majority", .6, .6)),
            List.of());
    assertThat(table(scores.withKept("ridge")))
        .contains("ridge lowest error rate kept 0.0")
        .contains(" network 50.0")
        .doesNotContain("network network", "smallest errors");
    assertThat(table(scores)).doesNotContain("kept");
    assertThat(table(scores.withNetworkLabel("GRU").withKept("network")))
        .contains("GRU network kept 50.0");
  }
}
