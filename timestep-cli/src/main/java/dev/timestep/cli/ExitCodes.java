package dev.timestep.cli;

/** The exit codes of the process. */
final class ExitCodes {
  /** The work was done. */
  static final int OK = 0;

  /** Something failed that is not the user's to mend. */
  static final int FAILURE = 1;

  /** The command line or the input was wrong. */
  static final int BAD_INPUT = 2;

  /** Ended by Ctrl-C, as shells count it. */
  static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
