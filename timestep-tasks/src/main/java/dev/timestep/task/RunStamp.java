package dev.timestep.task;

import dev.timestep.kernel.Engine;
import dev.timestep.report.ProtocolStamp;
import dev.timestep.report.ProtocolStamp.Fact;
import java.util.List;
import java.util.Optional;

/**
 * What any job writes into a model of how it was made; a job adds what only it knows.
 *
 * @param file the training data as they were given
 * @param fingerprint SHA-256 of what was used of them
 * @param seed of all random numbers
 * @param kernels kernels that trained
 * @param threads threads that trained; the weights are the same for any number
 * @param seconds of training
 * @param verdict of the judge
 * @param from fingerprint of the earlier data of a model that was trained further; empty for a new
 *     one
 * @param version of Timestep
 * @param java of the JVM
 */
public record RunStamp(
    String file,
    String fingerprint,
    long seed,
    String kernels,
    int threads,
    double seconds,
    String verdict,
    Optional<String> from,
    String version,
    String java) {

  /** Refuses figures that no run has. */
  public RunStamp {
    if (threads < 0 || !(seconds >= 0)) {
      throw new IllegalArgumentException(
          "The stamp of a run expects threads and seconds of 0 or more; received "
              + threads
              + " and "
              + seconds
              + ".");
    }
  }

  /** The stamp of a run that trains now, with this program; it has no verdict yet. */
  public static RunStamp of(
      String file,
      String fingerprint,
      long seed,
      Engine engine,
      double seconds,
      Optional<String> from) {
    return new RunStamp(
        file,
        fingerprint,
        seed,
        engine.kernels().name(),
        engine.workers().threads(),
        seconds,
        "",
        from,
        Optional.ofNullable(RunStamp.class.getPackage().getImplementationVersion())
            .orElse("development"),
        Runtime.version().toString());
  }

  /**
   * The facts of a page's protocol.
   *
   * @param scope what scales were fitted on, for example {@code training rows only}
   * @param runSeconds of the whole run
   * @param further facts that only the job knows
   */
  public ProtocolStamp protocol(
      String scope, double runSeconds, Commands commands, List<Fact> further) {
    return new ProtocolStamp(
        scope,
        seed,
        threads,
        kernels,
        commands.run(),
        "sha256:" + fingerprint,
        runSeconds,
        commands.created(),
        List.of(new Fact("Timestep", version), new Fact("Java", java)),
        further);
  }

  /** The same with a verdict. */
  public RunStamp judged(String sentence) {
    return new RunStamp(
        file, fingerprint, seed, kernels, threads, seconds, sentence, from, version, java);
  }
}
