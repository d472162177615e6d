package dev.timestep.kernel;

/** The transcendental functions of the portable kernels, one float at a time. */
final class PortableMath {

  private PortableMath() {}

  static float exp(float x) {
    return (float) Math.exp(x);
  }

  static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }

  static float tanh(float x) {
    return (float) Math.tanh(x);
  }
}
