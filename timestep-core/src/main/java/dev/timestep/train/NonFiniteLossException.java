package dev.timestep.train;

/**
 * A loss or gradient became NaN or infinite. The weights are those before the step that failed; the
 * message says where it happened, the likely cause and what to do.
 */
public final class NonFiniteLossException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  private final Cause likelyCause;
  private final String place;
  private final int epoch;
  private final int batch;

  NonFiniteLossException(String message, Cause likelyCause, String place, int epoch, int batch) {
    super(message);
    this.likelyCause = likelyCause;
    this.place = place;
    this.epoch = epoch;
    this.batch = batch;
  }

  /** What most likely made the numbers overflow. */
  public enum Cause {
    /** The batch itself holds a number that is not finite. */
    BAD_DATA,
    /** A weight was not finite before the step. */
    BAD_WEIGHTS,
    /** All that went in was finite: the numbers grew too large on the way. */
    DIVERGED
  }

  /** What most likely made the numbers overflow. */
  public Cause likelyCause() {
    return likelyCause;
  }

  /** Where: a position in the batch, a parameter's name, or a layer. */
  public String place() {
    return place;
  }

  /** The epoch, from 1; 0 outside {@link Trainer#fit}. */
  public int epoch() {
    return epoch;
  }

  /** The batch of the epoch, from 1; 0 outside {@link Trainer#fit} and during validation. */
  public int batch() {
    return batch;
  }
}
