package dev.timestep.nn;

import dev.timestep.autograd.LayerNormOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.nn.cell.Weights;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Layer normalisation over the last axis (Ba, Kiros and Hinton 2016): y = γ ⊙ (x − mean) /
 * √(variance + ε) + β.
 *
 * <p>Parameters: {@code gamma} [n], started at 1, and {@code beta} [n], started at 0. ε is 1e-5
 * (PyTorch) by default.
 */
public final class LayerNorm implements Layer {
  /** PyTorch's default ε. */
  public static final float EPSILON = 1e-5f;

  private final int features;
  private final float epsilon;
  private final Parameter gamma;
  private final Parameter beta;

  public LayerNorm(int features) {
    this(features, EPSILON);
  }

  public LayerNorm(int features, float epsilon) {
    Weights.checkFeatures("LayerNorm", features);
    checkEpsilon(epsilon);
    this.features = features;
    this.epsilon = epsilon;
    this.gamma = new Parameter(Tensor.zeros(features));
    Arrays.fill(gamma.value().data(), 1f);
    this.beta = new Parameter(Tensor.zeros(features));
  }

  static void checkEpsilon(float epsilon) {
    if (!(epsilon > 0 && epsilon < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "LayerNorm expects an epsilon above 0; received "
              + epsilon
              + ". The default is "
              + EPSILON
              + ".");
    }
  }

  @Override
  public String kind() {
    return "layer_norm";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("gamma", gamma);
    all.put("beta", beta);
    return all;
  }

  @Override
  public Streaming streaming() {
    return Streaming.stepwise(this);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Signal x = Inputs.checkLast(this, input, features);
    return x.with(
        LayerNormOp.apply(x.value(), tape.parameter(gamma), tape.parameter(beta), epsilon));
  }

  @Override
  public String toString() {
    return "LayerNorm(features=" + features + ")";
  }
}
