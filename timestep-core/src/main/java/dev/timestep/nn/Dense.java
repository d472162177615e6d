package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.Weights;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A fully connected layer on the last axis, the same at every time step: y = act(x·W + b).
 *
 * <p>Parameters: {@code kernel} [in, units], {@code bias} [units]. Starts Glorot uniform and zero.
 */
public final class Dense implements Layer {
  private final int features;
  private final int units;
  private final Activation activation;
  private final Parameter kernel;
  private final @Nullable Parameter bias;

  /** A linear layer with a bias. */
  public Dense(int features, int units, RandomGenerator random) {
    this(features, units, Activation.LINEAR, true, random);
  }

  public Dense(
      int features, int units, Activation activation, boolean bias, RandomGenerator random) {
    Weights.checkFeatures("Dense", features);
    Weights.checkUnits("Dense", units);
    this.features = features;
    this.units = units;
    this.activation = activation;
    this.kernel = new Parameter(Init.glorotUniform(features, units, random));
    this.bias = bias ? new Parameter(Tensor.zeros(units)) : null;
  }

  @Override
  public String kind() {
    return "dense";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("kernel", kernel);
    if (bias != null) {
      all.put("bias", bias);
    }
    return all;
  }

  @Override
  public Streaming streaming() {
    return Streaming.stepwise(this);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Signal x = Inputs.checkLast(this, input, features);
    return x.with(forward(tape, x.value()));
  }

  /** The layer on a variable [.., features]. */
  public Variable forward(Tape tape, Variable x) {
    if (x.shape().last() != features) {
      throw new IllegalArgumentException(
          this
              + " expects a last axis of "
              + features
              + "; received "
              + Recurrent.batchFirst(x.shape())
              + ". Check the layer before it.");
    }
    Variable sum = LinearOp.apply(x, tape.parameter(kernel), Weights.variable(tape, bias));
    return activation.apply(sum);
  }

  @Override
  public String toString() {
    return "Dense(features=" + features + ", units=" + units + ")";
  }
}
