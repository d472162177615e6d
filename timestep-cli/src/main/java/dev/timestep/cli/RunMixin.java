package dev.timestep.cli;

import dev.timestep.task.RunOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of any run: its seed, its files, how it is resumed. */
final class RunMixin {
  @Option(
      order = 60,
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all random numbers. Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(
      order = 61,
      names = "--threads",
      paramLabel = "N",
      description = "Threads. Default: all processors. The result is the same for any number.")
  private @Nullable Integer threads;

  @Option(
      order = 62,
      names = "--out",
      paramLabel = "FILE",
      description =
          "Model file. Default: named after DATA, with a number where that name is taken.")
  private @Nullable Path out;

  @Option(
      order = 63,
      names = "--report",
      paramLabel = "FILE",
      description = "Write an HTML report. An existing report is replaced.")
  private @Nullable Path report;

  @Option(order = 64, names = "--overwrite", description = "Replace an existing model file.")
  private boolean overwrite;

  @Option(
      order = 65,
      names = "--json",
      description =
          "Print one JSON object on standard output, and everything else on standard error.")
  private boolean json;

  @Option(
      order = 66,
      names = "--resume",
      description = "Continue from the checkpoint of an interrupted run.")
  private boolean resume;

  @Option(
      order = 67,
      names = "--from",
      paramLabel = "MODEL",
      description = "Train this model further on DATA, rather than a new one.")
  private @Nullable Path from;

  /** Where the model goes. */
  ModelPlace place(String name) {
    return out == null
        ? ModelPlace.named(Path.of(""), name, overwrite, resume)
        : ModelPlace.asked(out, overwrite, resume);
  }

  /**
   * Refuses files that cannot be written, and files that would overwrite each other.
   *
   * @param read what is read, by what it is called in a message
   */
  void checkPaths(Path model, Map<String, Path> read) throws IOException {
    OutputPaths.requireWritable("--out", model);
    read.forEach((name, file) -> OutputPaths.requireDistinct("--out", model, name, file));
    // To go on in place takes both: the name, and the word that it may be replaced.
    if (from != null && (out == null || !overwrite)) {
      OutputPaths.requireDistinct("--out", model, "the model that is trained further", from);
    }
    if (report != null) {
      OutputPaths.requireWritable("--report", report);
      read.forEach((name, file) -> OutputPaths.requireDistinct("--report", report, name, file));
      if (from != null) {
        OutputPaths.requireDistinct("--report", report, "the model that is trained further", from);
      }
      OutputPaths.requireDistinct("--report", report, "the model file", model);
      OutputPaths.requirePage("--report", report, overwrite);
    }
  }

  /**
   * What the library is asked for.
   *
   * @param given names of the settings on the command line
   */
  RunOptions options(ModelPlace place, Set<String> given) {
    return new RunOptions(
        seed,
        threads == null ? Runtime.getRuntime().availableProcessors() : threads,
        Optional.of(place.checkpoint()),
        resume,
        Optional.ofNullable(from),
        given);
  }

  @Nullable Path report() {
    return report;
  }

  boolean overwrite() {
    return overwrite;
  }

  boolean json() {
    return json;
  }

  boolean resume() {
    return resume;
  }
}
