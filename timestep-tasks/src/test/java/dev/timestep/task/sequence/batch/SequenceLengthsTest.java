package dev.timestep.task.sequence.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.batch.SequenceLengths.Side;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SequenceLengthsTest {
  private static final SequenceLengths LENGTHS = new SequenceLengths(8, 12);

  private static Sequence one(String id, int length) {
    return new Sequence(id, new float[length][1], new float[0], Optional.empty());
  }

  @Test
  void halfTheShortestAndTwiceTheLongestAreStillNear() {
    assertThat(SequenceLengths.of(List.of(one("a", 8), one("b", 12)))).isEqualTo(LENGTHS);
    assertThat(LENGTHS.side(one("a", 4))).isEqualTo(Side.NEAR);
    assertThat(LENGTHS.side(one("a", 3))).isEqualTo(Side.SHORT);
    assertThat(LENGTHS.side(one("a", 24))).isEqualTo(Side.NEAR);
    assertThat(LENGTHS.side(one("a", 25))).isEqualTo(Side.LONG);
    assertThat(LENGTHS.note(List.of(one("a", 4), one("b", 24)))).isEmpty();
    assertThat(LENGTHS.and(new SequenceLengths(10, 40))).isEqualTo(new SequenceLengths(8, 40));
  }

  @Test
  void oneNoteSaysHowManyWhichAndWhatTrainingHad() {
    List<Sequence> cases =
        List.of(one("a", 1), one("b", 9), one("c", 30), one("d", 31), one("e", 32), one("f", 33));
    assertThat(LENGTHS.note(cases))
        .contains(
            "1 case is shorter than half the shortest training case: a (1 step); 4 cases are"
                + " longer than twice the longest training case: c (30 steps), d (31 steps),"
                + " e (32 steps) and 1 more. Training cases had 8 to 12 steps, and the model may be"
                + " worse on other lengths than its figures say.");
    assertThat(new SequenceLengths(5, 5).note(List.of(one("", 11))))
        .contains(
            "1 case is longer than twice the longest training case: 11 steps. Training cases had"
                + " 5 steps, and the model may be worse on other lengths than its figures say.");
  }

  @Test
  void aRangeThatNoCasesHaveIsRefused() {
    assertThatThrownBy(() -> new SequenceLengths(0, 3)).hasMessageContaining("received 0 and 3");
    assertThatThrownBy(() -> new SequenceLengths(4, 3)).hasMessageContaining("received 4 and 3");
  }
}
