package dev.timestep.task.classify;

import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.RunOptions;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.sequence.SequenceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** Files of short sequences that rise, fall or stay level, for tests of whole runs. */
final class SlopeFiles {
  private static final int STEPS = 8;

  private SlopeFiles() {}

  /** One sequence a row: the label, then the steps. */
  static Path wide(Path file, int count, long seed, String... labels) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder("label");
    for (int t = 0; t < STEPS; t++) {
      head.append(",t").append(t);
    }
    lines.add(head.toString());
    for (int at = 0; at < count; at++) {
      String label = labels[at % labels.length];
      StringBuilder line = new StringBuilder(label);
      for (double value : course(label, random)) {
        line.append(String.format(Locale.ROOT, ",%.3f", value));
      }
      lines.add(line.toString());
    }
    return Files.write(file, lines);
  }

  /** One step a row: id, time, value and label. */
  static Path steps(Path file, int count, long seed, String... labels) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>(List.of("id,time,x,label"));
    for (int at = 0; at < count; at++) {
      String label = labels[at % labels.length];
      double[] course = course(label, random);
      for (int t = 0; t < course.length; t++) {
        lines.add(String.format(Locale.ROOT, "c%d,%d,%.3f,%s", at, t, course[t], label));
      }
    }
    return Files.write(file, lines);
  }

  private static double[] course(String label, SplittableRandom random) {
    int slope =
        switch (label) {
          case "down" -> -1;
          case "up" -> 1;
          default -> 0;
        };
    double[] course = new double[STEPS];
    for (int t = 0; t < STEPS; t++) {
      course[t] = slope * (t - 3.5) + 0.3 * random.nextGaussian();
    }
    return course;
  }

  /** A small network of two folds in three rounds, on one thread. */
  static ClassifySettings settings(int epochs) {
    return new ClassifySettings(
        Optional.of(ClassifyNetwork.BIDIRECTIONAL),
        RecurrentSettings.gru(32),
        epochs,
        16,
        4e-3,
        2,
        42,
        1);
  }

  /** Options that keep the network. */
  static ClassifyOptions options(int epochs, RunOptions run) {
    return new ClassifyOptions(
        SequenceOptions.defaults().withLabel("label"),
        Optional.empty(),
        0.25,
        ClassifyOptions.NETWORK,
        settings(epochs),
        run);
  }

  static RunOptions run() {
    return RunOptions.defaults().withThreads(1);
  }

  static ClassifyRun train(Path file, ClassifyOptions options) {
    return new ClassifyTask().train(Source.of(file), options, TaskListener.NONE);
  }
}
