package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a training process at random moments, as a power cut would, and lets it go on. */
class KillAndResumeTest {
  private static final int KILLS = 7;

  /**
   * Of 160 steps at most 7 · 15 are done before the last kill, so that each meets a run at work.
   */
  private static final int MOST_STEPS_BEFORE_A_KILL = 15;

  @TempDir Path folder;

  @Test
  void aRunKilledManyTimesEndsWithTheBitsOfAnUnbrokenOne() throws Exception {
    Path unbroken = folder.resolve("unbroken.timestep");
    int[] steps = {0};
    SequentialModels.save(unbroken, KilledTraining.run(null, () -> steps[0]++));
    assertThat(steps[0]).isEqualTo(KilledTraining.STEPS);

    Path checkpoint = folder.resolve("run.checkpoint");
    Path model = folder.resolve("resumed.timestep");
    var random = new SplittableRandom(2026);
    for (int kill = 1; kill <= KILLS; kill++) {
      Process process = start(checkpoint, model);
      awaitSteps(process, 1 + random.nextInt(MOST_STEPS_BEFORE_A_KILL));
      LockSupport.parkNanos(random.nextLong(4_000_000));
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("kill %d met a run at work", kill).isNotZero();
      assertThat(model).doesNotExist();
    }
    long stepsBefore = new FileCheckpointStore(checkpoint).load().orElseThrow().counters().steps();
    assertThat(stepsBefore).isBetween(1L, (long) KilledTraining.STEPS);

    Process last = start(checkpoint, model);
    int stepsOfLast = last.getInputStream().readAllBytes().length;
    assertThat(last.waitFor()).isZero();
    assertThat(stepsOfLast).isEqualTo(KilledTraining.STEPS - (int) stepsBefore);
    assertThat(Files.readAllBytes(model)).isEqualTo(Files.readAllBytes(unbroken));
  }

  private Process start(Path checkpoint, Path model) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            KilledTraining.class.getName(),
            checkpoint.toString(),
            model.toString())
        .redirectError(ProcessBuilder.Redirect.appendTo(log()))
        .start();
  }

  private File log() {
    return folder.resolve("errors.txt").toFile();
  }

  private void awaitSteps(Process process, int steps) throws IOException {
    InputStream dots = process.getInputStream();
    for (int step = 0; step < steps; step++) {
      if (dots.read() < 0) {
        throw new AssertionError("The run ended by itself: " + Files.readString(log().toPath()));
      }
    }
  }
}
