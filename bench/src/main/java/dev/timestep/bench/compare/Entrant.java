package dev.timestep.bench.compare;

import java.util.List;
import java.util.Map;

/**
 * A contender as it enters: with its threads, options and environment.
 *
 * @param peer the library whose best entrant counts: timestep, portable, libtorch, …
 * @param variant what sets it apart from the others of its peer
 * @param command that starts its {@link Worker}
 * @param environment added to this process's
 * @param warmUp milliseconds before its first timing of a job; more for a JIT than for native code
 * @param compiled whether its loops are the JIT's, which may have something left after that
 */
record Entrant(
    String peer,
    String variant,
    List<String> command,
    Map<String, String> environment,
    long warmUp,
    boolean compiled) {

  String name() {
    return variant.isEmpty() ? peer : peer + " (" + variant + ")";
  }
}
