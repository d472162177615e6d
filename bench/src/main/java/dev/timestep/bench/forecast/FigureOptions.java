package dev.timestep.bench.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What the commands that print figures take beside the folder of data.
 *
 * @param only names of series; all where it is empty
 * @param seeds of the networks
 * @param threads of the training
 */
record FigureOptions(List<String> only, List<Long> seeds, int threads) {
  /** The same; on a wrong word it says what to write instead, and ends the program with 2. */
  static FigureOptions orExit(String[] arguments, List<String> known) {
    try {
      return of(List.of(arguments).subList(1, arguments.length), known);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      throw e;
    }
  }

  /**
   * Reads {@code [--only NAMES] [--seeds NUMBERS] [--threads N]}.
   *
   * @throws IllegalArgumentException for any other word, or a name that is not among the known
   */
  static FigureOptions of(List<String> words, List<String> known) {
    List<String> only = List.of();
    List<Long> seeds = LongStream.of(42, 43, 44).boxed().toList();
    int threads = 1;
    for (int at = 0; at < words.size(); at += 2) {
      String name = words.get(at);
      String value = at + 1 < words.size() ? words.get(at + 1) : "";
      switch (name) {
        case "--only" -> only = names(value, known);
        case "--seeds" -> seeds = List.of(value.split(",")).stream().map(Long::valueOf).toList();
        case "--threads" -> threads = Integer.parseInt(value);
        default ->
            throw new IllegalArgumentException(
                "Expected --only, --seeds or --threads and a value; received " + name + ".");
      }
    }
    return new FigureOptions(only, seeds, threads);
  }

  /** Some names hold a comma with a space behind it. */
  private static List<String> names(String value, List<String> known) {
    List<String> names = new ArrayList<>(List.of(value.split(",(?! )", -1)));
    names.removeAll(Set.copyOf(known));
    if (!names.isEmpty()) {
      throw new IllegalArgumentException(
          "--only expects names of %s; received %s."
              .formatted(String.join(" | ", known), String.join(" | ", names)));
    }
    return List.of(value.split(",(?! )", -1));
  }

  boolean asks(String name) {
    return only.isEmpty() || only.contains(name);
  }
}
