package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.kernel.Engine;
import dev.timestep.testing.Golden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The optimizers against libtorch, from the same weights and the same gradients. */
class OptimizerGoldenTest {
  /** Ten float updates of weights around 1 against a float64 run: some 10 ulp. */
  private static final double TOLERANCE = 2e-6;

  static List<Golden> cases() {
    return Golden.ofKind("optimizer");
  }

  @Test
  void allOptimizersAreCovered() {
    assertThat(
            cases().stream().map(OptimizerGoldenTest::optimizer).map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(Sgd.class, RmsProp.class, Adam.class, AdamW.class);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tenStepsEqualLibtorch(Golden golden) {
    Parameter weights = new Parameter(golden.tensor("start"));
    OptimizerState updates = new OptimizerState(optimizer(golden), one(weights));
    int steps = golden.shape("gradients")[0];
    int n = golden.shape("gradients")[1];
    float[] path = new float[steps * n];
    Engine engine = Engine.withThreads(1);
    for (int step = 0; step < steps; step++) {
      System.arraycopy(golden.part("gradients", step).data(), 0, weights.gradient(), 0, n);
      updates.apply(engine);
      System.arraycopy(weights.value().data(), 0, path, step * n, n);
    }
    golden.assertClose("after", path, TOLERANCE);
  }

  private static Module one(Parameter parameter) {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("w", parameter);
    return () -> all;
  }

  private static Optimizer optimizer(Golden golden) {
    double rate = golden.number("lr");
    return switch (golden.name()) {
      case "optimizer-sgd-plain" -> new Sgd(rate);
      case "optimizer-sgd-momentum" -> new Sgd(rate, golden.number("momentum"));
      case "optimizer-sgd-nesterov" -> new Sgd(rate, golden.number("momentum"), true, 0);
      case "optimizer-rmsprop" ->
          new RmsProp(rate, golden.number("alpha"), golden.number("eps"), 0);
      case "optimizer-rmsprop-momentum" ->
          new RmsProp(
              rate, golden.number("alpha"), golden.number("eps"), golden.number("momentum"));
      case "optimizer-adam" ->
          new Adam(rate, golden.number("beta1"), golden.number("beta2"), golden.number("eps"));
      case "optimizer-adamw" ->
          new AdamW(
              rate,
              golden.number("beta1"),
              golden.number("beta2"),
              golden.number("eps"),
              golden.number("weight_decay"));
      default -> throw new IllegalArgumentException("No optimizer for " + golden.name());
    };
  }
}
