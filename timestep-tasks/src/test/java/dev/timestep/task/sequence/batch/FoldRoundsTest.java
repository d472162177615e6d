package dev.timestep.task.sequence.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.sequence.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldRoundsTest {
  private static final int CASES = 12;

  private static FoldRounds rounds() {
    List<Sequence> cases =
        IntStream.range(0, CASES)
            .mapToObj(
                at -> new Sequence("" + at, new float[][] {{at}}, new float[0], Optional.empty()))
            .toList();
    return FoldRounds.of(cases, new int[CASES], 3, 2, 42);
  }

  @Test
  void noNetworkLearnsFromACaseThatItIsHeldOutFor() {
    FoldRounds rounds = rounds();
    assertThat(rounds.count()).isEqualTo(6);
    for (int fold = 0; fold < rounds.count(); fold++) {
      int[] held = rounds.held(fold);
      int[] learnt = rounds.learnt(fold);
      assertThat(held).hasSize(4);
      assertThat(learnt).hasSize(8).doesNotContain(held);
    }
    assertThat(rounds.rounds().get(1).of()).isNotEqualTo(rounds.rounds().get(0).of());
  }

  @Test
  void eachCaseIsHeldOutOnceInEveryRound() {
    FoldRounds rounds = rounds();
    int[] times = new int[CASES];
    for (int fold = 0; fold < rounds.count(); fold++) {
      Arrays.stream(rounds.held(fold)).forEach(at -> times[at]++);
    }
    assertThat(times).containsOnly(2);
  }

  /** A network of the first round says the number of the case, one of the second 10 more. */
  @Test
  void theMeanIsThatOfTheRounds() {
    FoldRounds rounds = rounds();
    List<float[][]> answers = new ArrayList<>();
    for (int fold = 0; fold < rounds.count(); fold++) {
      int more = fold < 3 ? 0 : 10;
      answers.add(
          Arrays.stream(rounds.held(fold))
              .mapToObj(at -> new float[] {at + more, -at})
              .toArray(float[][]::new));
    }
    float[][] mean = rounds.mean(answers);
    assertThat(mean).hasDimensions(CASES, 2);
    for (int at = 0; at < CASES; at++) {
      assertThat(mean[at]).containsExactly(new float[] {at + 5, -at}, within(1e-5f));
    }
  }
}
