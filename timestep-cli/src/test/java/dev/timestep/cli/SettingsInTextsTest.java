package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.message.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a job says of a setting, the command line writes as its option. */
final class SettingsInTextsTest {
  private static final String MARK = Setting.setting("x").substring(0, 1);

  @TempDir private Path folder;

  @Test
  void a_forecast_names_options_in_table_json_and_page() throws IOException {
    List<String> lines = new ArrayList<>(List.of("day,y"));
    for (int row = 0; row < 70; row++) {
      lines.add(LocalDate.of(2024, 1, 1).plusDays(row) + "," + (row % 5 == 0 ? 3 + row % 3 : 0));
    }
    Path data = Files.write(folder.resolve("calls.csv"), lines);
    Path model = folder.resolve("m.timestep");
    Path report = folder.resolve("r.html");
    List<Object> words = new ArrayList<>(List.of("train", "forecast", data, "--target", "y"));
    words.addAll(List.of("--horizon", "2", "--lookback", "7", "--hidden", "4", "--epochs", "1"));
    words.addAll(List.of("--threads", "1", "--out", model, "--report", report, "--json"));
    Cli run = Cli.run(words.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    String page = Files.readString(report);
    Cli later = Cli.run("evaluate", model, data, "--json");
    for (String said : List.of(run.out(), page, later.out())) {
      assertThat(said).contains("Training with --loss mse").doesNotContain(MARK);
    }
    assertThat(run.err().replaceAll("\\s+", " ")).contains("with --split ").doesNotContain(MARK);
    assertThat(run.out()).contains("with --split ");
    assertThat(later.err().replaceAll("\\s+", " "))
        .contains("Training with --loss mse")
        .doesNotContain(MARK);
  }

  @Test
  void a_classifier_names_options_in_notes_json_and_page() throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,letters,age,label"));
    for (int row = 0; row < 24; row++) {
      String tail = "XY".repeat(1 + row % 3) + "Z".repeat(row / 3 % 4);
      lines.add("s%d,%s%s,%d,%s".formatted(row, row % 2 == 0 ? "A" : "B", tail, row, row % 2));
    }
    Path data = Files.write(folder.resolve("words.csv"), lines);
    Path model = folder.resolve("m.timestep");
    Path report = folder.resolve("r.html");
    List<Object> words = new ArrayList<>(List.of("train", "classify", data, "--label", "label"));
    words.addAll(List.of("--sequence", "letters", "--epochs", "1", "--threads", "1"));
    words.addAll(List.of("--out", model, "--report", report, "--json"));
    Cli run = Cli.run(words.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    String note = "can be named in --static.";
    assertThat(run.out()).contains(note).doesNotContain(MARK);
    assertThat(Files.readString(report)).contains(note).doesNotContain(MARK);
    assertThat(run.err().replaceAll("\\s+", " ")).contains(note).doesNotContain(MARK);
    Cli answers = Cli.run("predict", model, data);
    assertThat(answers.err()).contains(note).doesNotContain(MARK);
  }
}
