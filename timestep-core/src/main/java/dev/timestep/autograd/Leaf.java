package dev.timestep.autograd;

import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;

/** A value from outside: nothing is computed, and each step may bring another array. */
final class Leaf implements ConstantOp {
  private final Variable variable;

  private Leaf(Tape tape, Shape shape, float[] data, boolean requiresGradient) {
    this.variable = new Variable(tape, shape, data, requiresGradient, null);
  }

  static Variable apply(Tape tape, Tensor value, boolean requiresGradient) {
    if (tape.kept() instanceof Leaf leaf
        && leaf.variable.requiresGradient() == requiresGradient
        && leaf.variable.shape().equals(value.shape())) {
      leaf.variable.pointTo(value.data());
      tape.repeat(leaf);
      return leaf.variable;
    }
    Leaf leaf = new Leaf(tape, value.shape(), value.data(), requiresGradient);
    tape.run(leaf, leaf.variable);
    return leaf.variable;
  }

  @Override
  public Variable variable() {
    return variable;
  }

  @Override
  public void forward() {}

  @Override
  public void backward() {}
}
