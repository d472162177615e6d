package dev.timestep.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import dev.timestep.task.classify.ClassifyOptions;
import dev.timestep.task.classify.ClassifyRun;
import dev.timestep.task.classify.ClassifySettings;
import dev.timestep.task.classify.ClassifyTask;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastRun;
import dev.timestep.task.forecast.ForecastTask;
import dev.timestep.task.forecast.TrainingOptions;
import dev.timestep.task.message.Message;
import dev.timestep.task.message.Setting;
import dev.timestep.task.sequence.SequenceOptions;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever uses the library reads bare names of settings, whatever text it is. */
class PlainTextsTest {
  private static final String MARK = Setting.setting("x").substring(0, 1);
  private static final Commands COMMANDS =
      new Commands("run", "predict", "score", "inspect", "now");

  @TempDir private Path directory;

  @Test
  void aForecastSaysNoMark() throws Exception {
    Source data = Source.of(mostlyZero());
    Heard heard = new Heard();
    ForecastRun run = new ForecastTask().train(data, twoAhead(), heard);
    List<String> texts = texts(run);
    texts.addAll(run.plan().table().notes());
    TaskEvaluation evaluation = run.model().evaluate(data, heard);
    texts.addAll(texts(evaluation));
    Prediction prediction = run.model().predict(data.with(Map.of("missing", "none")), heard);
    texts.addAll(texts(prediction));
    texts.addAll(heard.texts);
    assertThat(texts).noneMatch(text -> text.contains(MARK));
    assertThat(heard.texts)
        .anyMatch(text -> text.contains("the model was trained with missing='?'"));
    // Each of them has a setting to name, so that there is something to be seen.
    assertThat(run.findings().notes()).anyMatch(note -> note.contains("Training with loss mse"));
    assertThat(run.findings().verdict().sentence()).contains("with split ");
    assertThat(heard.texts).anyMatch(text -> text.contains("Give horizon 3 to forecast"));
    assertThat(run.json(Path.of("m")).toString()).contains("Training with loss mse");
    assertThat(run.page(COMMANDS)).contains("Training with loss mse");
    // And whoever writes them in another way finds them marked.
    assertThat(shown(run.markedFindings().notes())).contains("Training with --loss mse");
    assertThat(shown(List.of(run.markedJson(Path.of("m")).toString())))
        .contains("Training with --loss mse")
        .contains("with --split ");
    assertThat(shown(List.of(run.markedPage(COMMANDS)))).contains("Training with --loss mse");
    assertThat(shown(List.of(evaluation.markedJson().toString())))
        .contains("Training with --loss mse");
    assertThat(shown(evaluation.markedFindings().notes())).contains("Training with --loss mse");
  }

  @Test
  void aClassifierSaysNoMark() throws Exception {
    Source data = Source.of(letters());
    Heard heard = new Heard();
    ClassifyOptions options =
        ClassifyOptions.defaults()
            .withRead(SequenceOptions.defaults().withLabel("label").withSequence("letters"))
            .withSettings(ClassifySettings.of(1, 1).withEpochs(1).withFolds(2))
            .keeping("majority");
    ClassifyRun run = new ClassifyTask().train(data, options, heard);
    List<String> texts = texts(run);
    texts.addAll(texts(run.model().evaluate(data, heard)));
    Prediction prediction = run.model().predict(data, heard);
    texts.addAll(texts(prediction));
    run.model().stream(data, heard)
        .ifPresent(stream -> answer(stream, "id,letters,age\nq,ABBA,7\n"));
    texts.addAll(heard.texts);
    assertThat(texts).noneMatch(text -> text.contains(MARK));
    String note = "can be named in static.";
    assertThat(run.page(COMMANDS)).contains(note);
    assertThat(run.json(Path.of("m")).toString()).contains(note);
    assertThat(heard.texts).anyMatch(text -> text.contains(note));
    String marked = "can be named in --static.";
    assertThat(shown(List.of(run.markedJson(Path.of("m")).toString()))).contains(marked);
    assertThat(shown(List.of(run.markedPage(COMMANDS)))).contains(marked);
    assertThat(prediction.notes()).anyMatch(text -> text.contains(note));
    assertThat(shown(prediction.markedNotes())).contains(marked);
  }

  private static ForecastOptions twoAhead() {
    ForecastOptions usual = ForecastOptions.of("y");
    return new ForecastOptions(
        usual.targets(),
        usual.read().withMissing(Set.of("?")),
        OptionalInt.of(2),
        OptionalInt.of(7),
        usual.season(),
        usual.holidays(),
        usual.split(),
        usual.network(),
        new TrainingOptions(1, 32, 1e-2, TrainingOptions.LossKind.MAE, 10),
        usual.keep(),
        usual.run().withThreads(1));
  }

  /** Days on which nearly nothing happens; three rows are left to forecast. */
  private Path mostlyZero() throws IOException {
    List<String> lines = new ArrayList<>(List.of("day,y"));
    for (int row = 0; row < 70; row++) {
      Object value = row >= 67 ? "" : row % 5 == 0 ? 3 + row % 3 : 0;
      lines.add(LocalDate.of(2024, 1, 1).plusDays(row) + "," + value);
    }
    return Files.write(directory.resolve("calls.csv"), lines);
  }

  private Path letters() throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,letters,age,label"));
    for (int row = 0; row < 24; row++) {
      String tail = "XY".repeat(1 + row % 3) + "Z".repeat(row / 3 % 4);
      lines.add("s%d,%s%s,%d,%s".formatted(row, row % 2 == 0 ? "A" : "B", tail, 30 + row, row % 2));
    }
    return Files.write(directory.resolve("words.csv"), lines);
  }

  private static void answer(LineStream stream, String lines) {
    try {
      stream.answer(new StringReader(lines), _ -> {});
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String shown(List<String> marked) {
    return marked.stream()
        .map(text -> new Message(text).with(name -> "--" + name))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> texts(TaskRun run) {
    List<String> texts = new ArrayList<>();
    walk(run, texts);
    walk(run.findings(), texts);
    walk(run.remarks(), texts);
    walk(run.json(Path.of("m")), texts);
    walk(run.model().archive().model(), texts);
    walk(run.model().archive().pipeline(), texts);
    walk(run.model().archive().training(), texts);
    texts.add(run.page(COMMANDS));
    return texts;
  }

  private static List<String> texts(TaskEvaluation evaluation) {
    List<String> texts = new ArrayList<>();
    walk(evaluation, texts);
    walk(evaluation.findings(), texts);
    walk(evaluation.json(), texts);
    evaluation.entries().forEach(entry -> texts.add(entry.text()));
    return texts;
  }

  private static List<String> texts(Prediction prediction) {
    List<String> texts = new ArrayList<>();
    texts.addAll(prediction.notes());
    walk(prediction.json(), texts);
    texts.add(prediction.csv());
    return texts;
  }

  /** All texts inside a value, except where the name of a component says that they are marked. */
  private static void walk(Object value, List<String> texts) {
    switch (value) {
      case String text -> texts.add(text);
      case JsonElement json -> texts.add(json.toString());
      case Optional<?> optional -> optional.ifPresent(one -> walk(one, texts));
      case Collection<?> many -> many.forEach(one -> walk(one, texts));
      case Map<?, ?> map -> {
        walk(map.keySet(), texts);
        walk(map.values(), texts);
      }
      case Message message -> texts.add(message.toString());
      case Record one -> {
        for (RecordComponent component : one.getClass().getRecordComponents()) {
          if (!component.getName().startsWith("marked")) {
            walk(of(one, component), texts);
          }
        }
      }
      default -> {}
    }
  }

  private static Object of(Record one, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(one);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Hears all that a listener can. */
  private static final class Heard implements TaskListener {
    private final List<String> texts = new ArrayList<>();

    @Override
    public void doing(String sentence) {
      texts.add(sentence);
    }

    @Override
    public void note(String text) {
      texts.add(text);
    }

    @Override
    public void planned(TaskPlan plan, Runnable stop) {
      plan.entries().forEach(entry -> texts.add(entry.text()));
      texts.add(plan.toString());
    }
  }
}
