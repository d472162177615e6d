package dev.timestep.autograd;

import dev.timestep.tensor.Shape;

/** A constant number in a program, such as the 1 of 1 − x. */
final class ScalarLeaf implements Op {
  private final Variable variable;
  private float value;

  private ScalarLeaf(Tape tape) {
    this.variable = tape.output(Shape.of());
  }

  static Variable apply(Tape tape, float value) {
    if (tape.kept() instanceof ScalarLeaf leaf) {
      leaf.value = value;
      tape.repeat(leaf);
      return leaf.variable;
    }
    ScalarLeaf leaf = new ScalarLeaf(tape);
    leaf.value = value;
    tape.run(leaf, leaf.variable);
    return leaf.variable;
  }

  @Override
  public void forward() {
    variable.data()[0] = value;
  }

  @Override
  public void backward() {}
}
