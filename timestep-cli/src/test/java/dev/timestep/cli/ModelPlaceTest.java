package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No model and no interrupted run is lost unasked, and each advice works when it is followed. */
final class ModelPlaceTest {
  @TempDir private Path folder;

  private Path made(String name) throws IOException {
    return Files.createFile(folder.resolve(name));
  }

  private ModelPlace named(boolean overwrite, boolean resume) {
    return ModelPlace.named(folder, "births", overwrite, resume);
  }

  private static void refused(ThrowingCall call, String... said) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(said);
  }

  private interface ThrowingCall {
    void run() throws Exception;
  }

  @Test
  void takes_the_first_name_that_is_free() throws IOException {
    assertThat(named(false, false).file()).isEqualTo(folder.resolve("births.timestep"));
    assertThat(named(false, false).note()).isEmpty();
    Path first = made("births.timestep");
    ModelPlace second = named(false, false);
    assertThat(second.file()).isEqualTo(folder.resolve("births-2.timestep"));
    assertThat(second.checkpoint()).isEqualTo(folder.resolve("births-2.timestep.checkpoint"));
    assertThat(second.note().orElseThrow()).contains(first + " exists", "--overwrite");
    made("births-2.timestep");
    assertThat(named(false, false).file()).isEqualTo(folder.resolve("births-3.timestep"));
    assertThat(named(true, false))
        .isEqualTo(new ModelPlace(first, true, named(true, false).note()));
    assertThat(named(true, false).note()).isEmpty();
  }

  @Test
  void leaves_an_interrupted_run_alone_and_resumes_it() throws IOException {
    made("births.timestep");
    Path checkpoint = made("births-2.timestep.checkpoint");
    ModelPlace anew = named(false, false);
    assertThat(anew.file()).isEqualTo(folder.resolve("births-3.timestep"));
    assertThat(named(false, true).checkpoint()).isEqualTo(checkpoint);
    made("births-3.timestep.checkpoint");
    refused(
        () -> named(false, true),
        "births-2.timestep",
        "births-3.timestep",
        "--out " + folder.resolve("births-3.timestep"));
    Path followed = folder.resolve("births-3.timestep");
    assertThat(ModelPlace.asked(followed, false, true).file()).isEqualTo(followed);
  }

  @Test
  void says_that_an_interrupted_run_has_the_name() throws IOException {
    made("births.timestep.checkpoint");
    assertThat(named(false, false).file()).isEqualTo(folder.resolve("births-2.timestep"));
    assertThat(named(false, false).note().orElseThrow())
        .contains("births.timestep.checkpoint", "not finished", "--resume");
    assertThat(named(false, true).file()).isEqualTo(folder.resolve("births.timestep"));
  }

  @Test
  void refuses_a_file_that_exists_and_names_both_ways() throws IOException {
    Path model = made("m.timestep");
    Path other = folder.resolve("m-2.timestep");
    refused(() -> ModelPlace.asked(model, false, false), "--overwrite", "--out " + other);
    assertThat(ModelPlace.asked(model, true, false).file()).isEqualTo(model);
    assertThat(ModelPlace.asked(other, false, false).file()).isEqualTo(other);
  }

  @Test
  void refuses_to_forget_an_interrupted_run_and_names_all_ways() throws IOException {
    made("m.timestep.checkpoint");
    Path model = folder.resolve("m.timestep");
    Path other = folder.resolve("m-2.timestep");
    refused(
        () -> ModelPlace.asked(model, false, false), "--resume", "--overwrite", "--out " + other);
    for (boolean resume : new boolean[] {false, true}) {
      assertThat(ModelPlace.asked(model, !resume, resume).file()).isEqualTo(model);
    }
    assertThat(ModelPlace.asked(other, false, false).file()).isEqualTo(other);
    made("m.timestep");
    refused(() -> ModelPlace.asked(model, false, true), "--resume", "--overwrite as well");
    assertThat(ModelPlace.asked(model, true, true).file()).isEqualTo(model);
  }

  @Test
  void keeps_a_model_that_another_run_wrote_meanwhile() throws IOException {
    ModelPlace place = named(false, false);
    assertThat(place.atLast()).isEqualTo(place);
    made("births.timestep");
    assertThat(place.atLast().file()).isEqualTo(folder.resolve("births-2.timestep"));
    assertThat(place.atLast().note().orElseThrow()).contains("another run");
    assertThat(named(true, false).atLast().file()).isEqualTo(folder.resolve("births.timestep"));
  }

  @ParameterizedTest
  @CsvSource({
    "Net sales, Net_sales.timestep",
    "../../etc/passwd, __.._etc_passwd.timestep",
    "-rf, _rf.timestep",
    "€, _.timestep",
    "città, città.timestep",
    "销量, 销量.timestep"
  })
  void makes_a_file_name_of_any_column(String column, String name) {
    assertThat(ModelPlace.named(folder, column, false, false).file().getFileName())
        .hasToString(name);
  }

  @Test
  void makes_no_name_that_is_too_long() {
    Path file = ModelPlace.named(folder, "𝒙销".repeat(300), false, false).file();
    assertThat(file.getFileName().toString()).hasSizeLessThan(110).endsWith(".timestep");
  }
}
