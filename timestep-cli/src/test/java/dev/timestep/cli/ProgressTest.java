package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.CellKind;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.RunOptions;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastTraining;
import dev.timestep.task.forecast.TrainingOptions;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.read.TableReader;
import dev.timestep.train.EpochResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run shows on a terminal. */
final class ProgressTest {
  @TempDir private Path folder;

  /** All that is shown: lines that stay, and between them those that are drawn again. */
  private String shown(Terminal terminal) {
    Path data = Series.write(folder.resolve("shop.csv"), Series.days(Series.ROWS));
    TrainingOptions training = new TrainingOptions(3, 64, 0.003, TrainingOptions.LossKind.MAE, 10);
    ForecastOptions options =
        new ForecastOptions(
            List.of("sales"),
            ReadOptions.defaults(),
            OptionalInt.of(3),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            "0.8/0.1/0.1",
            new RecurrentSettings(CellKind.GRU, 4, 1, 0),
            training,
            ForecastOptions.NETWORK,
            RunOptions.defaults().withThreads(1));
    StringWriter text = new StringWriter();
    Screen screen = new Screen(new PrintWriter(text), terminal);
    try (Progress progress = new Progress(screen, folder.resolve("m.checkpoint"), List.of())) {
      ForecastTraining.run(
          TableReader.read(data, options.targets(), options.read()), options, progress);
      progress.saving();
    }
    return text.toString();
  }

  /** What is left on the screen, without what was drawn over. */
  private static List<String> staying(String shown) {
    return shown
        .lines()
        .map(line -> line.substring(line.lastIndexOf("\r\u001b[K") + 1).replace("\u001b[K", ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80})
  void keeps_each_epoch_on_the_terminal_within_its_width(int columns) {
    String shown = shown(new Terminal(true, columns, true));
    List<String> lines = staying(shown);
    assertThat(lines.stream().filter(line -> line.startsWith("Epoch")))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).containsPattern("Epoch +\\d +loss \\d\\.\\d{4} +val"));
    assertThat(lines.stream().filter(line -> !line.contains(folder.toString())))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(columns));
    for (String drawn : shown.split("\r\u001b\\[K|\n", -1)) {
      assertThat(drawn.contains(folder.toString()) || drawn.length() < columns).as(drawn).isTrue();
    }
    assertThat(shown).contains("epoch 1/3", "coring 30 test windows", "Fitting");
    assertThat(shown).endsWith("\r\u001b[K");
  }

  @Test
  void says_what_is_done_where_nothing_can_be_drawn() {
    List<String> lines = shown(Terminal.NONE).lines().toList();
    assertThat(lines).contains("Scoring 30 test windows with the network.");
    assertThat(lines).contains("Fitting and scoring the baselines.");
    assertThat(lines).noneMatch(line -> line.contains("\r"));
  }

  @ParameterizedTest
  @CsvSource({"40, ' best'", "80, '  best so far'"})
  void calls_no_epoch_the_best_that_is_worse_than_the_start(int columns, String mark) {
    StringWriter text = new StringWriter();
    Screen screen = new Screen(new PrintWriter(text), new Terminal(false, columns, false));
    try (Progress progress = new Progress(screen, folder.resolve("c"), List.of())) {
      progress.starting(0.5);
      progress.epochEnded(new EpochResult(1, 1, OptionalDouble.of(0.7), 0.01, true, 1));
      progress.epochEnded(new EpochResult(2, 1, OptionalDouble.of(0.4), 0.01, true, 1));
      progress.epochEnded(new EpochResult(3, 1, OptionalDouble.of(0.6), 0.01, false, 1));
    }
    assertThat(text.toString().lines().map(line -> line.endsWith(mark)))
        .containsExactly(false, true, false);
  }
}
