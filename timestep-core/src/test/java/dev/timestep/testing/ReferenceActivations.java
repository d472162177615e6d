package dev.timestep.testing;

import dev.timestep.autograd.ActivationFunction;
import java.util.function.DoubleUnaryOperator;

/** The activations in float64, as their papers and frameworks write them. */
public final class ReferenceActivations {
  private ReferenceActivations() {}

  /** The same function in float64. */
  public static DoubleUnaryOperator of(ActivationFunction f) {
    double a = f.alpha();
    double b = f.beta();
    return switch (f.form()) {
      case LINEAR -> x -> a * x + b;
      case TANH -> x -> a * Math.tanh(b * x);
      case RELU -> x -> x > a ? x : 0;
      case SIGMOID -> ReferenceCell::sigmoid;
      case HARD_SIGMOID -> x -> Math.max(0, Math.min(1, a * x + b));
      case SOFTSIGN -> x -> x / (1 + Math.abs(x));
      case SOFTPLUS -> x -> Math.log1p(Math.exp(x));
      case ELU -> x -> x > 0 ? x : a * Math.expm1(x);
      case SELU -> x -> 1.05070098735548049 * (x > 0 ? x : 1.67326324235437728 * Math.expm1(x));
      case LEAKY_RELU -> x -> x > 0 ? x : a * x;
      case GELU -> x -> x * (1 + erf(x / Math.sqrt(2))) / 2;
      case SILU -> x -> x / (1 + Math.exp(-x));
    };
  }

  /** Its power series, which float64 holds up to about 4. */
  private static double erf(double z) {
    double power = z;
    double sum = 0;
    for (int n = 0; n < 100; n++) {
      sum += power / (2 * n + 1);
      power *= -z * z / (n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }
}
