package dev.timestep.autograd;

/** What a tape keeps of one place in a program: the op that runs there, and what belongs to it. */
final class Place {
  final Op op;
  final Variable[] outputs;
  private final Buffers buffers;
  private final boolean gradient;
  private Scope scope;

  /**
   * A place.
   *
   * @param buffers that were taken while the op was made
   */
  Place(Op op, Variable[] outputs, Buffers buffers, Scope scope) {
    this.op = op;
    this.outputs = outputs;
    this.buffers = buffers;
    this.scope = scope;
    boolean any = false;
    for (Variable output : outputs) {
      any |= output.requiresGradient();
    }
    this.gradient = any;
  }

  Scope scope() {
    return scope;
  }

  /** Before the op runs once more. */
  void renew(Scope now) {
    scope = now;
    for (Variable output : outputs) {
      output.forgetGradient();
    }
  }

  /** Whether something has flowed back to here that the op has to pass on. */
  boolean wantsBackward() {
    if (gradient) {
      for (Variable output : outputs) {
        if (output.hasGradient()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether an output that a gradient may flow through is NaN or infinite somewhere. */
  boolean isBroken() {
    if (!gradient || op instanceof Leaf) {
      return false;
    }
    for (Variable output : outputs) {
      float[] data = output.data();
      for (int at = 0; at < output.size(); at++) {
        if (!Float.isFinite(data[at])) {
          return true;
        }
      }
    }
    return false;
  }

  /** The largest size of a finite number of a value from outside; 0 for what is computed. */
  double largestConstant() {
    if (!(op instanceof Leaf || op instanceof TimeMajorOp)) {
      return 0;
    }
    double largest = 0;
    for (Variable output : outputs) {
      for (int at = 0; at < output.size(); at++) {
        double size = Math.abs((double) output.data()[at]);
        largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
      }
    }
    return largest;
  }

  void giveBack(Workspace workspace) {
    buffers.giveBack(workspace);
  }
}
