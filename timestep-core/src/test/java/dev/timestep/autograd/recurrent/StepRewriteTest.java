package dev.timestep.autograd.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.StepProgram.Kind;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Tensor;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StepRewriteTest {
  private static final int UNITS = 128;
  private static final int FEATURES = 5;

  private final SplittableRandom random = new SplittableRandom(9);
  private final Parameter w = new Parameter(drawn(FEATURES, 2 * UNITS));
  private final Parameter u = new Parameter(drawn(UNITS, 2 * UNITS));
  private final Parameter square = new Parameter(drawn(UNITS, UNITS));
  private final Parameter bias = new Parameter(drawn(2 * UNITS));

  private Tensor drawn(int... sizes) {
    Tensor tensor = Tensor.zeros(sizes);
    for (int at = 0; at < tensor.data().length; at++) {
      tensor.data()[at] = (random.nextFloat() - 0.5f) * 0.3f;
    }
    return tensor;
  }

  private static Variable columns(Variable all, int block) {
    return all.slice(-1, block * UNITS, (block + 1) * UNITS);
  }

  /** σ of one half of x·W + h·U + b, tanh of the other. */
  private List<Variable> gated(Tape tape, Variable x, List<Variable> state) {
    Variable all =
        x.matmul(tape.parameter(w))
            .add(state.getFirst().matmul(tape.parameter(u)))
            .add(tape.parameter(bias));
    return List.of(columns(all, 0).sigmoid().multiply(columns(all, 1).tanh()));
  }

  /** One matrix in two sums, whose gradients no two threads may add at once. */
  private List<Variable> twice(Tape tape, Variable x, List<Variable> state) {
    Variable read = columns(x.matmul(tape.parameter(w)), 0);
    Variable below = state.getFirst().matmul(tape.parameter(square)).add(read).tanh();
    Variable h = below.matmul(tape.parameter(square)).subtract(read.multiply(below)).sigmoid();
    return List.of(h);
  }

  private StepProgram traced(CellStep step) {
    Tape tape = Tape.training(Engine.withThreads(1), 1);
    Variable x = tape.constant(Tensor.zeros(1, 1, FEATURES));
    Variable h = tape.constant(Tensor.zeros(1, UNITS));
    return StepRewrite.of(StepCheck.of(tape, step, x, List.of(h)).trace().program());
  }

  @Test
  void aSumOfProductsIsOneSumForEachSlice() {
    StepProgram program = traced(this::gated);
    List<Product> products =
        program.nodes().stream()
            .filter(Product.class::isInstance)
            .map(Product.class::cast)
            .toList();
    assertThat(products).extracting(Product::adds).containsExactly(false, true, false, true);
    assertThat(products).extracting(Product::from).containsExactly(0, 0, UNITS, UNITS);
    assertThat(products.getFirst().bias()).isSameAs(bias);
    // Besides: σ, tanh and their product.
    assertThat(program.nodes()).hasSize(products.size() + 3);
  }

  @Test
  void aSliceOfTheInputIsReadWhereItIs() {
    StepProgram program =
        traced(
            (tape, x, state) ->
                List.of(
                    state.getFirst().multiply(x.slice(-1, 0, 1)).add(x.slice(-1, 2, 3).sigmoid())));
    assertThat(program.values().stream().filter(value -> value.kind() == Kind.VIEW))
        .extracting(StepProgram.Value::column)
        .containsExactly(0, 2);
    assertThat(program.nodes()).hasSize(3);
  }

  @Test
  void wholeSequencesAgreeWithStepsOnTheTape() {
    agrees(this::gated, w, u, bias);
    agrees(this::twice, w, square);
  }

  private void agrees(CellStep step, Parameter... parameters) {
    Tensor inputs = drawn(4, 3, FEATURES);
    Tape whole = Tape.training(Engine.withThreads(2), 1);
    Variable start = whole.constant(Tensor.zeros(3, UNITS));
    ScanRun.Outputs run =
        (ScanRun.Outputs)
            ScanOp.run(step, step, whole.constant(inputs), List.of(start), null, false);
    float[][] ofWhole = gradients(whole, run.last().getFirst(), parameters);
    Tape stepped = Tape.training(Engine.withThreads(1), 1);
    List<Variable> state = List.of(stepped.constant(Tensor.zeros(3, UNITS)));
    Variable x = stepped.constant(inputs);
    for (int t = 0; t < 4; t++) {
      state = step.next(stepped, x.at(t), state);
    }
    float[][] ofSteps = gradients(stepped, state.getFirst(), parameters);
    for (int at = 0; at < parameters.length; at++) {
      assertThat(ofWhole[at]).containsExactly(ofSteps[at], within(2e-4f));
      assertThat(ofWhole[at]).isNotEqualTo(new float[ofWhole[at].length]);
    }
  }

  private static float[][] gradients(Tape tape, Variable last, Parameter... parameters) {
    for (Parameter parameter : parameters) {
      parameter.clearGradient();
    }
    tape.backward(last.square().sum());
    float[][] all = new float[parameters.length][];
    for (int at = 0; at < all.length; at++) {
      all[at] = parameters[at].gradient().clone();
    }
    return all;
  }
}
