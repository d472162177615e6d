package dev.timestep.bench.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.StreamBatch;
import dev.timestep.train.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The problems are the ones that their comments describe. */
class ProblemsTest {

  @Test
  void theTargetOfTheAddingProblemIsTheSumOfTheTwoMarkedNumbers() {
    double error = 0;
    Set<Integer> places = new HashSet<>();
    for (int index = 0; index < 40; index++) {
      Batch batch = new AddingProblem(12, 50, 40, 7).get(3, index);
      for (int row = 0; row < 50; row++) {
        double sum = 0;
        int marks = 0;
        for (int step = 0; step < 12; step++) {
          float number = batch.inputs().get(row, step, 0);
          float mark = batch.inputs().get(row, step, 1);
          assertThat(number).isBetween(0f, 1f);
          assertThat(mark).isIn(0f, 1f);
          sum += number * mark;
          if (mark == 1) {
            marks++;
            places.add(step);
          }
        }
        assertThat(marks).isEqualTo(2);
        assertThat(batch.targets().get(row, 0)).isCloseTo((float) sum, within(1e-6f));
        error += Math.pow(sum - 1, 2) / 2000;
      }
    }
    assertThat(places).hasSize(12);
    assertThat(error).isCloseTo(AddingProblem.GUESS, within(0.02));
  }

  @Test
  void copyMemoryAsksForItsLettersAfterTheSilence() {
    var problem = new CopyMemory(5, 3, 4, 2, 7);
    Batch batch = problem.get(0, 1);
    for (int row = 0; row < 4; row++) {
      int[] symbols = new int[problem.time()];
      int[] wanted = new int[problem.time()];
      for (int step = 0; step < symbols.length; step++) {
        symbols[step] = symbol(batch, row, step);
        wanted[step] = (int) batch.targets().get(row, step);
      }
      assertThat(Arrays.stream(symbols, 0, 3)).allMatch(symbol -> symbol < 8);
      assertThat(Arrays.copyOfRange(symbols, 3, 11)).containsExactly(8, 8, 8, 8, 9, 8, 8, 8);
      assertThat(Arrays.copyOf(wanted, 8)).containsOnly(8);
      assertThat(Arrays.copyOfRange(wanted, 8, 11)).containsExactly(Arrays.copyOf(symbols, 3));
    }
    assertThat(problem.memoryless()).isCloseTo(3 * Math.log(8) / 11, within(1e-12));
  }

  private static int symbol(Batch batch, int row, int step) {
    int found = -1;
    for (int symbol = 0; symbol < CopyMemory.SYMBOLS; symbol++) {
      if (batch.inputs().get(row, step, symbol) == 1) {
        assertThat(found).isEqualTo(-1);
        found = symbol;
      }
    }
    return found;
  }

  @Test
  void batchesAreTheSameWheneverTheyAreAskedForAndDifferFromEachOther() {
    Batches<Batch> problem = new AddingProblem(10, 5, 3, 1);
    float[] once = problem.get(1, 2).inputs().data();
    assertThat(new AddingProblem(10, 5, 3, 1).get(1, 2).inputs().data()).isEqualTo(once);
    assertThat(problem.get(1, 1).inputs().data()).isNotEqualTo(once);
    assertThat(problem.get(2, 2).inputs().data()).isNotEqualTo(once);
    assertThat(new AddingProblem(10, 5, 3, 2).get(1, 2).inputs().data()).isNotEqualTo(once);
  }

  @Test
  void readersGoThroughTheirStretchesInOrder() {
    int[] text = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    TextPieces.Part part = TextPieces.Part.between(0, 13, 2);
    var pieces = new TextPieces(text, part, 3, 13, true);
    assertThat(pieces.count()).isEqualTo(2);
    StreamBatch second = pieces.get(0, 1);
    assertThat(pieces.get(0, 0).begins()).containsExactly(true, true);
    assertThat(second.begins()).containsExactly(false, false);
    assertThat(second.batch().targets().data()).containsExactly(4, 5, 6, 10, 11, 12);
    for (int step = 0; step < 3; step++) {
      assertThat(second.batch().inputs().get(0, step, 3 + step)).isEqualTo(1);
      assertThat(second.batch().inputs().get(1, step, 9 + step)).isEqualTo(1);
    }
    var held = new TextPieces(text, part.after(3), 3, 13, false);
    assertThat(held.count()).isEqualTo(1);
    assertThat(held.get(0, 0).batch().targets().data()).containsExactly(4, 5, 6, 10, 11, 12);
    assertThat(new TextPieces(text, part.first(3), 3, 13, true).count()).isEqualTo(1);
  }

  @Test
  void theRateFallsFromTheTenthEpochsEndOn() {
    var schedule = new LateDecay(10, 0.97);
    Schedule.Memory none = Schedule.Memory.start();
    assertThat(schedule.factor(new Schedule.Progress(99, 10), none)).isEqualTo(1);
    assertThat(schedule.factor(new Schedule.Progress(100, 10), none)).isEqualTo(0.97);
    assertThat(schedule.factor(new Schedule.Progress(119, 10), none)).isEqualTo(0.97 * 0.97);
  }

  @Test
  void basesAreOneHotAndEqualSequencesAreInOneFold(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("splice.csv");
    Files.writeString(
        file, "label,name,sequence\nEI, a, ACGT\nN, b, NDSR\nIE, c, ACGT\nN, d, TTTT\n");
    SpliceJunctions data = SpliceJunctions.read(file);
    Batch batch = data.select(List.of(0, 1, 2)).batch(new int[] {0, 1, 2});
    assertThat(batch.targets().data()).containsExactly(0, 2, 1);
    assertThat(Arrays.copyOf(batch.inputs().data(), 16))
        .containsExactly(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    float third = 1f / 3;
    assertThat(Arrays.copyOfRange(batch.inputs().data(), 16, 32))
        .containsExactly(
            .25f, .25f, .25f, .25f, third, 0, third, third, 0, .5f, .5f, 0, .5f, 0, .5f, 0);
    int[] folds = data.folds(3, 1);
    assertThat(folds[0]).isEqualTo(folds[2]);
    assertThat(Set.of(folds[0], folds[1], folds[3])).containsExactlyInAnyOrder(0, 1, 2);
    Files.writeString(file, "label,name,sequence\nX, a, ACGT\n");
    assertThatThrownBy(() -> SpliceJunctions.read(file)).hasMessageContaining("X, a, ACGT");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> LearningRun.run("add", "--cells", "gru"))
        .hasMessageContaining("--cell")
        .hasMessageContaining("--cells gru");
    assertThatThrownBy(() -> LearningRun.run("add", "--cell", "grue"))
        .hasMessageContaining("gru-reset-before")
        .hasMessageContaining("grue");
    assertThatThrownBy(() -> LearningRun.run("sum")).hasMessageContaining("received sum");
    assertThatThrownBy(() -> LearningRun.run("add", "--units", "many"))
        .hasMessageContaining("--units")
        .hasMessageContaining("many");
  }
}
