package dev.timestep.bench.compare;

/** A command line that cannot be understood; the message says what to write instead. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With that message. */
  public UsageException(String message) {
    super(message);
  }
}
