package dev.timestep.task.forecast.backtest;

import dev.timestep.io.file.AtomicFile;
import dev.timestep.judge.NumberText;
import dev.timestep.task.table.cells.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * All forecasts of a backtest, a line for each model, seed, origin, target and step: {@code
 * origin,time,step,target,model,seed,actual,point,q05,q10, …,q95}. Cells of quantiles are blank
 * where a model has none, and so is the seed where nothing is drawn.
 */
final class BacktestCsv {
  private static final double[] LEVELS = WindowForecast.LEVELS.all();

  private BacktestCsv() {}

  static void write(BacktestResult result, Path file) throws IOException {
    AtomicFile.replace(
        file,
        out -> {
          out.write(bytes(head()));
          for (BacktestModel model : result.models()) {
            for (BacktestRun run : model.runs()) {
              for (int at = 0; at < result.origins().count(); at++) {
                out.write(bytes(window(result, run, at)));
              }
            }
          }
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String head() {
    List<String> cells =
        new ArrayList<>(
            List.of("origin", "time", "step", "target", "model", "seed", "actual", "point"));
    for (double level : LEVELS) {
      cells.add(String.format(Locale.ROOT, "q%02d", Math.round(100 * level)));
    }
    return CsvWriter.line(cells) + "\n";
  }

  private static String window(BacktestResult result, BacktestRun run, int at) {
    int origin = result.origins().rows()[at];
    CsvWriter rows = new CsvWriter();
    for (int k = 0; k < result.forecast().targets().size(); k++) {
      String target = result.forecast().targets().get(k);
      double[] actual = result.table().column(target);
      WindowForecast window = run.forecasts().get(at)[k];
      for (int h = 0; h < result.origins().horizon(); h++) {
        List<String> cells = new ArrayList<>();
        cells.add(result.table().axis().text(origin));
        cells.add(result.table().axis().text(origin + h));
        cells.add(String.valueOf(h + 1));
        cells.add(target);
        cells.add(run.id());
        cells.add(run.seed().isPresent() ? String.valueOf(run.seed().getAsLong()) : "");
        cells.add(NumberText.exact(actual[origin + h]));
        cells.add(NumberText.exact(window.point()[h]));
        int step = h;
        window
            .quantiles()
            .ifPresentOrElse(
                levels ->
                    Arrays.stream(levels)
                        .forEach(level -> cells.add(NumberText.exact(level[step]))),
                () -> Arrays.stream(LEVELS).forEach(level -> cells.add("")));
        rows.row(cells);
      }
    }
    return rows.text();
  }
}
