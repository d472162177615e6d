package dev.timestep.task.classify.opponent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.kernel.Engine;
import dev.timestep.task.sequence.batch.SequenceFolds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors on the archive's own splits; skipped where the archive is not there. */
class OpponentFiguresTest {
  private static final Path ARCHIVE = Path.of("../../shared/data/tsc_classification");

  private static Cases read(String name) throws IOException {
    Path file = ARCHIVE.resolve(name + ".ts");
    Assumptions.assumeTrue(Files.exists(file));
    return ArchiveFile.read(file);
  }

  /** Error rates that the archive publishes, three digits. */
  @ParameterizedTest
  @CsvSource({
    "GunPoint, euclidean, .087", "GunPoint, full, .093",
    "ItalyPowerDemand, euclidean, .045", "ItalyPowerDemand, full, .050"
  })
  void nearestNeighboursMakeThePublishedErrors(String set, String which, double published)
      throws IOException {
    Cases train = read(set + "_TRAIN");
    Cases test = read(set + "_TEST");
    NearestNeighbour opponent =
        which.equals("full") ? NearestNeighbour.warping(1) : NearestNeighbour.euclidean();
    FittedOpponent fitted = opponent.fit(train, train.none(), 42, Engine.withThreads(1));
    double[][] probabilities = fitted.probabilities(test.sequences(), Engine.withThreads(2));
    double rate = (double) ArchiveFile.errors(probabilities, test.labels()) / test.size();
    assertThat(Math.round(rate * 1000) / 1000.0).isEqualTo(published);
  }

  /**
   * Prints the table of docs; mvn test -DexcludedGroups=none -Dgroups=figures
   * -Dtest=OpponentFiguresTest.
   */
  @Test
  @Tag("figures")
  void table() throws IOException {
    Engine engine = Engine.withThreads(1);
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String set : List.of("GunPoint", "ItalyPowerDemand", "JapaneseVowels")) {
      Cases train = read(set + "_TRAIN");
      Cases test = read(set + "_TEST");
      int[] folds = SequenceFolds.stratified(train.labels(), 5, 42).of();
      for (Opponent opponent : Opponents.all()) {
        List<String> row = rows.computeIfAbsent(opponent.label(), k -> new ArrayList<>());
        for (long seed : new long[] {42, 43, 44}) {
          long start = System.nanoTime();
          FittedOpponent fitted = opponent.fit(train, train.none(), seed, engine);
          long learned = System.nanoTime();
          double[][] p = fitted.probabilities(test.sequences(), engine);
          double seconds = (System.nanoTime() - learned) / 1e9;
          double[][] out = Opponents.outOfFold(opponent, train, folds, seed, engine);
          String line =
              String.format(
                  Locale.ROOT,
                  "%s %d: %d of %d (log loss %.3f; out of fold %d of %d, %.3f), %.1f s + %.1f s,"
                      + " %s",
                  set,
                  seed,
                  ArchiveFile.errors(p, test.labels()),
                  test.size(),
                  logLoss(p, test.labels()),
                  ArchiveFile.errors(out, train.labels()),
                  train.size(),
                  logLoss(out, train.labels()),
                  (learned - start) / 1e9,
                  seconds,
                  fitted.choice());
          row.add(line);
          System.out.println(opponent.id() + " " + line);
        }
      }
    }
    assertThat(rows).isNotEmpty();
  }

  private static double logLoss(double[][] p, int[] labels) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum -= Math.log(p[i][labels[i]]) / labels.length;
    }
    return sum;
  }
}
