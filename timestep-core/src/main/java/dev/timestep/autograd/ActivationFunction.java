package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import java.util.Locale;

/**
 * An {@link Activation} with its numbers: {@code Activation.HARD_SIGMOID.with(0.2f, 0.5f)} is the
 * hard sigmoid of ONNX and Keras 2, {@code Activation.HARD_SIGMOID.standard()} that of Keras 3 and
 * PyTorch. What α and β do is told there; a form that has none ignores them.
 *
 * @param form its formula
 * @param alpha α
 * @param beta β
 */
public record ActivationFunction(Activation form, float alpha, float beta) {
  public ActivationFunction {
    if (!Float.isFinite(alpha) || !Float.isFinite(beta)) {
      throw refused(form, "finite numbers", alpha, beta);
    }
    switch (form) {
      // The sign of the output must show the sign of the input.
      case ELU, LEAKY_RELU -> check(alpha >= 0, form, "an alpha of 0 or more", alpha, beta);
      case TANH -> check(alpha != 0, form, "an alpha other than 0", alpha, beta);
      default -> {}
    }
  }

  private static void check(
      boolean holds, Activation form, String expected, float alpha, float beta) {
    if (!holds) {
      throw refused(form, expected, alpha, beta);
    }
  }

  private static IllegalArgumentException refused(
      Activation form, String expected, float alpha, float beta) {
    return new IllegalArgumentException(
        "The activation "
            + form
            + " expects "
            + expected
            + "; received alpha "
            + alpha
            + " and beta "
            + beta
            + ". "
            + form
            + ".standard() has the usual ones.");
  }

  /** The function of a variable. */
  public Variable apply(Variable x) {
    return equals(form.standard()) ? form.apply(x) : new Applied(this).apply(x);
  }

  /** The function as what an op computes. */
  record Applied(ActivationFunction f) implements Elementwise {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      f.form.value(kernels, n, x, xOff, y, yOff, f.alpha, f.beta);
    }

    @Override
    public void backward(
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
        float[] scratch) {
      float[] of = readsInput() ? x : y;
      f.form.slope(kernels, n, of, readsInput() ? xOff : yOff, scratch, 0, f.alpha, f.beta);
      kernels.elementwise().multiplyAdd(n, dy, dyOff, scratch, 0, dx, dxOff);
    }

    @Override
    public String formula(String x) {
      String name = f.form.name().toLowerCase(Locale.ROOT);
      String numbers = f.equals(f.form.standard()) ? "" : "; α = " + f.alpha + ", β = " + f.beta;
      return name + "(" + x + numbers + ")";
    }

    @Override
    public boolean readsInput() {
      return !f.form.slopeFromOutput();
    }

    @Override
    public boolean writesScratch() {
      return true;
    }
  }
}
