package dev.timestep.nn;

import dev.timestep.autograd.BatchNormOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Weights;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * Batch normalisation over sequences (Ioffe and Szegedy 2015), separately for each feature.
 *
 * <pre>
 * y = γ ⊙ (x − mean) / √(variance + ε) + β
 * training:    mean and variance of the N real steps of all sequences of the batch; then
 *              moving ← momentum·moving + (1 − momentum)·batch's
 * prediction:  the moving ones
 * </pre>
 *
 * <p>Input and output [time, batch, n], or [batch, n] where there is no time axis. Padding counts
 * for nothing and comes out as zeros, however the batch is cut over threads.
 *
 * <p>Parameters: {@code gamma} [n] from 1, {@code beta} [n] from 0; the buffers {@code moving_mean}
 * [n] from 0 and {@code moving_variance} [n] from 1 are kept up by training steps, not by the
 * optimizer, and saved with the weights. A batch without any real step or of a single one, or whose
 * statistics are not finite, leaves them alone; of a single one y is β (as in Keras; PyTorch
 * refuses it, but an epoch's last batch may be one value). Once gamma and beta are both frozen the
 * layer normalises by the moving statistics in training too (Keras' {@code trainable = False}).
 *
 * <p>A variance is held as a float, so it is at most 3.4e38: a feature that varies by more than
 * some 1.8e19 is refused with its number, in training and, where a file holds an infinite variance,
 * in prediction. Otherwise every prediction would be β.
 *
 * <p>Benefit: larger learning rates in deep stacks. Cost: in training the answer for a sequence
 * depends on the others of its batch; small batches make it noisy. {@link LayerNorm} does not.
 */
public final class BatchNorm implements Layer {
  private final BatchNormConfig config;
  private final int features;
  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter movingMean;
  private final Parameter movingVariance;

  /** A layer over a last axis of this width. */
  public BatchNorm(BatchNormConfig config, int features) {
    Weights.checkFeatures("BatchNorm", features);
    this.config = config;
    this.features = features;
    this.gamma = new Parameter(ones(features));
    this.beta = new Parameter(Tensor.zeros(features));
    this.movingMean = Parameter.buffer(Tensor.zeros(features));
    this.movingVariance = Parameter.buffer(ones(features));
  }

  private static Tensor ones(int n) {
    Tensor ones = Tensor.zeros(n);
    Arrays.fill(ones.data(), 1f);
    return ones;
  }

  @Override
  public String kind() {
    return "batch_norm";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("gamma", gamma);
    all.put("beta", beta);
    all.put("moving_mean", movingMean);
    all.put("moving_variance", movingVariance);
    return all;
  }

  @Override
  public Streaming streaming() {
    return Streaming.stepwise(this);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Inputs.checkLast(this, input, features);
    Variable x = input.value();
    Variable gain = tape.parameter(gamma);
    Variable offset = tape.parameter(beta);
    Lengths lengths = input.isSequence() ? input.lengths() : null;
    float epsilon = config.epsilon();
    if (tape.isTraining() && !(gamma.frozen() && beta.frozen())) {
      BatchNormOp.Result found = BatchNormOp.ofBatch(x, gain, offset, epsilon, lengths);
      keepUp(found);
      return input.with(found.y());
    }
    float[] mean = movingMean.value().data();
    float[] variance = movingVariance.value().data();
    checkHeld(variance);
    return input.with(BatchNormOp.of(x, gain, offset, epsilon, lengths, mean, variance));
  }

  private void keepUp(BatchNormOp.Result batch) {
    boolean usable =
        batch.count() > 1
            && Arrays.stream(batch.mean()).allMatch(Double::isFinite)
            && Arrays.stream(batch.variance()).allMatch(Double::isFinite);
    if (!usable) {
      return;
    }
    long n = batch.count();
    double correction = config.unbiased() ? n / (n - 1.0) : 1;
    for (int j = 0; j < features; j++) {
      if (!Float.isFinite((float) (correction * batch.variance()[j]))) {
        throw tooLarge(j, correction * batch.variance()[j]);
      }
    }
    mix(movingMean, batch.mean(), 1);
    mix(movingVariance, batch.variance(), correction);
  }

  private IllegalArgumentException tooLarge(int feature, double variance) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s expects inputs whose variance is at most %.2g, the largest float; received a"
                + " variance of %.3g in feature %d, counted from 0. Scale what the layer reads:"
                + " scale the inputs of the model with StandardScaler.fit, or let a bounded"
                + " activation such as tanh come before the layer.",
            this,
            Float.MAX_VALUE,
            variance,
            feature));
  }

  /** Refuses moving statistics, of a file for example, by which every output would be β. */
  private void checkHeld(float[] variance) {
    for (int j = 0; j < features; j++) {
      if (!(variance[j] >= 0 && variance[j] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            this
                + " expects a finite moving_variance of 0 or more; it holds "
                + variance[j]
                + " for feature "
                + j
                + ", counted from 0. The inputs of the training were too large or not finite:"
                + " scale them with StandardScaler.fit and train again.");
      }
    }
  }

  private void mix(Parameter moving, double[] now, double factor) {
    float[] kept = moving.value().data();
    for (int j = 0; j < kept.length; j++) {
      double share = config.momentum();
      kept[j] = (float) (share * kept[j] + (1 - share) * factor * now[j]);
    }
    moving.changed();
  }

  @Override
  public String toString() {
    return "BatchNorm(features=" + features + ")";
  }
}
