package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.train.TrainingState;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills processes at random moments, as the system does when memory runs out. */
class KillAndResumeTest {
  private static final int KILLS = 6;

  /**
   * Of 160 steps at most 6 · 15 are done before the last kill, so that each meets a run at work.
   */
  private static final int MOST_STEPS_BEFORE_A_KILL = 15;

  /** So that a kill can come at any point of a step, and of the checkpoint after it. */
  private static final long LONGER_THAN_A_STEP_NANOS = 8_000_000;

  private static final long LONGER_THAN_A_SAVE_NANOS = 20_000_000;

  /** Little is computed, so compiling it well would take longer. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  /** Checksums by the processor, so that most of the time goes into writing. */
  private static final String FAST_SUMS = "-XX:+TieredCompilation";

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
      Process process = start(KilledTraining.class, QUICK_START, checkpoint, model);
      await(process, 1 + random.nextInt(MOST_STEPS_BEFORE_A_KILL));
      LockSupport.parkNanos(random.nextLong(LONGER_THAN_A_STEP_NANOS));
      kill(process);
      assertThat(model).doesNotExist();
    }
    long stepsBefore = load(checkpoint).counters().steps();
    assertThat(stepsBefore).isBetween(1L, (long) KilledTraining.STEPS);

    Process last = start(KilledTraining.class, QUICK_START, checkpoint, model);
    int stepsOfLast = last.getInputStream().readAllBytes().length;
    assertThat(last.waitFor()).isZero();
    assertThat(stepsOfLast).isEqualTo(KilledTraining.STEPS - (int) stepsBefore);
    assertThat(Files.readAllBytes(model)).isEqualTo(Files.readAllBytes(unbroken));
  }

  /** What a process was told is saved is there after it was killed, whole, or what came next. */
  @Test
  void aKillWhileSavingLosesNothingThatWasSaved() throws Exception {
    var random = new SplittableRandom(2027);
    for (int kill = 1; kill <= KILLS; kill++) {
      Path checkpoint = folder.resolve(kill + ".checkpoint");
      Process process = start(EndlessCheckpoints.class, FAST_SUMS, checkpoint);
      int saved = 1 + random.nextInt(10);
      await(process, saved);
      LockSupport.parkNanos(random.nextLong(LONGER_THAN_A_SAVE_NANOS));
      kill(process);
      int more = process.getInputStream().readAllBytes().length;
      TrainingState state = load(checkpoint);
      long steps = state.counters().steps();
      assertThat(steps).isGreaterThanOrEqualTo(saved + more).isLessThanOrEqualTo(saved + more + 1);
      for (float weight : state.tensors().firstEntry().getValue().data()) {
        if (weight != steps) {
          throw new AssertionError("weights of " + weight + " with the counters of " + steps);
        }
      }
    }
  }

  private static TrainingState load(Path checkpoint) {
    try (var _ = new LogCapture(FileCheckpointStore.class)) {
      return new FileCheckpointStore(checkpoint).load().orElseThrow();
    }
  }

  private Process start(Class<?> program, String option, Path... arguments) throws IOException {
    var command = new ProcessBuilder();
    command
        .command()
        .addAll(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    for (Path argument : arguments) {
      command.command().add(argument.toString());
    }
    return command.redirectError(ProcessBuilder.Redirect.appendTo(log())).start();
  }

  private File log() {
    return folder.resolve("errors.txt").toFile();
  }

  /** Reads this many dots. */
  private void await(Process process, int dots) throws IOException {
    InputStream out = process.getInputStream();
    for (int dot = 0; dot < dots; dot++) {
      if (out.read() < 0) {
        throw new AssertionError("It ended by itself: " + Files.readString(log().toPath()));
      }
    }
  }

  private static void kill(Process process) throws InterruptedException {
    // Through the handle: Process itself would close the stream with what it said last.
    process.toHandle().destroyForcibly();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("met a process at work").isNotZero();
  }
}
