package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, {@code --resume}, {@code --from} and pipes of a classifier, in processes. */
@Timeout(180)
final class ClassifyCommandTest {
  private static final int CASES = 24;
  private static final int STEPS = 6;

  @TempDir private Path folder;

  /** One step a row; a case rises or falls. */
  private Path steps(String name, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>(List.of("id,time,x,label"));
    for (int at = 0; at < CASES; at++) {
      int slope = at % 2 == 0 ? -1 : 1;
      for (int t = 0; t < STEPS; t++) {
        double x = slope * (t - 2.5) + 0.3 * random.nextGaussian();
        lines.add(
            String.format(Locale.ROOT, "c%d,%d,%.3f,%s", at, t, x, slope < 0 ? "down" : "up"));
      }
    }
    return Files.write(folder.resolve(name), lines);
  }

  private List<String> train(Path data, String model, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "classify", data.toString()));
    arguments.addAll(List.of("--id", "id", "--time", "time", "--label", "label"));
    arguments.addAll(List.of("--network", "bidirectional", "--folds", "2", "--keep", "network"));
    arguments.addAll(List.of("--threads", "1", "--out", folder.resolve(model).toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static Cli here(List<String> arguments) {
    return Cli.run(arguments.toArray());
  }

  private static ProcessBuilder process(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.timestep.cli.Main");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("TIMESTEP_"));
    return builder;
  }

  @Test
  void goesOnAfterCtrlC() throws Exception {
    Path data = steps("slopes.csv", 1);
    Path log = folder.resolve("log");
    String[] epochs = {"--epochs", "400"};
    Process process =
        process(train(data, "m.timestep", epochs))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Path checkpoint = folder.resolve("m.timestep.checkpoint");
    for (int wait = 0; wait < 1200 && !Files.exists(checkpoint); wait++) {
      assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
      Thread.sleep(50);
    }
    String id = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-INT", id).start().waitFor()).isZero();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String said = Files.readString(log);
    assertThat(process.exitValue()).as(said).isEqualTo(130);
    assertThat(said).containsOnlyOnce("Stopped.").doesNotContain("\tat ");
    assertThat(said.lines().toList().getLast())
        .startsWith("  timestep train classify ")
        .endsWith(" --epochs 400 --resume");
    assertThat(folder.resolve("m.timestep")).doesNotExist();

    Cli other = here(train(data, "m.timestep", "--epochs", "401", "--resume"));
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("epochs was 400 and is 401").contains("leave --resume out");
    assertThat(checkpoint).exists();
    Cli resumed = here(train(data, "m.timestep", "--epochs", "400", "--resume"));
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("Note: Going on with ");
    assertThat(checkpoint).doesNotExist();
    Cli unbroken = here(train(data, "whole.timestep", epochs));
    assertThat(unbroken.code()).as(unbroken.err()).isZero();
    assertThat(WeightBytes.of(folder.resolve("m.timestep")))
        .isEqualTo(WeightBytes.of(folder.resolve("whole.timestep")));
  }

  @Test
  void answersAPipeBeforeTheNextLineIsWritten() throws Exception {
    Path data = steps("slopes.csv", 1);
    Cli trained = here(train(data, "m.timestep", "--epochs", "5"));
    assertThat(trained.code()).as(trained.err()).isZero();
    Process process =
        process(List.of("predict", folder.resolve("m.timestep").toString(), "-"))
            .redirectError(folder.resolve("err").toFile())
            .start();
    try (Writer in = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader out =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      in.write("id,time,x\na,0,-2\n");
      in.flush();
      // Nothing more is written until the answer is here.
      assertThat(out.readLine()).isEqualTo("step,id,label,p_down,p_up");
      assertThat(out.readLine()).startsWith("1,a,");
      in.write("a,1,-1\n");
      in.flush();
      assertThat(out.readLine()).startsWith("2,a,");
      in.close();
      assertThat(out.readLine()).isNull();
    }
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isZero();
  }

  @Test
  void trainsAModelFurther() throws Exception {
    Path first = steps("first.csv", 1);
    Cli trained = here(train(first, "first.timestep", "--epochs", "30"));
    assertThat(trained.code()).as(trained.err()).isZero();
    String model = folder.resolve("first.timestep").toString();
    byte[] before = Files.readAllBytes(folder.resolve("first.timestep"));
    Path second = steps("second.csv", 2);
    Cli further = here(train(second, "second.timestep", "--epochs", "1", "--from", model));
    assertThat(further.code()).as(further.err()).isZero();
    assertThat(further.err()).contains("The model is trained further.");
    assertThat(Files.readAllBytes(folder.resolve("first.timestep"))).isEqualTo(before);
    Cli wider = here(train(second, "third.timestep", "--hidden", "16", "--from", model));
    assertThat(wider.code()).isEqualTo(2);
    assertThat(wider.err()).contains("expects its own --hidden, 32; received 16");
    assertThat(folder.resolve("third.timestep")).doesNotExist();

    String small = folder.resolve("small.timestep").toString();
    String[] units = {"--hidden", "8", "--epochs", "1"};
    assertThat(here(train(first, "small.timestep", units)).code()).isZero();
    // 32 is the default: it counts all the same, because it was given.
    Cli byDefault = here(train(second, "third.timestep", "--hidden", "32", "--from", small));
    assertThat(byDefault.code()).isEqualTo(2);
    assertThat(byDefault.err()).contains("expects its own --hidden, 8; received 32");
    assertThat(folder.resolve("third.timestep")).doesNotExist();
  }

  /** A classifier has seen the training file: what comes next is another one. */
  @Test
  void proposesFilesThatTheModelHasNotSeen() throws Exception {
    Path data = steps("slopes.csv", 1);
    Path model = folder.resolve("m.timestep");
    Path page = folder.resolve("page.html");
    String[] report = {"--epochs", "1", "--report", page.toString()};
    Cli alone = here(train(data, "m.timestep", report));
    assertThat(alone.code()).as(alone.err()).isZero();
    assertThat(alone.out())
        .contains("Next:   timestep predict " + Shell.quote(model) + " NEW.csv\n");
    assertThat(Files.readString(page))
        .contains("predict " + Shell.quote(model) + " NEW.csv")
        .contains("evaluate " + Shell.quote(model) + " NEW.csv");
    Path test = steps("test.csv", 2);
    Cli tested = here(train(data, "n.timestep", "--epochs", "1", "--test", test.toString()));
    assertThat(tested.code()).as(tested.err()).isZero();
    assertThat(tested.out())
        .contains(" predict " + Shell.quote(folder.resolve("n.timestep")) + " " + test + "\n");
  }

  @Test
  void refusesToTrainAForecastFurther() throws Exception {
    Path shop = Series.write(folder.resolve("shop.csv"), Series.days(Series.ROWS));
    Path model = folder.resolve("shop.timestep");
    Cli forecast =
        Cli.run(
            "train",
            "forecast",
            shop,
            "--target",
            "sales",
            "--horizon",
            "3",
            "--hidden",
            "4",
            "--epochs",
            "1",
            "--out",
            model);
    assertThat(forecast.code()).as(forecast.err()).isZero();
    Cli further = here(train(steps("slopes.csv", 1), "next.timestep", "--from", model.toString()));
    assertThat(further.code()).isEqualTo(2);
    assertThat(further.err())
        .contains("shop.timestep")
        .contains("is of the type \"forecast\"; \"classify\" was expected");
    assertThat(folder.resolve("next.timestep")).doesNotExist();
    assertThat(folder.resolve("next.timestep.checkpoint")).doesNotExist();
  }
}
