package dev.timestep.bench.compare;

/** A command line that can not be understood; the message says what to write instead. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
