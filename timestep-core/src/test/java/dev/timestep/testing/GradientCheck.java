package dev.timestep.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds a piece of the engine against a plain float64 reference: its values, and its gradients
 * against central differences of the reference.
 *
 * <p>Both sides get the same random numbers by name and return the same outputs in the same order.
 * What is differentiated is Σ r·output with fixed random r, so an error in any element of any
 * output shows.
 *
 * <p>Every draw of numbers has to pass, and of each input and parameter one draw has to show a
 * gradient so large that {@link GradientTolerance} would notice if its largest number were off by a
 * hundredth. What is allowed beside, and why:
 *
 * <ul>
 *   <li>Numbers are drawn again, up to {@value #DRAWS} times in all, where a gradient was too small
 *       to show anything: units of a ReLU may be dead, gates shut, a maximum elsewhere.
 *   <li>A gradient may be zero in all draws, which some are by their nature: of a recurrent kernel
 *       over one step from zeros, of anything where all lengths are 0, of a bias that moves all
 *       scores of a softmax alike. The engine's own then has to be within rounding of zero.
 * </ul>
 */
public final class GradientCheck {
  /** float32 against float64 over the few dozen terms and steps of the cases here. */
  private static final double VALUE_TOLERANCE = 2e-5;

  /** Truncation grows with its square, rounding of a float64 reference with its inverse. */
  private static final double STEP = 1e-5;

  /** Central differences make at most this of a gradient that is zero. */
  private static final double ZERO = 1e-8;

  /** The engine's side. */
  @FunctionalInterface
  public interface Recorded {
    /** Records outputs on {@code tape}; {@code inputs} are those that are no parameters. */
    List<Variable> run(Tape tape, Map<String, Variable> inputs);
  }

  /** The reference's side. */
  @FunctionalInterface
  public interface Reference {
    /** The outputs for these inputs and parameters, each row-major. */
    List<double[]> run(Map<String, double[]> inputs);
  }

  /** How often numbers are drawn again where a gradient is too small to be checked. */
  private static final int DRAWS = 8;

  private final SplittableRandom random;
  private final List<Runnable> draws = new ArrayList<>();
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  /** Whose gradient was never large enough to be checked, and whose was zero in every draw. */
  private final Set<String> unseen = new LinkedHashSet<>();

  private final Set<String> zero = new HashSet<>();
  private @Nullable String spoiled;
  private double spoiling = 1;
  private Supplier<Tape> tapes = () -> Tape.recording(Engine.withThreads(1));

  public GradientCheck(long seed) {
    random = new SplittableRandom(seed);
  }

  /** On a tape for training: what is drawn at random comes from {@code seed}. */
  public GradientCheck training(long seed) {
    tapes = () -> Tape.training(Engine.withThreads(1), seed);
    return this;
  }

  /** An input, uniform in [low, high). */
  public GradientCheck input(String name, double low, double high, int... sizes) {
    return drawn(() -> inputs.put(name, draw(low, high, Shape.of(sizes))));
  }

  /** Parameters, drawn again so that none is zero or special. */
  public GradientCheck parameters(Map<String, Parameter> all) {
    all.forEach(
        (name, parameter) -> {
          // A buffer may be a variance.
          boolean buffer = parameter.isBuffer();
          double low = buffer ? 0.4 : -0.9;
          double high = buffer ? 1.6 : 0.9;
          drawn(() -> parameter.assign(draw(low, high, parameter.shape())));
          parameters.put(name, parameter);
        });
    return this;
  }

  private GradientCheck drawn(Runnable draw) {
    draw.run();
    draws.add(draw);
    return this;
  }

  private Tensor draw(double low, double high, Shape shape) {
    float[] values = new float[shape.size()];
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) random.nextDouble(low, high);
    }
    return Tensor.of(shape, values);
  }

  /** Makes the largest number of the engine's gradient of {@code name} wrong, by this factor. */
  public GradientCheck spoiling(String name, double factor) {
    spoiled = name;
    spoiling = factor;
    return this;
  }

  /**
   * Runs both sides and compares.
   *
   * @return the inputs and parameters that have a gradient
   */
  public Set<String> run(Recorded recorded, Reference reference) {
    unseen.addAll(inputs.keySet());
    parameters.forEach((name, p) -> unseen.addAll(p.isBuffer() ? List.of() : List.of(name)));
    Set<String> trained = new LinkedHashSet<>(unseen);
    zero.addAll(unseen);
    compare(recorded, reference);
    for (int draw = 1; draw < DRAWS && !isDone(draw); draw++) {
      draws.forEach(Runnable::run);
      compare(recorded, reference);
    }
    unseen.removeAll(zero);
    assertThat(unseen).as("gradients that are too small to be checked").isEmpty();
    trained.removeAll(zero);
    return trained;
  }

  /** What was zero once may be so by its nature, and is looked at twice more. */
  private boolean isDone(int draws) {
    return unseen.isEmpty() || (draws > 2 && zero.containsAll(unseen));
  }

  private void compare(Recorded recorded, Reference reference) {
    Tape tape = tapes.get();
    Map<String, Variable> variables = new LinkedHashMap<>();
    inputs.forEach((name, value) -> variables.put(name, tape.input(value)));
    parameters.values().forEach(Parameter::clearGradient);
    List<Variable> outputs = recorded.run(tape, variables);
    Map<String, double[]> numbers = new LinkedHashMap<>();
    inputs.forEach((name, value) -> numbers.put(name, Numbers.widen(value.data())));
    parameters.forEach((name, p) -> numbers.put(name, Numbers.widen(p.value().data())));
    compareValues(outputs, reference.run(numbers));

    List<double[]> cotangents = backward(tape, outputs);
    numbers.forEach(
        (name, values) -> {
          Parameter trained = parameters.get(name);
          if (trained != null && trained.isBuffer()) {
            assertThat(trained.gradient()).as(name).containsOnly(0);
            return;
          }
          Variable variable = variables.get(name);
          float[] gradient =
              variable == null ? parameters.get(name).gradient() : variable.gradientValue().data();
          if (name.equals(spoiled)) {
            gradient[largest(Numbers.widen(gradient))] *= (float) spoiling;
          }
          double[] differences = new double[values.length];
          Arrays.setAll(differences, at -> difference(reference, cotangents, numbers, values, at));
          GradientTolerance.STANDARD.check(name, gradient, differences);
          note(name, Math.abs(differences[largest(differences)]));
        });
  }

  private void note(String name, double largest) {
    if (largest > ZERO) {
      zero.remove(name);
    }
    if (0.01 * largest > 2 * GradientTolerance.STANDARD.allowed(largest)) {
      unseen.remove(name);
    }
  }

  private static int largest(double[] values) {
    int largest = 0;
    for (int at = 1; at < values.length; at++) {
      largest = Math.abs(values[at]) > Math.abs(values[largest]) ? at : largest;
    }
    return largest;
  }

  private static void compareValues(List<Variable> outputs, List<double[]> expected) {
    assertThat(outputs).as("outputs").hasSameSizeAs(expected);
    for (int k = 0; k < expected.size(); k++) {
      double[] actual = Numbers.widen(outputs.get(k).value().data());
      double largest = Math.max(1, Arrays.stream(expected.get(k)).map(Math::abs).max().orElse(1));
      Numbers.assertClose("output " + k, actual, expected.get(k), VALUE_TOLERANCE * largest);
    }
  }

  /** Runs backward from Σ r·output and returns the r. */
  private List<double[]> backward(Tape tape, List<Variable> outputs) {
    Variable loss = tape.constant(Tensor.scalar(0));
    List<Tensor> cotangents = new ArrayList<>();
    for (Variable output : outputs) {
      Tensor r = draw(0.5, 2, output.shape());
      for (int at = 0; at < r.data().length; at++) {
        r.data()[at] *= random.nextBoolean() ? 1 : -1;
      }
      cotangents.add(r);
      loss = loss.add(output.multiply(tape.constant(r)).sum());
    }
    tape.backward(loss);
    return cotangents.stream().map(r -> Numbers.widen(r.data())).toList();
  }

  private static double difference(
      Reference reference,
      List<double[]> cotangents,
      Map<String, double[]> numbers,
      double[] values,
      int at) {
    double start = values[at];
    values[at] = start + STEP;
    double above = loss(reference.run(numbers), cotangents);
    values[at] = start - STEP;
    double below = loss(reference.run(numbers), cotangents);
    values[at] = start;
    return (above - below) / (2 * STEP);
  }

  private static double loss(List<double[]> outputs, List<double[]> cotangents) {
    double sum = 0;
    for (int k = 0; k < outputs.size(); k++) {
      sum += Numbers.dot(outputs.get(k), cotangents.get(k));
    }
    return sum;
  }
}
