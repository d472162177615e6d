package dev.timestep.autograd;

/**
 * One recorded operation: knows its inputs, its outputs and what its backward pass needs.
 *
 * <p>{@link #backward()} reads the gradients of the outputs ({@link Variable#gradient()}, which is
 * null-free here: an op runs only if one of its outputs has a gradient) and adds to the gradients
 * of the inputs that ask for one.
 */
public interface Op {
  /** Adds this op's share to the gradients of its inputs. */
  void backward();
}
