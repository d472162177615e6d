package dev.timestep.nn.cell;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The weights that the three classic cells share: kernel [F, G·H], recurrent kernel [H, G·H], bias
 * [G·H] or none.
 */
public final class Weights {
  final Parameter kernel;
  final Parameter recurrentKernel;
  final @Nullable Parameter bias;

  Weights(int features, int units, int gates, boolean withBias, Init init, RandomGenerator random) {
    checkFeatures("A recurrent cell", features);
    int width = gates * units;
    kernel = new Parameter(init.kernel(features, width, units, random));
    recurrentKernel = new Parameter(init.recurrentKernel(units, width, random));
    bias = withBias ? new Parameter(init.bias(width, units, random)) : null;
  }

  SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("kernel", kernel);
    all.put("recurrent_kernel", recurrentKernel);
    if (bias != null) {
      all.put("bias", bias);
    }
    return all;
  }

  /** The variable of a parameter that may be missing. */
  public static @Nullable Variable variable(Tape tape, @Nullable Parameter parameter) {
    return parameter == null ? null : tape.parameter(parameter);
  }

  /** x·W[gate] (+ b[gate]), columns [gate·units, (gate+1)·units). */
  static Variable columns(Variable product, int gate, int units) {
    return product.slice(-1, gate * units, (gate + 1) * units);
  }

  /** Adds a bias if there is one. */
  static Variable plus(Variable product, @Nullable Variable bias) {
    return bias == null ? product : product.add(bias);
  }

  static Variable zeros(Tape tape, int batch, int units) {
    return tape.constant(0f, batch, units);
  }

  /** Refuses a width below 1, in the name of {@code who}. */
  public static void checkFeatures(String who, int features) {
    if (features < 1) {
      throw new IllegalArgumentException(
          who
              + " expects features of 1 or more; received "
              + features
              + ". Check the width of its input.");
    }
  }

  /** Refuses a width below 1, in the name of {@code who}. */
  public static void checkUnits(String who, int units) {
    if (units < 1) {
      throw new IllegalArgumentException(
          who + " expects units of 1 or more; received " + units + ".");
    }
  }

  /** Refuses a rate outside [0, 1), in the name of {@code who}. */
  static void checkRate(String who, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          who + " expects a rate from 0 up to, not including, 1; received " + rate + ".");
    }
  }

  /** Refuses a norm's epsilon that is not above 0, in the name of {@code who}. */
  static void checkEpsilon(String who, float epsilon) {
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException(
          who + " expects an epsilon above 0; received " + epsilon + ". The usual one is 1e-5.");
    }
  }
}
