package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What train was told about its file holds for predict and evaluate, or the difference is named.
 */
final class LaterFileTest {
  private static final int ROWS = 320;

  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void write() {
    data = Series.write(folder.resolve("umsatz.csv"), lines(ROWS, ','));
  }

  /** Thousands with three decimals, so that no cell shows the sign; one cell is not there. */
  private static List<String> lines(int rows, char sign) {
    List<String> lines = new ArrayList<>(List.of("Tag;Umsatz"));
    for (int row = 0; row < rows; row++) {
      String number =
          String.format(Locale.ROOT, "%d%c%03d", 500 + 40 * (row % 7) + row, sign, 7 * row % 1000);
      LocalDate day = LocalDate.of(2021, 1, 4).plusDays(row);
      lines.add(String.format(Locale.ROOT, "%td.%<tm.%<tY;%s", day, row == 50 ? "n.b." : number));
    }
    return lines;
  }

  private Path model() {
    return folder.resolve("m.timestep");
  }

  private Cli train(String... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("train", "forecast", data, "--target", "Umsatz"));
    arguments.addAll(List.of("--horizon", "7", "--out", model(), "--overwrite"));
    arguments.addAll(List.of("--epochs", "1", "--hidden", "4", "--threads", "1"));
    arguments.addAll(List.of(more));
    Cli run = Cli.run(arguments.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  @Test
  void predict_reads_as_train_did() {
    Cli run = train("--decimal", ",", "--missing", "n.b.", "--fill", "linear");
    String next =
        run.out().lines().filter(line -> line.startsWith("Next:")).findFirst().orElseThrow();
    List<String> words = Arrays.asList(next.split("\\s+"));
    Cli pasted = Cli.run(words.subList(2, words.size()).toArray());
    assertThat(pasted.code()).as(pasted.err()).isZero();
    assertThat(pasted.err()).contains("1 of 320 values of Umsatz was filled (--fill linear)");
    Cli told =
        Cli.run(
            "predict", model(), data, "--decimal", ",", "--missing", "n.b.", "--fill", "linear");
    assertThat(pasted.out()).isEqualTo(told.out()).startsWith("Tag,Umsatz\n20.11.2021,");
    double first = Double.parseDouble(pasted.out().lines().toList().get(1).split(",")[1]);
    assertThat(first).isBetween(700.0, 1200.0);
    assertThat(Cli.run("evaluate", model(), data).code()).isZero();
    assertThat(Cli.run("inspect", model()).out()).contains("decimal", "n.b.", "linear", "Tag");
  }

  @Test
  void an_option_that_replaces_the_models_is_named() {
    train("--decimal", ",", "--missing", "n.b.", "--fill", "linear");
    Cli other = Cli.run("predict", model(), data, "--fill", "zero");
    assertThat(other.code()).as(other.err()).isZero();
    assertThat(other.err())
        .contains("Note: --fill=zero is used; the model was trained with --fill=linear.");
    Cli none = Cli.run("predict", model(), data, "--fill", "none");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("row 52, column Umsatz: the value is missing");
  }

  @Test
  void a_file_that_is_written_otherwise_is_refused_until_the_option_says_so() {
    train("--decimal", ",", "--missing", "n.b.", "--fill", "linear");
    List<String> english = new ArrayList<>(lines(ROWS, '.'));
    english.set(1, english.get(1) + "5");
    Path later = Series.write(folder.resolve("sales.csv"), english);
    Cli refused = Cli.run("predict", model(), later);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("sales.csv, row 2, column Umsatz", "--decimal")
        .contains("(The file is read as the model was trained: --decimal=, --missing=n.b.");
    Cli accepted = Cli.run("predict", model(), later, "--decimal", ".");
    assertThat(accepted.code()).as(accepted.err()).isZero();
    assertThat(accepted.err())
        .contains("Note: --decimal=. is used; the model was trained with --decimal=,.");
    assertThat(accepted.out().lines().skip(1))
        .allSatisfy(line -> assertThat(line).matches("\\d\\d\\.11\\.2021,\\d{3,4}(\\.\\d+)?"));
  }
}
