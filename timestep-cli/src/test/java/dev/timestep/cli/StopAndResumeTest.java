package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, kill and --resume, in processes of their own. */
final class StopAndResumeTest {
  private static final int LONG = 60;

  @TempDir private Path folder;

  private List<String> arguments(String model, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "forecast"));
    arguments.add(folder.resolve("shop.csv").toString());
    arguments.addAll(List.of("--target", "sales", "--horizon", "7", "--hidden", "16"));
    arguments.addAll(List.of("--threads", "1", "--out", folder.resolve(model).toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private Cli inThisProcess(String model, String... more) {
    return Cli.run(arguments(model, more).toArray());
  }

  private Process start(Path log, String model, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.timestep.cli.Main");
    command.addAll(arguments(model, more));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TIMESTEP_"));
    return builder.start();
  }

  /** Waits until the log has a line of an epoch, so that training is under way. */
  private static void awaitEpoch(Process process, Path log, int epoch) throws Exception {
    String sign = String.format("Epoch %3d ", epoch);
    for (int wait = 0; wait < LONG * 20; wait++) {
      if (Files.readString(log).contains(sign)) {
        return;
      }
      assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
      Thread.sleep(50);
    }
    throw new AssertionError("Training did not begin: " + Files.readString(log));
  }

  private static void signal(Process process, String name) throws Exception {
    String id = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + name, id).start().waitFor()).isZero();
    assertThat(process.waitFor(LONG, TimeUnit.SECONDS)).isTrue();
  }

  private String weights(String model) {
    Cli next = Cli.run("predict", folder.resolve(model), folder.resolve("shop.csv"));
    assertThat(next.code()).as(next.err()).isZero();
    return next.out() + "," + WeightBytes.of(folder.resolve(model));
  }

  private int bestEpoch(String model) {
    Cli inspect = Cli.run("inspect", folder.resolve(model), "--json");
    return JsonParser.parseString(inspect.out())
        .getAsJsonObject()
        .getAsJsonObject("training")
        .get("bestEpoch")
        .getAsInt();
  }

  @Test
  void goes_on_to_the_same_bits_after_ctrl_c_and_after_kill() throws Exception {
    Series.write(folder.resolve("shop.csv"), Series.waves(Series.ROWS));
    String[] epochs = {"--epochs", "40"};
    for (String name : new String[] {"INT", "KILL"}) {
      String model = name + ".timestep";
      Path log = folder.resolve(name + ".log");
      Process process = start(log, model, epochs);
      awaitEpoch(process, log, 2);
      signal(process, name);
      assertThat(process.exitValue()).isEqualTo(name.equals("INT") ? 130 : 137);
      String said = Files.readString(log, StandardCharsets.UTF_8);
      if (name.equals("INT")) {
        assertThat(said).contains("Stopped.", model + ".checkpoint");
        assertThat(said.lines().toList().getLast())
            .startsWith("  timestep train forecast ")
            .endsWith(" --epochs 40 --resume");
        assertThat(said).containsOnlyOnce("Stopped.").doesNotContain("\tat ");
      }
      assertThat(folder.resolve(model)).doesNotExist();
      assertThat(folder.resolve(model + ".checkpoint")).exists();
    }
    Cli other = inThisProcess("INT.timestep", "--epochs", "40", "--seed", "7", "--resume");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("seed").contains("42").contains("7");
    Cli cell = inThisProcess("INT.timestep", "--epochs", "40", "--cell", "rnn", "--resume");
    assertThat(cell.code()).isEqualTo(2);
    assertThat(cell.err()).containsIgnoringCase("cell");

    Cli unbroken = inThisProcess("whole.timestep", epochs);
    assertThat(unbroken.code()).as(unbroken.err()).isZero();
    // Else the weights would be those from before the break, and resuming would prove nothing.
    assertThat(bestEpoch("whole.timestep")).isGreaterThan(10);
    for (String name : new String[] {"INT", "KILL"}) {
      Cli resumed = inThisProcess(name + ".timestep", "--epochs", "40", "--resume");
      assertThat(resumed.code()).as(resumed.err()).isZero();
      assertThat(resumed.err()).contains("Epoch").doesNotContain("Epoch   1 ");
      assertThat(resumed.err())
          .containsPattern("Resuming: at epoch \\d+ of 40, step \\d+ of \\d+, from");
      assertThat(weights(name + ".timestep")).isEqualTo(weights("whole.timestep"));
      assertThat(folder.resolve(name + ".timestep.checkpoint")).doesNotExist();
      assertThat(folder.resolve(name + ".timestep.checkpoint.previous")).doesNotExist();
    }
  }

  @Test
  void refuses_to_resume_without_a_checkpoint() {
    Series.write(folder.resolve("shop.csv"), Series.days(Series.ROWS));
    Cli answer = inThisProcess("m.timestep", "--resume");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("--resume").contains("m.timestep.checkpoint");
    assertThat(folder.resolve("m.timestep")).doesNotExist();
  }

  @Test
  void refuses_to_resume_on_data_that_changed() throws Exception {
    List<String> lines = new ArrayList<>(Series.days(Series.ROWS));
    Series.write(folder.resolve("shop.csv"), lines);
    Path log = folder.resolve("log");
    Process process = start(log, "m.timestep", "--epochs", "400");
    awaitEpoch(process, log, 1);
    signal(process, "INT");
    lines.set(100, lines.get(100).replaceAll(",[\\d.]+,", ",123,"));
    Series.write(folder.resolve("shop.csv"), lines);
    Cli answer = inThisProcess("m.timestep", "--epochs", "400", "--resume");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("data");
    assertThat(folder.resolve("m.timestep.checkpoint")).exists();
  }
}
