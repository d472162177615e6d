package dev.timestep.kernel;

/**
 * e^x of {@code n} floats, and what is made of it for softplus and for the cross-entropy. The
 * conventions of {@link Kernels} hold.
 */
public interface ExponentialKernels {

  /**
   * y = e^x, relative error at most 3e-7 in the normal range; infinity above, 0 where it is below
   * {@link Float#MIN_NORMAL}.
   */
  void exp(int n, float[] x, int xOff, float[] y, int yOff);

  /**
   * y = sign·ln(1 + e^(sign·x)) for a sign of 1 or −1: softplus x, or the logarithm of sigmoid x.
   * Absolute error at most 3e-7 and relative to the result; overflows nowhere.
   */
  void softplus(int n, float sign, float[] x, int xOff, float[] y, int yOff);

  /**
   * Σ e^(x − shift), where no x is above the shift: with max x for it, the denominator of a
   * softmax. The relative error of a term is at most 3e-7 down to e^−87, and all below is between 0
   * and 2e-38.
   */
  float sumExp(int n, float shift, float[] x, int xOff);

  /**
   * y += alpha·e^(x − shift), where no x is above the shift: with max x for it and scale / {@link
   * #sumExp} for alpha, the softmax part of the gradient of a cross-entropy. The relative error of
   * e^(x − shift) is at most 3e-7; where it is below {@link Vanishing#BOUND}, it counts as 0.
   */
  void addScaledExp(int n, float alpha, float shift, float[] x, int xOff, float[] y, int yOff);
}
