package dev.timestep.cli;

import java.util.List;

/**
 * What is wrong with a command line.
 *
 * @param message says what is wrong, in one sentence or two
 * @param meant the arguments that were probably meant; empty where none are close
 */
record Mistake(String message, List<String> meant) {
  Mistake {
    meant = List.copyOf(meant);
  }

  /** A mistake without a likely correction. */
  static Mistake of(String message) {
    return new Mistake(message, List.of());
  }
}
