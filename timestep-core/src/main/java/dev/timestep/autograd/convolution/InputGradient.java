package dev.timestep.autograd.convolution;

/** How the gradient of a convolution's output reaches its input. */
interface InputGradient {
  /** Adds to dX, or sets it where nobody has added before, from dY and the kernel as they are. */
  void run();

  /** Other patches of the same size, as lengths change. */
  default void patches(PatchRows now) {
    throw new IllegalStateException("Images have no lengths.");
  }
}
