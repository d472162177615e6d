package dev.timestep.bench.compare;

/** A contender that failed, or that computes something else than the others. */
final class ContenderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ContenderException(String message) {
    super(message);
  }
}
