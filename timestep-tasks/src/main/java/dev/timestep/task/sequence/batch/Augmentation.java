package dev.timestep.task.sequence.batch;

import dev.timestep.tensor.Tensor;
import java.util.SplittableRandom;

/**
 * Small random changes of a training case that leave its class as it is: with few cases a network
 * learns them by heart otherwise.
 *
 * <pre>
 * x′_t = a·x_{s(t)} + ε_t      a ~ N(1, stretch²) for each channel      ε ~ N(0, jitter²)
 * s(t) = start + t · share     a window of a share of at least 1 − warp, drawn out to the old length
 * </pre>
 *
 * <p>Only the first {@code channels} features change. Masks, letters and covariates do not.
 *
 * @param jitter deviation of the noise, in deviations of the channel
 * @param stretch deviation of the factor
 * @param warp the largest share of the steps that is cut off; the rest is drawn out
 */
public record Augmentation(double jitter, double stretch, double warp) {
  /** Cases as they are. */
  public static final Augmentation NONE = new Augmentation(0, 0, 0);

  /** A changed copy of {@code steps} [time, features]. */
  public Tensor apply(Tensor steps, int channels, SplittableRandom random) {
    int time = steps.shape().dim(0);
    int features = steps.shape().dim(1);
    Tensor changed = steps.copy();
    double share = 1 - warp * random.nextDouble();
    double start = (1 - share) * (time - 1) * random.nextDouble();
    for (int channel = 0; channel < channels; channel++) {
      double factor = 1 + stretch * random.nextGaussian();
      for (int t = 0; t < time; t++) {
        double value = at(steps, features, channel, start + t * share);
        changed.data()[t * features + channel] =
            (float) (factor * value + jitter * random.nextGaussian());
      }
    }
    return changed;
  }

  /** The value between two steps, on a straight line. */
  private static double at(Tensor steps, int features, int channel, double place) {
    int last = steps.shape().dim(0) - 1;
    int before = Math.min(last, (int) place);
    int after = Math.min(last, before + 1);
    double part = place - before;
    return (1 - part) * steps.data()[before * features + channel]
        + part * steps.data()[after * features + channel];
  }
}
