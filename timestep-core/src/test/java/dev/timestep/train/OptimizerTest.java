package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every optimizer has to hold, and its rule in double precision. */
class OptimizerTest {
  /** An optimizer and its rule for one weight, written out in double precision. */
  private record Case(Optimizer optimizer, Rule rule) {
    @Override
    public String toString() {
      return optimizer.toString();
    }
  }

  /** One update: state in and out, returns the new weight. */
  private interface Rule {
    double apply(double w, double g, double[] state, int step, double rate);
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(new Sgd(0.1), (w, g, s, t, r) -> w - r * g),
        new Case(new Sgd(0.1, 0, false, 0.3), (w, g, s, t, r) -> w - r * (g + 0.3 * w)),
        new Case(
            new Sgd(0.05, 0.9, false, 0.2),
            (w, g, s, t, r) -> {
              s[0] = 0.9 * s[0] + g + 0.2 * w;
              return w - r * s[0];
            }),
        new Case(
            new Sgd(0.05, 0.8, true, 0.2),
            (w, g, s, t, r) -> {
              double d = g + 0.2 * w;
              s[0] = 0.8 * s[0] + d;
              return w - r * (d + 0.8 * s[0]);
            }),
        new Case(
            new RmsProp(0.01, 0.9, 1e-3, 0),
            (w, g, s, t, r) -> {
              s[0] = 0.9 * s[0] + 0.1 * g * g;
              return w - r * g / (Math.sqrt(s[0]) + 1e-3);
            }),
        new Case(
            new RmsProp(0.01, 0.95, 1e-8, 0.5),
            (w, g, s, t, r) -> {
              s[0] = 0.95 * s[0] + 0.05 * g * g;
              s[1] = 0.5 * s[1] + g / (Math.sqrt(s[0]) + 1e-8);
              return w - r * s[1];
            }),
        new Case(new Adam(0.02, 0.8, 0.99, 1e-3), adam(0.8, 0.99, 1e-3, 0)),
        new Case(new AdamW(0.02, 0.9, 0.999, 1e-8, 0.1), adam(0.9, 0.999, 1e-8, 0.1)));
  }

  private static Rule adam(double b1, double b2, double eps, double decay) {
    return (w, g, s, t, r) -> {
      s[0] = b1 * s[0] + (1 - b1) * g;
      s[1] = b2 * s[1] + (1 - b2) * g * g;
      double mean = s[0] / (1 - Math.pow(b1, t));
      double square = s[1] / (1 - Math.pow(b2, t));
      return w - r * decay * w - r * mean / (Math.sqrt(square) + eps);
    };
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsItsRuleInDoublePrecision(Case test) {
    int n = 37;
    SplittableRandom random = new SplittableRandom(11);
    Parameter parameter = new Parameter(Tensor.zeros(n));
    double[] weights = new double[n];
    double[][] states = new double[n][2];
    for (int at = 0; at < n; at++) {
      parameter.value().data()[at] = (float) random.nextGaussian();
      weights[at] = parameter.value().data()[at];
    }
    OptimizerState updates = new OptimizerState(test.optimizer, module(parameter));
    Engine engine = Engine.withThreads(1);
    for (int step = 1; step <= 30; step++) {
      double rate = test.optimizer.learningRate() * (step > 15 ? 0.5 : 1);
      for (int at = 0; at < n; at++) {
        // Sizes from 1e-4 to 1e2, so that epsilon and the running means both matter.
        float g = (float) (random.nextGaussian() * Math.pow(10, at % 7 - 4));
        parameter.gradient()[at] = g;
        weights[at] = test.rule.apply(weights[at], g, states[at], step, rate);
      }
      updates.apply(engine, rate);
    }
    for (int at = 0; at < n; at++) {
      // 30 float updates: each adds at most a few ulp of the weight.
      double tolerance = 2e-5 * Math.max(1, Math.abs(weights[at]));
      assertThat((double) parameter.value().data()[at]).isCloseTo(weights[at], within(tolerance));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sameBitsOnAnyNumberOfThreads(Case test) {
    Tensor one = run(test.optimizer, 1);
    for (int threads : new int[] {2, 3, 8}) {
      assertThat(run(test.optimizer, threads)).isEqualTo(one);
    }
  }

  /** Large enough that a parameter is cut into pieces. */
  private static Tensor run(Optimizer optimizer, int threads) {
    Parameter parameter = new Parameter(Tensor.zeros(50_001));
    SplittableRandom random = new SplittableRandom(3);
    OptimizerState updates = new OptimizerState(optimizer, module(parameter));
    Engine engine = Engine.withThreads(threads);
    try (var workers = engine.workers()) {
      for (int step = 0; step < 3; step++) {
        for (int at = 0; at < 50_001; at++) {
          parameter.gradient()[at] = (float) random.nextDouble(-1, 1);
        }
        updates.apply(engine);
      }
    }
    return parameter.value();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void frozenParametersAreLeftAlone(Case test) {
    Parameter frozen = new Parameter(Tensor.vector(1, 2, 3)).freeze(true);
    Parameter trained = new Parameter(Tensor.vector(1, 2, 3));
    OptimizerState updates = new OptimizerState(test.optimizer, module(frozen, trained));
    for (Parameter parameter : List.of(frozen, trained)) {
      java.util.Arrays.fill(parameter.gradient(), 1f);
    }
    long version = frozen.version();
    long trainedVersion = trained.version();
    updates.apply(Engine.withThreads(1));
    assertThat(frozen.value().data()).containsExactly(1, 2, 3);
    assertThat(frozen.version()).isEqualTo(version);
    assertThat(trained.value().data()[0]).isNotEqualTo(1f);
    assertThat(trained.version()).isGreaterThan(trainedVersion);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aParameterInTwoPlacesIsUpdatedOnce(Case test) {
    Parameter shared = new Parameter(Tensor.vector(1, 2, 3));
    Parameter alone = new Parameter(Tensor.vector(1, 2, 3));
    Engine engine = Engine.withThreads(1);
    step(new OptimizerState(test.optimizer, module(shared, shared)), shared, engine, 0.5f);
    step(new OptimizerState(test.optimizer, module(alone)), alone, engine, 0.5f);
    assertThat(shared.value()).isEqualTo(alone.value());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stateMovesToAnotherObject(Case test) {
    Parameter first = new Parameter(Tensor.vector(1, -2, 3));
    Engine engine = Engine.withThreads(1);
    OptimizerState updates = new OptimizerState(test.optimizer, module(first));
    step(updates, first, engine, 0.3f);
    Parameter second = new Parameter(first.value().copy());
    OptimizerState restored = new OptimizerState(test.optimizer, module(second));
    restored.restore(updates.tensors(), updates.steps());
    step(updates, first, engine, -0.7f);
    step(restored, second, engine, -0.7f);
    assertThat(second.value()).isEqualTo(first.value());
    assertThat(restored.steps()).isEqualTo(2);
  }

  private static void step(OptimizerState updates, Parameter p, Engine engine, float gradient) {
    java.util.Arrays.fill(p.gradient(), gradient);
    updates.apply(engine);
  }

  /** One gradient and then none: what is remembered gets to 0 and is never subnormal. */
  @ParameterizedTest
  @MethodSource("cases")
  void whatIsRememberedOfAGradientThatEndsBecomesZero(Case test) {
    Parameter parameter = new Parameter(Tensor.vector(1, -2, 3, 1e-3f, 5));
    OptimizerState updates = new OptimizerState(test.optimizer, module(parameter));
    Engine engine = Engine.withThreads(1);
    step(updates, parameter, engine, 0.01f);
    boolean weightsDecay = !test.optimizer.leavesAtRest();
    int nonzero = 1;
    for (int step = 0; step < 100_000 && nonzero > 0; step++) {
      step(updates, parameter, engine, 0f);
      nonzero = 0;
      for (Tensor slot : updates.tensors().values()) {
        assertThat(subnormals(slot)).as("step %d", step).isZero();
        nonzero += nonzeros(slot);
      }
      assertThat(subnormals(parameter.value())).as("step %d", step).isZero();
      nonzero += weightsDecay ? nonzeros(parameter.value()) : 0;
    }
    assertThat(nonzero).isZero();
  }

  private static int subnormals(Tensor tensor) {
    int count = 0;
    for (float number : tensor.data()) {
      count += number != 0 && Math.abs(number) < Float.MIN_NORMAL ? 1 : 0;
    }
    return count;
  }

  private static int nonzeros(Tensor tensor) {
    int count = 0;
    for (float number : tensor.data()) {
      count += number == 0 ? 0 : 1;
    }
    return count;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tinyGradientsLeaveNoSubnormalNumber(Case test) {
    for (float tiny : new float[] {1e-30f, 1e-19f, 1e-17f, 1e-12f}) {
      Parameter parameter = new Parameter(Tensor.vector(1, -2, 3));
      OptimizerState updates = new OptimizerState(test.optimizer, module(parameter));
      Engine engine = Engine.withThreads(1);
      for (int step = 0; step < 50; step++) {
        step(updates, parameter, engine, tiny);
      }
      updates.tensors().values().forEach(slot -> assertThat(subnormals(slot)).isZero());
      assertThat(parameter.value().data()[0]).isBetween(-5f, 1f);
    }
  }

  /** Also with an ε that hides nothing: the two means end in an order that divides by no zero. */
  @Test
  void anEpsilonOfZeroDividesNothingByZero() {
    List<Optimizer> optimizers =
        List.of(
            new Adam(0.1, 0.9, 0.999, 0),
            new Adam(0.1, 0.9, 0.999, 1e-30),
            new AdamW(0.1, 0.9, 0.999, 0, 0),
            new RmsProp(0.1, 0.99, 0, 0),
            new RmsProp(0.1, 0.99, 0, 0.9));
    for (Optimizer optimizer : optimizers) {
      for (float gradient : new float[] {1e-2f, 1e-8f, 0x1p-57f, 1e-17f, 1e-18f, 1e-25f}) {
        Parameter parameter = new Parameter(Tensor.vector(1, -2, 3));
        OptimizerState updates = new OptimizerState(optimizer, module(parameter));
        Engine engine = Engine.withThreads(1);
        step(updates, parameter, engine, gradient);
        for (int step = 0; step < 3_000; step++) {
          step(updates, parameter, engine, 0f);
        }
        // A unit step from a gradient, and its echo in the mean, are a few times the rate.
        assertThat(parameter.value().data()[0]).isBetween(-9.5f, 1f);
      }
    }
  }

  @Test
  void stateOfAnotherModelIsRefused() {
    var updates = new OptimizerState(new Adam(0.1), module(new Parameter(Tensor.vector(1, 2))));
    var other = new OptimizerState(new Adam(0.1), module(new Parameter(Tensor.vector(1, 2, 3))));
    assertThatThrownBy(() -> updates.restore(other.tensors(), 1))
        .hasMessageContaining("expects the state mean/p0 with the shape [2]; received [3]");
    var plain = new OptimizerState(new Sgd(0.1), module(new Parameter(Tensor.vector(1, 2))));
    assertThatThrownBy(() -> updates.restore(plain.tensors(), 1))
        .hasMessageContaining("received none");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new Adam(-1)).hasMessageContaining("learning rate of 0.0 or more");
    assertThatThrownBy(() -> new Adam(Double.NaN)).hasMessageContaining("received NaN");
    assertThatThrownBy(() -> new Adam(0.1, 1, 0.9, 1e-8)).hasMessageContaining("a beta1");
    assertThatThrownBy(() -> new Sgd(0.1, 1.5)).hasMessageContaining("from 0.0 to below 1.0");
    assertThatThrownBy(() -> new Sgd(0.1, 0, true, 0)).hasMessageContaining("Use 0.9");
    assertThatThrownBy(() -> new AdamW(0.1, -0.1)).hasMessageContaining("AdamW");
    assertThatThrownBy(() -> new RmsProp(0.1, 1, 1e-8, 0)).hasMessageContaining("smoothing");
  }

  static Module module(Parameter... parameters) {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      all.put("p" + all.size(), parameter);
    }
    return () -> all;
  }
}
