package dev.timestep.autograd;

import dev.timestep.tensor.Shape;
import java.util.Arrays;

/** A constant that a program makes of one number, such as the 1 of 1 − x or a state of zeros. */
final class FilledLeaf implements ConstantOp {
  private final Variable variable;
  private float value;

  private FilledLeaf(Tape tape, Shape shape, float value) {
    this.variable = tape.output(shape);
    this.value = value;
  }

  static Variable apply(Tape tape, float value, int... sizes) {
    if (tape.kept() instanceof FilledLeaf leaf && leaf.variable.shape().hasSizes(sizes)) {
      leaf.value = value;
      tape.repeat(leaf);
      return leaf.variable;
    }
    FilledLeaf leaf = new FilledLeaf(tape, Shape.of(sizes), value);
    tape.run(leaf, leaf.variable);
    return leaf.variable;
  }

  @Override
  public Variable variable() {
    return variable;
  }

  @Override
  public void forward() {
    Arrays.fill(variable.data(), 0, variable.size(), value);
  }

  @Override
  public void backward() {}
}
