package dev.timestep.autograd;

/**
 * Receives, during the backward pass, the norm of the gradient that reaches the state of a
 * recurrent layer at each time step: what shows a vanishing or exploding gradient.
 */
@FunctionalInterface
public interface GradientProbe {
  /**
   * @param place the layer's scope on the tape, for example {@code "0.lstm"}
   * @param normPerStep ‖∂loss/∂h‖₂ over the batch after each step, in the order in which the layer
   *     reads: for a reversed layer the first is each sequence's last real step; as many as the
   *     longest sequence has
   */
  void stateGradient(String place, double[] normPerStep);
}
