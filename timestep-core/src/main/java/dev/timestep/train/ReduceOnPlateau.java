package dev.timestep.train;

/**
 * The rate falls by a factor whenever the loss has not improved for some epochs.
 *
 * <p>Better means below best − threshold · |best|. After a reduction the count starts again.
 *
 * @param decay by which the rate is multiplied, in (0, 1); 0.1 by default
 * @param patience epochs without gain that are let pass, 0 or more; 10 by default. The rate falls
 *     after the epoch that is one too many
 * @param threshold the least relative gain that counts, in [0, 1); 1e-4 by default
 * @param floor below which the factor does not fall, in [0, 1); 0 by default
 */
public record ReduceOnPlateau(double decay, int patience, double threshold, double floor)
    implements Schedule {
  public ReduceOnPlateau {
    Settings.positive("ReduceOnPlateau", "a decay", decay);
    Settings.inRange("ReduceOnPlateau", "a decay", decay, 0, 1);
    Settings.atLeast("ReduceOnPlateau", "a patience", patience, 0);
    Settings.inRange("ReduceOnPlateau", "a threshold", threshold, 0, 1);
    Settings.inRange("ReduceOnPlateau", "a floor", floor, 0, 1);
  }

  /** With PyTorch's threshold and no floor. */
  public ReduceOnPlateau(double decay, int patience) {
    this(decay, patience, 1e-4, 0);
  }

  @Override
  public double factor(Progress progress, Memory memory) {
    return memory.factor();
  }

  @Override
  public Memory afterEpoch(Memory memory, double loss) {
    if (loss < toBeat(memory.best())) {
      return new Memory(memory.factor(), loss, 0);
    }
    int without = memory.epochsWithoutGain() + 1;
    return without <= patience
        ? new Memory(memory.factor(), memory.best(), without)
        : new Memory(Math.max(floor, memory.factor() * decay), memory.best(), 0);
  }

  private double toBeat(double best) {
    return Double.isInfinite(best) ? best : best - threshold * Math.abs(best);
  }
}
