package dev.timestep.task.forecast.panel;

import com.google.gson.JsonObject;
import dev.timestep.judge.Findings;
import dev.timestep.kernel.Engine;
import dev.timestep.task.Entry;
import dev.timestep.task.FindingsJson;
import dev.timestep.task.MarkedEvaluation;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.panel.PanelTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of many series compared with models of one series each on another table.
 *
 * @param model the model
 * @param table the data
 * @param newer series that training had, scored on rows that it had not
 * @param unknown series that training did not have
 * @param marked scores and verdict, with settings marked
 */
record PanelEvaluation(PanelModel model, PanelTable table, int newer, int unknown, Findings marked)
    implements MarkedEvaluation {

  /**
   * Scores known series on rows after those of the training file, and others on their last tenth, a
   * horizon at least.
   */
  static PanelEvaluation of(PanelModel model, PanelTable table, Engine engine) {
    int count = table.series().size();
    int horizon = model.horizon();
    int[] from = new int[count];
    int[] first = new int[count];
    int newer = 0;
    int unknown = 0;
    List<Integer> judged = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      int rows = table.series().get(s).rows();
      boolean known = model.trainedRows(table.series().get(s).id()).isPresent();
      from[s] =
          model.trainedRows(table.series().get(s).id()).orElse(rows - Math.max(horizon, rows / 10));
      first[s] = Math.clamp(from[s], 1, rows);
      if (from[s] >= 1 && rows - from[s] >= horizon) {
        judged.add(s);
        newer += known ? 1 : 0;
        unknown += known ? 0 : 1;
      }
      from[s] = Math.clamp(from[s], 0, rows);
    }
    if (judged.isEmpty()) {
      throw new TableException(
          "%s: no series has %d rows after those that the model was trained on. Give a file with"
                  .formatted(table.file(), horizon)
              + " newer rows, or with other series.");
    }
    PanelInputs inputs = model.inputs(table, first, first);
    PanelWindows windows =
        PanelWindows.spaced(
            judged.stream().mapToInt(s -> s).limit(PanelPlan.MOST_JUDGED).toArray(),
            s -> new int[] {from[s], table.series().get(s).rows() - from[s] - horizon + 1},
            PanelPlan.origins(Math.min(judged.size(), PanelPlan.MOST_JUDGED)));
    PanelForecasts pooled =
        PanelForecasts.of(
            engine, model.fit().network(), model.fit().ridge(), inputs, windows, done -> {});
    PanelErrors errors = new PanelErrors(inputs, windows, from);
    PanelOpponents opponents = new PanelOpponents(errors, inputs, from, engine.workers());
    opponents.run(model.kept(), table.frequency().perYear(), share -> {});
    PanelJudged result =
        PanelJudged.of(
            errors,
            pooled,
            model.fit().shares(),
            opponents,
            model.kept(),
            model.stamp().run().seed(),
            "For a verdict give a table of more series.");
    return new PanelEvaluation(model, table, newer, unknown, result.findings());
  }

  @Override
  public Findings markedFindings() {
    return marked;
  }

  @Override
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(PanelWords.table(table));
    entries.add(
        Entry.more(
            "%d series are scored on rows after those of the training file, %d that it did not have"
                    .formatted(newer, unknown)
                + " on their last rows."));
    entries.add(new Entry("Kept", "The model answers by its " + model.kept() + "."));
    return entries;
  }

  @Override
  public JsonObject markedJson() {
    JsonObject json = FindingsJson.scored("evaluate forecast", table.file(), marked);
    json.addProperty("series", table.series().size());
    json.addProperty("newer", newer);
    json.addProperty("unknown", unknown);
    json.addProperty("horizon", model.horizon());
    json.addProperty("kept", model.kept());
    return json;
  }
}
