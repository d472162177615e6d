package org.example.mean;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.judge.CaseResampling;
import dev.timestep.judge.Cases;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Judge;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Score;
import dev.timestep.judge.ScoreTable;
import dev.timestep.kernel.Engine;
import dev.timestep.report.Page;
import dev.timestep.report.Sections;
import dev.timestep.task.Commands;
import dev.timestep.task.Entry;
import dev.timestep.task.Prediction;
import dev.timestep.task.Source;
import dev.timestep.task.Task;
import dev.timestep.task.TaskEvaluation;
import dev.timestep.task.TaskListener;
import dev.timestep.task.TaskModel;
import dev.timestep.task.TaskRun;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.ReadSettings;
import dev.timestep.task.table.cells.CsvTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The smallest job: the mean of the first half of a column, held against zero on the second. It
 * stands in tests only, and shows that a job enters by the service loader without a change to the
 * program.
 */
public final class ColumnMeanTask implements Task<String> {
  static final String TYPE = "column-mean";
  private static final int VERSION = 1;
  private static final RecordCodec<Mean> CODEC = RecordCodec.of(Mean.class, RecordForm.JAVA);

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public TaskRun train(Source data, String column, TaskListener listener) {
    listener.doing("Reading " + data.shortName() + ".");
    double[] all = values(data, column);
    double[] train = Arrays.copyOf(all, all.length / 2);
    Mean model = new Mean(column, Arrays.stream(train).average().orElseThrow());
    return new Run(model, model.judge(Arrays.copyOfRange(all, train.length, all.length)));
  }

  @Override
  public TaskModel of(ModelArchive archive) {
    JsonFields fields = archive.fields(TYPE, VERSION);
    fields.integer("version");
    fields.end();
    return CODEC.read(JsonFields.of(archive.pipeline(), "pipeline.json"));
  }

  private static double[] values(Source data, String column) {
    CsvTable table =
        CsvTable.read(
            data.name(), data.bytes(), ReadSettings.over(ReadOptions.defaults(), data.settings()));
    int at = table.column(column, "");
    double[] values = new double[table.rows()];
    Arrays.setAll(values, row -> Double.parseDouble(table.text(row, at)));
    return values;
  }

  /** The model: one number. */
  record Mean(String column, double mean) implements TaskModel {
    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public ModelArchive archive() {
      JsonObject model = new JsonObject();
      model.addProperty("type", TYPE);
      model.addProperty("version", VERSION);
      return new ModelArchive(model, new LinkedHashMap<>(), CODEC.write(this), new JsonObject());
    }

    Findings judge(double... test) {
      ScoreTable table =
          new ScoreTable(
              List.of(Measure.MAE),
              score("mean", mean, test),
              List.of(score("zero", 0, test)),
              List.of());
      return Judge.of(table, new CaseResampling(), Cases.TEST_CASES).findings(1);
    }

    private static Score score(String id, double answer, double... test) {
      double[] errors = Arrays.stream(test).map(value -> Math.abs(value - answer)).toArray();
      OptionalDouble mae = Arrays.stream(errors).average();
      return new Score(id, id, new LinkedHashMap<>(Map.of(Measure.MAE, mae)), errors);
    }

    @Override
    public TaskEvaluation evaluate(Source data, TaskListener listener, Engine engine) {
      return new Evaluation(judge(values(data, column)));
    }

    @Override
    public Prediction predict(Source data, TaskListener listener, Engine engine) {
      return new Answer(column, mean);
    }
  }

  private record Evaluation(Findings findings) implements TaskEvaluation {
    @Override
    public List<Entry> entries() {
      return List.of(new Entry("Data", findings.scores().cases() + " rows"));
    }

    @Override
    public JsonObject json() {
      return scored("evaluate column-mean", findings);
    }
  }

  private record Answer(String column, double mean) implements Prediction {
    @Override
    public int rows() {
      return 1;
    }

    @Override
    public List<String> notes() {
      return List.of();
    }

    @Override
    public String csv() {
      return column + "\n" + mean + "\n";
    }

    @Override
    public JsonObject json() {
      JsonObject json = new JsonObject();
      json.addProperty(column, mean);
      return json;
    }
  }

  private record Run(Mean model, Findings findings) implements TaskRun {
    @Override
    public List<String> remarks() {
      return List.of("The mean is " + model.mean() + ".");
    }

    @Override
    public JsonObject json(Path modelFile) {
      return scored("train column-mean", findings);
    }

    @Override
    public String page(Commands commands) {
      return new Page("The mean of " + model.column())
          .lead(Sections.verdict(findings, 0))
          .section("scores", "Mean and zero", Sections.scores(findings, "test cases", ""))
          .render();
    }
  }

  private static JsonObject scored(String task, Findings findings) {
    JsonObject json = new JsonObject();
    json.addProperty("task", task);
    json.addProperty("mae", findings.scores().network().figure(Measure.MAE));
    return json;
  }
}
