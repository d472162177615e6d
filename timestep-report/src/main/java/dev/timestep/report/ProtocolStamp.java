package dev.timestep.report;

import java.util.List;

/**
 * What is needed to repeat the run and to trust its figures.
 *
 * @param scalerScope what the scaler was fitted on, for example "training rows only"
 * @param seed seed of every random number of the run
 * @param threads worker threads
 * @param kernels which kernels computed, for example "vector, 256 bit"
 * @param commandLine the command that made the run
 * @param dataFingerprint fingerprint of the data file, for example "sha256:…"
 * @param seconds wall-clock time of the run
 * @param created when the report was made, as the page shall print it
 * @param versions software and version, one fact each
 * @param further other facts worth a line; may be empty
 */
public record ProtocolStamp(
    String scalerScope,
    long seed,
    int threads,
    String kernels,
    String commandLine,
    String dataFingerprint,
    double seconds,
    String created,
    List<Fact> versions,
    List<Fact> further) {
  /**
   * A name and its value.
   *
   * @param name what it is
   * @param value what it was
   */
  public record Fact(String name, String value) {
    /** Checks the name. */
    public Fact {
      Check.text("ProtocolStamp.Fact", "name", name);
    }
  }

  /** Checks the texts and copies the lists. */
  public ProtocolStamp {
    Check.text("ProtocolStamp", "scalerScope", scalerScope);
    Check.that(threads > 0, "ProtocolStamp expects threads > 0; received %d.", threads);
    Check.text("ProtocolStamp", "kernels", kernels);
    Check.text("ProtocolStamp", "commandLine", commandLine);
    Check.text("ProtocolStamp", "dataFingerprint", dataFingerprint);
    Check.that(seconds >= 0, "ProtocolStamp expects seconds >= 0; received %s.", seconds);
    Check.text("ProtocolStamp", "created", created);
    versions = List.copyOf(versions);
    further = List.copyOf(further);
  }
}
