package dev.timestep.task.forecast.rolling;

import static dev.timestep.task.message.Setting.setting;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.CountText;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Measure;
import dev.timestep.judge.NumberText;
import dev.timestep.task.Commands;
import dev.timestep.task.PlainTexts;
import dev.timestep.task.forecast.Forecast;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastResult;
import dev.timestep.task.forecast.backtest.BacktestRun;
import dev.timestep.task.forecast.statistical.Combination;
import dev.timestep.task.message.Message;
import dev.timestep.task.table.TimeTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * What rolling origins found on a short table.
 *
 * @param model what was chosen
 * @param table the data
 * @param options what was asked for
 * @param reason why the table is too short for a split, a clause
 * @param origins where it was forecast from
 * @param models the models that ran, the simplest first
 * @param judged what is judged at these origins, its intervals widened
 * @param best the best baseline
 * @param marked scores and verdict, with settings marked
 * @param next the rows after the table's last
 * @param seconds of the whole run
 */
record RollingRun(
    ChosenModel model,
    TimeTable table,
    ForecastOptions options,
    String reason,
    RollingOrigins origins,
    List<BacktestRun> models,
    BacktestRun judged,
    BacktestRun best,
    Findings marked,
    Forecast next,
    double seconds)
    implements ForecastResult {
  /** Id of what is judged where the choice is free. */
  static final String CHOICE = "choice";

  /** Its name in sentences and tables. */
  static final String CHOICE_LABEL = "rolling choice";

  /** Fewer rows than this tell next to nothing. */
  private static final int FEW_ROWS = 10;

  RollingRun {
    models = List.copyOf(models);
  }

  @Override
  public Findings findings() {
    return PlainTexts.of(marked);
  }

  @Override
  public Findings markedFindings() {
    return marked;
  }

  @Override
  public List<String> remarks() {
    return Message.plain(markedRemarks());
  }

  @Override
  public List<String> markedRemarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        String.format(
            Locale.ROOT,
            "The series has %s, too few for a network: %s. So models that need few rows were"
                + " judged by rolling origins: each forecast %s from %s, every time with the rows"
                + " before it, from %s on.",
            CountText.of(table.rows(), "row"),
            reason,
            CountText.of(origins.horizon(), "row"),
            CountText.of(origins.count(), "origin"),
            table.axis().text(origins.first())));
    for (int k = 0; k < model.series().size(); k++) {
      remarks.add(answer(k));
    }
    remarks.add(intervals());
    if (origins.horizon() < model.horizon()) {
      remarks.add(
          "Of the %d steps that are forecast only the first %s judged: for more the series is too short."
              .formatted(
                  model.horizon(),
                  origins.horizon() == 1 ? "one could be" : origins.horizon() + " could be"));
    }
    if (table.rows() < FEW_ROWS) {
      remarks.add(
          "%s tell next to nothing about what comes next."
              .formatted(CountText.of(table.rows(), "row")));
    }
    remarks.add(String.format(Locale.ROOT, "Took %.1f s.", seconds));
    return remarks;
  }

  private String answer(int k) {
    ChosenSeries one = model.series().get(k);
    String why =
        switch (options.keep()) {
          case ForecastOptions.MIX -> chosen(one.fitted().id());
          case ForecastOptions.BEST -> "the verdict says to use it";
          default -> "it was asked for";
        };
    int rows = model.stamp().fittedRows();
    String advised =
        options.keep().equals(ForecastOptions.MIX)
                && !marked.advised().id().equals(CHOICE)
                && !marked.advised().id().equals(one.fitted().id())
            ? " %s %s keeps the %s, which the verdict names."
                .formatted(setting("keep"), ForecastOptions.BEST, marked.advised().label())
            : "";
    return "The %s answers for %s: %s. It is fitted to %s%s: %s."
            .formatted(
                one.label(),
                model.targets().get(k),
                why,
                rows == table.rows() ? "all " : "the first ",
                CountText.of(rows, "row"),
                one.fitted().choice())
        + advised;
  }

  private String chosen(String id) {
    boolean combined = models.stream().anyMatch(model -> model.id().equals(Combination.ID));
    String margin = NumberText.percent(RollingChoice.MARGIN);
    if (id.equals(Combination.ID)) {
      return "the errors of no single model over the origins were lower by " + margin + " or more";
    }
    return "of all models its errors over the origins were the lowest"
        + (combined ? ", by " + margin + " or more below those of the combination" : "");
  }

  private String intervals() {
    double[] factors = model.series().getFirst().factors().factors();
    String held =
        judged.scores().all().figure(Measure.COVERAGE).value().stream()
            .mapToObj(share -> NumberText.percent(share))
            .findFirst()
            .orElse("-");
    return String.format(
        Locale.ROOT,
        "The intervals are those of the model itself, made wider for what the origins showed and"
            + " for how few they are: %.1f times at the first step, %.1f times at the last one"
            + " judged. Those of 90 %% that were made so at each origin held %s of the values.",
        factors[0],
        factors[factors.length - 1],
        held);
  }

  @Override
  public JsonObject json(Path modelFile) {
    return PlainTexts.of(markedJson(modelFile));
  }

  @Override
  public JsonObject markedJson(Path modelFile) {
    return RollingJson.of(this, modelFile);
  }

  @Override
  public SequencedMap<String, String> plots(Commands commands) {
    return RollingReports.plots(this, commands);
  }

  @Override
  public String page(Commands commands) {
    return Message.plain(markedPage(commands));
  }

  @Override
  public String markedPage(Commands commands) {
    return RollingReports.page(this, commands);
  }

  /** The names of what answers, one for each target. */
  JsonArray kept() {
    JsonArray kept = new JsonArray();
    model.kept().forEach(kept::add);
    return kept;
  }
}
