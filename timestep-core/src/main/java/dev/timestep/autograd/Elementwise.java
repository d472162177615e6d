package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;

/** A function of one number, y = f(x), for every element. Equal functions compute the same. */
interface Elementwise {
  /** y = f(x); {@code x} and {@code y} do not overlap. */
  void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff);

  /**
   * dx += dy·f′(x).
   *
   * @param scratch n numbers to write to where {@link #writesScratch()}
   */
  void backward(
      Kernels kernels,
      int n,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] dy,
      int dyOff,
      float[] dx,
      int dxOff,
      float[] scratch);

  /** f(x) in text, with all its settings: functions with equal texts are equal. */
  String formula(String x);

  /** Whether backward reads x rather than y. */
  boolean readsInput();

  /** Whether backward needs its scratch. */
  default boolean writesScratch() {
    return false;
  }

  /** The function of a variable. */
  default Variable apply(Variable x) {
    return ElementwiseOp.apply(this, x);
  }
}
