package dev.timestep.train;

/**
 * How the learning rate changes during training, as a factor on the optimizer's own rate.
 *
 * <p>A schedule is a value: what little one remembers ({@link ReduceOnPlateau} does) is a {@link
 * Memory} that the trainer keeps and a checkpoint holds. An implementation is a record: its {@code
 * toString} is compared when training resumes.
 */
public interface Schedule {
  /** The factor of the step at {@code progress}. */
  double factor(Progress progress, Memory memory);

  /**
   * What to remember after an epoch.
   *
   * @param loss the validation loss, or the training loss where there is no validation
   */
  default Memory afterEpoch(Memory memory, double loss) {
    return memory;
  }

  /** Factor 1 throughout. */
  static Schedule constant() {
    return new Constant();
  }

  /** Factor 1 throughout. */
  record Constant() implements Schedule {
    @Override
    public double factor(Progress progress, Memory memory) {
      return 1;
    }
  }

  /**
   * Where training stands.
   *
   * @param step steps done before this one
   * @param stepsPerEpoch steps in an epoch; {@link Integer#MAX_VALUE} outside {@link Trainer#fit},
   *     where there are no epochs
   */
  record Progress(long step, int stepsPerEpoch) {
    /** Epochs done before this step. */
    public long epoch() {
      return step / stepsPerEpoch;
    }

    /** Epochs done before this step, with the share of the current one. */
    public double epochs() {
      return (double) step / stepsPerEpoch;
    }
  }

  /**
   * What a schedule remembers from epoch to epoch.
   *
   * @param factor that it has come down to
   * @param best the lowest loss so far; infinite before the first
   * @param epochsWithoutGain epochs since then, or since the last reduction
   */
  record Memory(double factor, double best, int epochsWithoutGain) {
    /** Before the first epoch. */
    public static Memory start() {
      return new Memory(1, Double.POSITIVE_INFINITY, 0);
    }
  }
}
