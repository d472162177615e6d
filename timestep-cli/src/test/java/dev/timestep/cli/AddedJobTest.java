package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.io.model.ModelFile;
import dev.timestep.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/adding-a-job.md promises: a job is a {@code Task} that the service loader finds, and
 * one command class. All else knows no job, and the job sees only what is public: it stands in
 * {@link org.example.mean}.
 */
final class AddedJobTest {
  @TempDir private Path folder;
  private Path data;
  private Path model;

  /** Forty rows: 1, 2, 3, 4 and so on again, so the mean of either half is 2.5. */
  @BeforeEach
  void writeData() throws IOException {
    List<String> lines = new ArrayList<>(List.of("n,price"));
    for (int row = 0; row < 40; row++) {
      lines.add(row + "," + (1 + row % 4));
    }
    data = Files.write(folder.resolve("prices.csv"), lines);
    model = folder.resolve("price.timestep");
  }

  /** The program with the command of the new job under {@code train}. */
  private static Cli train(Object... arguments) {
    List<Object> words = new ArrayList<>(List.of("train", "column-mean"));
    words.addAll(List.of(arguments));
    return Cli.runWith(AddedJobTest.class.getResource("/added/"), words.toArray());
  }

  private Cli trained(String... more) {
    List<Object> arguments = new ArrayList<>(List.of(data, "--target", "price", "--out", model));
    arguments.addAll(List.of(more));
    Cli answer = train(arguments.toArray());
    assertThat(answer.code()).as(answer.err()).isZero();
    return answer;
  }

  @Test
  void the_loader_finds_it_beside_the_jobs_of_the_house() {
    assertThat(Tasks.standard().types())
        .containsExactlyInAnyOrder("forecast", "classify", "series", "panel", "column-mean");
  }

  @Test
  void it_trains_judges_saves_and_reports() throws IOException {
    Path page = folder.resolve("price.html");
    Cli answer = trained("--report", page.toString());
    // |1 - 2.5|, |2 - 2.5|, |3 - 2.5|, |4 - 2.5|: 1 in the mean; against zero it is 2.5.
    assertThat(answer.out())
        .contains("The mean wins", "zero *", "2.500", "mean", "1.000", "The mean is 2.5.")
        .contains("Model:  " + model, "predict " + model + " " + data);
    assertThat(Files.readString(page)).contains("The mean of price", "Mean and zero");
    assertThat(ModelFile.read(model).type()).isEqualTo("column-mean");
  }

  @Test
  void its_command_has_what_every_train_command_has() {
    Cli help = train("--help");
    assertThat(help.out())
        .contains("Learns the mean of a column.", "--target", "--delimiter", "--from=MODEL")
        .contains("Model file. Default: named after DATA")
        .doesNotContain("first target", "forecast");
    assertThat(help.out().indexOf("--from")).isLessThan(help.out().indexOf("--help"));
  }

  @Test
  void the_commands_for_any_model_serve_it() {
    trained();
    Cli evaluated = Cli.run("evaluate", model, data, "--json");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(evaluated.out())
        .contains("\"task\": \"evaluate column-mean\"", "\"mae\": 1.0")
        .doesNotContain("forecast");
    Cli predicted = Cli.run("predict", model, data);
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out()).isEqualToNormalizingNewlines("price\n2.5\n");
    Cli inspected = Cli.run("inspect", model);
    assertThat(inspected.out()).contains("a column-mean model", "mean             2.5");
  }

  @Test
  void its_mistakes_are_answered_as_those_of_any_job() throws IOException {
    Cli answer = train(data, "--target", "prize", "--out", model);
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("prices.csv", "did you mean \"price\"?");
    assertThat(model).doesNotExist();
    trained();
    Cli again = train(data, "--target", "price", "--out", model);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("--out expects a new file", "--overwrite");
  }

  @Test
  void a_damaged_field_is_refused_by_its_place() {
    trained();
    var archive = ModelFile.read(model);
    var pipeline = archive.pipeline();
    pipeline.addProperty("mean", "much");
    ModelFile.write(
        model,
        new dev.timestep.io.model.ModelArchive(
            archive.model(), archive.weights(), pipeline, archive.training()));
    Cli answer = Cli.run("predict", model, data);
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("pipeline.json.mean expects a number; received \"much\"");
  }
}
