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
import java.util.SequencedMap;

/**
 * Batch normalisation over sequences (Ioffe and Szegedy 2015), each feature by itself.
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
 * <p>Buys: larger learning rates in deep stacks. Costs: in training the answer for a sequence
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
    mix(movingMean, batch.mean(), 1);
    mix(movingVariance, batch.variance(), correction);
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
