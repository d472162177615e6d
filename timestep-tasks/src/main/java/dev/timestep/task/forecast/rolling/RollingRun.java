package dev.timestep.task.forecast.rolling;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.CountText;
import dev.timestep.judge.Findings;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Verdict;
import dev.timestep.task.Commands;
import dev.timestep.task.forecast.Forecast;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastResult;
import dev.timestep.task.forecast.IntervalScores;
import dev.timestep.task.forecast.backtest.BacktestRun;
import dev.timestep.task.forecast.statistical.Combination;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.ColumnNotes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
 * @param judged what is judged at these origins
 * @param best the best of its opponents
 * @param marked scores and verdict, with settings marked
 * @param byTarget the same of each target alone, which decides what answers for it
 * @param intervals how the intervals do; nothing where none were asked for
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
    List<Findings> byTarget,
    Optional<IntervalScores> intervals,
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
    byTarget = List.copyOf(byTarget);
  }

  @Override
  public Findings markedFindings() {
    return marked;
  }

  @Override
  public List<String> markedRemarks() {
    List<String> remarks = new ArrayList<>();
    remarks.addAll(ColumnNotes.ofGaps(table, model.targets()));
    remarks.add(how());
    for (int k = 0; k < model.series().size(); k++) {
      remarks.add(answer(k));
    }
    intervals.ifPresent(some -> remarks.addAll(List.of(some.text(), widened())));
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

  private String how() {
    String first = table.axis().text(origins.first());
    return "The series has %s, too few for a network: %s. So models that need few rows were judged by"
            .formatted(CountText.of(table.rows(), "row"), reason)
        + " rolling origins: each forecast %s from %s, the first of them %s, and knew only the rows"
            .formatted(
                CountText.of(origins.horizon(), "row"),
                CountText.of(origins.count(), "origin"),
                table.axis().hasTime() ? first : "row " + first)
        + " before the origin."
        + (judged.id().equals(CHOICE)
            ? " The %s is, at each origin, %s.".formatted(CHOICE_LABEL, choice())
            : "");
  }

  /** What the choice takes. */
  private String choice() {
    return isCombined()
        ? "the %s, or the model whose errors so far were lower by %s or more"
            .formatted(Combination.LABEL, NumberText.percent(RollingChoice.MARGIN))
        : "the model whose errors so far were the lowest";
  }

  private boolean isCombined() {
    return models.stream().anyMatch(one -> one.id().equals(Combination.ID));
  }

  private String answer(int k) {
    ChosenSeries one = model.series().get(k);
    int rows = model.stamp().fittedRows();
    String choice = one.fitted().choice();
    return "The %s answers for %s: %s. It is fitted to %s%s%s."
        .formatted(
            one.label(),
            model.targets().get(k),
            why(byTarget.get(k), one.fitted().id()),
            rows == table.rows() ? "all " : "the first ",
            CountText.of(rows, "row"),
            choice.equals(one.label()) ? "" : ": " + choice);
  }

  /** Why a model answers for a target: the verdict decides, and without one the choice does. */
  private String why(Findings target, String id) {
    if (!judged.id().equals(CHOICE)) {
      return "it was asked for";
    }
    String verdict = "the verdict" + (byTarget.size() > 1 ? " on this column alone" : "");
    if (!target.advised().id().equals(CHOICE)) {
      return verdict + " says to use it";
    }
    return (target.verdict().outcome() == Verdict.Outcome.TOO_FEW
            ? "there are too few origins for a verdict, so the " + CHOICE_LABEL + " decides"
            : verdict + " says to use the " + CHOICE_LABEL)
        + ", and "
        + chosen(id);
  }

  private String chosen(String id) {
    String margin = NumberText.percent(RollingChoice.MARGIN);
    if (id.equals(Combination.ID)) {
      return "no single model's errors over all origins were lower by " + margin + " or more";
    }
    return "over all origins its errors were the lowest"
        + (isCombined() ? ", by " + margin + " or more below those of the combination" : "");
  }

  private String widened() {
    double[] factors = model.series().getFirst().factors().factors();
    return String.format(
        Locale.ROOT,
        "The intervals of the forecast are the model's own, made wider for what the origins showed"
            + " and for how few they are: %.1f times at the first step, %.1f times at the last one"
            + " judged. Those of the table were made so at each origin, from what was known then.",
        factors[0],
        factors[factors.length - 1]);
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
