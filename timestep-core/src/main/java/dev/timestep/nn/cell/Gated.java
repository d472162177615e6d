package dev.timestep.nn.cell;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the variants of LSTM and GRU share: an input kernel [F, width], a recurrent kernel [·,
 * width], a bias [width] or none, and what more parameters each adds.
 */
abstract class Gated<S extends CellState> extends ComposedCell<S> {
  final Parameter kernel;
  final Parameter recurrentKernel;
  final @Nullable Parameter bias;

  /**
   * A cell with its first weights.
   *
   * @param width of the kernel and the bias
   * @param recurrentWidth of the recurrent kernel
   */
  Gated(
      CellConfig config,
      int features,
      int width,
      int recurrentWidth,
      boolean withBias,
      Init init,
      RandomGenerator random) {
    super(config, features);
    int units = config.units();
    kernel = made("kernel", init.kernel(features, width, units, random));
    recurrentKernel =
        recurrent("recurrent_kernel", init.recurrentKernel(units, recurrentWidth, random));
    bias = withBias ? made("bias", init.bias(width, units, random)) : null;
  }

  final Parameter recurrent(String name, Tensor start) {
    Parameter parameter = new Parameter(start);
    addRecurrent(name, parameter);
    return parameter;
  }

  final Parameter made(String name, Tensor start) {
    Parameter parameter = new Parameter(start);
    add(name, parameter);
    return parameter;
  }

  /** Gains [n], which start at 1. */
  final Parameter gains(String name, int n) {
    Parameter gains = made(name, Tensor.zeros(n));
    Arrays.fill(gains.value().data(), 1f);
    return gains;
  }

  /** x·W + b. */
  final Variable input(Tape tape, Variable x) {
    return LinearOp.apply(x, tape.parameter(kernel), Weights.variable(tape, bias));
  }

  /** h·U. */
  final Variable past(Tape tape, Variable h) {
    return h.matmul(tape.parameter(recurrentKernel));
  }
}
