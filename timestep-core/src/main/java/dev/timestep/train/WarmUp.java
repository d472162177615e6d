package dev.timestep.train;

/**
 * The rate rises in a straight line during the first steps, while Adam's running means are still
 * inaccurate: min(1, (step + 1) / n), times the factor of another schedule.
 *
 * @param steps n, 1 or more; steps, not epochs
 * @param then what the rate does apart from that; it counts from the first step
 */
public record WarmUp(int steps, Schedule then) implements Schedule {
  public WarmUp {
    Settings.atLeast("WarmUp", "a number of steps", steps, 1);
  }

  @Override
  public double factor(Progress progress, Memory memory) {
    double rise = Math.min(1, (progress.step() + 1.0) / steps);
    return rise * then.factor(progress, memory);
  }

  @Override
  public Memory afterEpoch(Memory memory, double loss) {
    return then.afterEpoch(memory, loss);
  }
}
