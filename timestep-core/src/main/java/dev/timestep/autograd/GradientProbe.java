package dev.timestep.autograd;

/**
 * Receives, during the backward pass, the norm of the gradient that reaches the state of a
 * recurrent layer at each time step: what shows a vanishing or exploding gradient.
 */
@FunctionalInterface
public interface GradientProbe {
  /**
   * @param place the layer's scope on the tape, for example {@code "0.lstm"}
   * @param normPerStep ‖∂loss/∂h_t‖₂ over the batch for t = 0 … T−1
   */
  void stateGradient(String place, double[] normPerStep);
}
