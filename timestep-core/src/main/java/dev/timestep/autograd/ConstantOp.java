package dev.timestep.autograd;

/** A leaf of the tape: a value from outside, the same whenever the op runs in a step. */
public interface ConstantOp extends Op {
  /** The value. */
  Variable variable();
}
