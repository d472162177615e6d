package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that stand otherwise than the one that a classifier was trained on. */
final class LaterSequencesTest {
  private static final List<String> LATER = Gestures.rows(20, 2, "up", "down");

  @TempDir private static Path shelf;
  private static Path wide;
  private static Path ts;

  @TempDir private Path folder;

  @BeforeAll
  static void trainOnce() {
    List<String> rows = Gestures.rows(24, 1, "up", "down");
    wide = trained("wide", Series.write(shelf.resolve("wide.csv"), rows));
    List<String> lines = new ArrayList<>(List.of("@problemName g", "@classLabel true down up"));
    lines.add("@data");
    rows.stream().skip(1).map(LaterSequencesTest::marked).forEach(lines::add);
    ts = trained("ts", Series.write(shelf.resolve("train.ts"), lines));
  }

  private static String marked(String row) {
    int label = row.lastIndexOf(',');
    return row.substring(0, label) + ":" + row.substring(label + 1);
  }

  private static Path trained(String name, Path data) {
    Path model = shelf.resolve(name + ".timestep");
    Cli run =
        Cli.run(
            "train",
            "classify",
            data,
            "--out",
            model,
            "--network",
            "convolution",
            "--hidden",
            "2",
            "--epochs",
            "1",
            "--folds",
            "2",
            "--keep",
            "nearest_euclidean");
    assertThat(run.code()).as(run.err()).isZero();
    return model;
  }

  private Path file(String name, List<String> lines) {
    return Series.write(folder.resolve(name), lines);
  }

  private static Cli done(Cli run) {
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static String refused(Cli run) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    return run.err();
  }

  /** The header with another name of the label, and numbers for labels that no name tells. */
  private static List<String> renamed(List<String> rows) {
    List<String> lines = new ArrayList<>(rows);
    lines.set(0, lines.getFirst().replace("class", "gesture"));
    return lines;
  }

  /** The same cases with one step a row. */
  private static List<String> steps(List<String> rows) {
    List<String> lines = new ArrayList<>(List.of("trip,at,x,what"));
    for (int row = 1; row < rows.size(); row++) {
      String[] cells = rows.get(row).split(",");
      for (int t = 0; t < Gestures.STEPS; t++) {
        lines.add("c" + row + "," + t + "," + cells[t] + "," + cells[Gestures.STEPS]);
      }
    }
    return lines;
  }

  private static List<String> labels(Cli predicted) {
    return predicted.out().lines().skip(1).map(line -> line.split(",")[1]).toList();
  }

  @Test
  void a_label_column_of_another_name() {
    Path data = file("later.csv", renamed(LATER));
    Cli plain = done(Cli.run("evaluate", wide, file("plain.csv", LATER), "--json"));
    Cli named = done(Cli.run("evaluate", wide, data, "--label", "gesture", "--json"));
    assertThat(named.out().replace("later.csv", "plain.csv")).isEqualTo(plain.out());
    assertThat(refused(Cli.run("evaluate", wide, data, "--label", "klass")))
        .contains("there is no column \"klass\" (--label)");
  }

  @Test
  void a_table_of_steps_for_a_model_of_rows() {
    List<String> expected = labels(done(Cli.run("predict", wide, file("rows.csv", LATER))));
    Path data = file("steps.csv", steps(LATER));
    Cli predicted =
        done(Cli.run("predict", wide, data, "--id", "trip", "--time", "at", "--label", "what"));
    assertThat(labels(predicted)).isEqualTo(expected);
    Cli evaluated =
        done(Cli.run("evaluate", wide, data, "--id", "trip", "--time", "at", "--label", "what"));
    assertThat(evaluated.out()).contains("20 cases of 8 steps, 1 channel");
    // A table says by its form alone what its rows are.
    assertThat(refused(Cli.run("predict", wide, data, "--id", "trip", "--form", "wide")))
        .contains("steps.csv");
  }

  @Test
  void a_csv_file_for_a_model_of_ts() {
    Path data = file("later.csv", renamed(LATER));
    Cli evaluated = done(Cli.run("evaluate", ts, data, "--label", "gesture", "--json"));
    Cli other = done(Cli.run("evaluate", wide, data, "--label", "gesture", "--json"));
    assertThat(evaluated.out()).isEqualTo(other.out());
    Path bare = file("bare.csv", renamed(LATER).subList(1, LATER.size()));
    assertThat(done(Cli.run("evaluate", ts, bare, "--label", "last")).out()).contains("20 cases");
  }

  @Test
  void lengths_that_training_never_had_are_noted_once() {
    List<String> lines = new ArrayList<>(List.of("t1,t2,t3,t4,class"));
    for (int row = 0; row < 20; row++) {
      lines.add("1,2,3," + (row < 2 ? "" : "4") + "," + (row % 2 == 0 ? "up" : "down"));
    }
    String note =
        "2 cases are shorter than half the shortest training case: 2 (3 steps), 3 (3 steps)."
            + " Training cases had 8 steps";
    Path data = file("short.csv", lines);
    assertThat(done(Cli.run("predict", wide, data)).err()).containsOnlyOnce(note);
    assertThat(done(Cli.run("evaluate", wide, data)).out().replaceAll("\\s+", " "))
        .containsOnlyOnce(note);
    assertThat(done(Cli.run("predict", wide, file("near.csv", LATER))).err())
        .doesNotContain("shortest training case");
  }

  @Test
  void settings_of_the_other_job_are_refused_by_name() {
    Path data = file("later.csv", LATER);
    assertThat(refused(Cli.run("predict", wide, data, "--freq", "d")))
        .contains("A model of sequences reads no --freq; received \"d\". Leave out --freq.");
    Path series = Series.write(shelf.resolve("shop.csv"), Series.days(Series.ROWS));
    Path forecast = shelf.resolve("sales.timestep");
    List<Object> arguments = new ArrayList<>(List.of("train", "forecast", series, "--target"));
    arguments.addAll(List.of("sales", "--horizon", "2", "--epochs", "1", "--hidden", "2"));
    arguments.addAll(List.of("--lookback", "7", "--out", forecast));
    done(Cli.run(arguments.toArray()));
    for (String verb : List.of("evaluate", "predict")) {
      assertThat(refused(Cli.run(verb, forecast, series, "--label", "sales")))
          .contains("A forecasting model reads no --label; received \"sales\".");
    }
  }
}
