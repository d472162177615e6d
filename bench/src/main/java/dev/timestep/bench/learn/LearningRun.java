package dev.timestep.bench.learn;

import dev.timestep.kernel.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command {@code bench/learning}: what cells learn, by the figures of docs/LEARNING.md. */
final class LearningRun {
  private static final String USAGE =
      """
      bench/learning: trains recurrent networks on the problems of docs/LEARNING.md.

        bench/learning add    [--cell LIST] [--length 600] [--enough 0.001] ...
        bench/learning copy   [--cell LIST] [--length 100] ...
        bench/learning text   --data FILE [--cell lstm] [--split tail|readers] ...
        bench/learning splice --data FILE [--cell gru] [--folds 10] ...

        --cell LIST      names of cells, or all
        --units H        width; --layers L stacked, with --dropout D between and above them
        --rate R         of the optimizer; --batch B, --epochs E, --clip C
        --seed S         of weights, order and drawn data (42)
        --threads N      (all processors)
        --folder FOLDER  leaves checkpoints there, and goes on from those it finds
        --built          runs what an earlier call has built
      """;

  private LearningRun() {}

  /** Defaults that all problems share. */
  static Map<String, String> defaults(String... more) {
    Map<String, String> defaults = new LinkedHashMap<>();
    for (int at = 0; at < more.length; at += 2) {
      defaults.put(more[at], more[at + 1]);
    }
    defaults.put("seed", "42");
    defaults.put("enough", "0");
    defaults.put("threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
    defaults.put("folder", "");
    return defaults;
  }

  static Fit fit(Arguments arguments) {
    return new Fit(
        Engine.withThreads(arguments.whole("threads")),
        arguments.optional("folder").map(Path::of),
        arguments.number("enough"),
        IO::println);
  }

  static void main(String[] words) throws IOException {
    try {
      run(words);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  static void run(String... words) throws IOException {
    List<String> rest = Arrays.asList(words).subList(Math.min(1, words.length), words.length);
    switch (words.length == 0 ? "--help" : words[0]) {
      case "add" -> DrawnRun.add(rest);
      case "copy" -> DrawnRun.copy(rest);
      case "text" -> TextRun.run(rest);
      case "splice" -> SpliceRun.run(rest);
      case "--help" -> IO.println(USAGE);
      default ->
          throw new IllegalArgumentException(
              "bench/learning expects add, copy, text or splice; received " + words[0] + ".");
    }
  }
}
