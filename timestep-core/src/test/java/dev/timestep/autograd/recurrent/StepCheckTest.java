package dev.timestep.autograd.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.CounterRandom;
import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step whose recording would not stand for all steps is refused, and the place is named. */
class StepCheckTest {
  private static final int FEATURES = 2;
  private static final int UNITS = 3;

  private final Parameter u = new Parameter(ones(UNITS, UNITS));
  private final Parameter v = new Parameter(ones(UNITS, UNITS));

  private static Tensor ones(int... sizes) {
    Tensor tensor = Tensor.zeros(sizes);
    Arrays.fill(tensor.data(), 1f);
    return tensor;
  }

  /** The step of a test: from h alone, or with x. */
  @FunctionalInterface
  private interface Next {
    Variable of(Tape tape, Variable x, Variable h);
  }

  private CellStep named(Next next) {
    return new CellStep() {
      @Override
      public List<Variable> next(Tape tape, Variable x, List<Variable> state) {
        return List.of(next.of(tape, x, state.getFirst()));
      }

      @Override
      public String who() {
        return "Odd(features=2, units=3)";
      }

      @Override
      public Map<String, Parameter> parameters() {
        Map<String, Parameter> all = new LinkedHashMap<>();
        all.put("past", u);
        all.put("other_past", v);
        return all;
      }

      @Override
      public List<String> states() {
        return List.of("h");
      }
    };
  }

  private StepTrace trace(Next next) {
    Tape like = Tape.training(Engine.withThreads(1), 1);
    Variable x = like.constant(Tensor.zeros(4, 1, FEATURES));
    Variable h = like.constant(Tensor.zeros(1, UNITS));
    return StepCheck.of(like, named(next), x, List.of(h)).trace();
  }

  private void refused(Next next, String... words) {
    assertThatThrownBy(() -> trace(next))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Odd(features=2, units=3) expects a step that does the same for any numbers and any"
                + " number of rows")
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  private void refusedForValues(Next next, String... words) {
    refused(next, words);
    refused(next, "A Java if on the values of a variable", "gate.blend(one, other)");
  }

  private void accepted(Next next) {
    assertThat(trace(next)).isInstanceOf(StepTrace.Whole.class);
  }

  // ---------------------------------------------------------------- values

  /** What a Java {@code if} may look for in h, of which zeros show one side only. */
  private enum Look {
    POSITIVE(h -> h[0] > 0),
    NOT_NEGATIVE(h -> h[0] >= 0),
    NEGATIVE(h -> h[4] < 0),
    FIRST_STEP(h -> h[0] == 0),
    ABOVE_A_HALF(h -> h[1] > 0.4f),
    SATURATED(h -> h[1] > 0.99f),
    BELOW_A_BOUND(h -> h[2] > -5),
    BEYOND_ANOTHER(h -> h[3] > 1000),
    LARGER_THAN_THE_NEXT(h -> h[0] > h[1]),
    SUM_OF_A_ROW(h -> h[0] + h[1] + h[2] > 0),
    SIZE(h -> Math.abs(h[5]) > 3),
    LARGER_THAN_THE_NEXT_IN_SIZE(h -> Math.abs(h[0]) > Math.abs(h[1])),
    SMALLER_THAN_THE_NEXT_IN_SIZE(h -> Math.abs(h[0]) < Math.abs(h[1])),
    SAME_SIGN(h -> h[0] * h[1] > 0),
    OTHER_SIGN(h -> h[1] * h[2] < 0),
    MARKED(h -> h[0] == 1),
    NEITHER_ZERO_NOR_LARGE(h -> h[2] != 0 && Math.abs(h[2]) < 5);

    final Test test;

    Look(Test test) {
      this.test = test;
    }

    /** Of the first two rows of h. */
    interface Test {
      boolean of(float[] h);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aJavaIfOnValuesIsRefused(Look look) {
    refusedForValues(
        (tape, x, h) -> look.test.of(h.data()) ? h.tanh() : h.relu(),
        "v1 = relu(h)",
        "v1 = tanh(h)");
  }

  @Test
  void theMessageNamesBothOperationsAndWhatToWrite() {
    assertThatThrownBy(
            () ->
                trace(
                    (tape, x, h) -> {
                      Variable past = h.matmul(tape.parameter(u));
                      return past.data()[0] > 0 ? past.tanh() : past.sigmoid();
                    }))
        .hasMessage(
            "Odd(features=2, units=3) expects a step that does the same for any numbers and any"
                + " number of rows, since it is recorded once and then runs for all steps; received"
                + " one that computes v2 = σ(v1) for two rows of zeros but v2 = tanh(v1) for three"
                + " rows of numbers around 1. A Java if on the values of a variable, or a number"
                + " taken out of one, would be fixed for all steps. Write a choice with operations:"
                + " maximum, minimum, clamp, relu or abs, gate.blend(one, other) with a gate that"
                + " the step computes, or with a column of x that is 0 or 1.");
  }

  @Test
  void aNumberTakenOutOfAVariableIsRefused() {
    refusedForValues((tape, x, h) -> h.add(h.data()[0]), "v1 = h + 0.0 for two rows of zeros");
    refusedForValues((tape, x, h) -> h.multiply(1 + Math.abs(x.data()[1])), "v1 = h ⊙ 1.0 for");
    refusedForValues(
        (tape, x, h) -> h.add(tape.constant(h.value())),
        "v1 = h + 0.0 for two rows of zeros but the operation a + b, where b is neither rows of the"
            + " step nor one row for all of them for three rows");
    refusedForValues(
        (tape, x, h) -> h.clamp(-1f, 1f + Math.abs(h.data()[0])),
        "v1 = clamp(h, -1.0, 1.0) for two rows of zeros but v1 = clamp(h, -1.0, ");
  }

  @Test
  void oneNumberOfARowOfConstantsIsRefusedByItsColumn() {
    refusedForValues(
        (tape, x, h) -> h.add(tape.constant(Tensor.vector(1f, h.data()[0] > 0 ? 4f : 3f, 5f))),
        "v1 = h + (1.0 … 5.0) with 3.0 in column 1 for two rows of zeros",
        "v1 = h + (1.0 … 5.0) with 4.0 in column 1 for");
  }

  @Test
  void otherColumnsOrWeightsByValueAreRefused() {
    refusedForValues(
        (tape, x, h) -> {
          int from = x.data()[0] > 0 ? 1 : 0;
          return h.multiply(x.slice(-1, from, from + 1));
        },
        "v1 = x[0:1] for two rows of zeros but v1 = x[1:2] for");
    refusedForValues(
        (tape, x, h) -> h.matmul(tape.parameter(h.data()[0] > 0 ? u : v)),
        "v1 = h·other_past for two rows of zeros but v1 = h·past for");
    refusedForValues(
        (tape, x, h) -> {
          int from = h.data()[0] > 0 ? 1 : 0;
          return h.multiply(h.matmul(tape.parameter(u).slice(-1, from, from + 1)));
        },
        "v1 = h·past[:, 0:1] for two rows of zeros but v1 = h·past[:, 1:2] for");
    refusedForValues(
        (tape, x, h) -> h.data()[0] > 0 ? x.slice(-1, 0, 1).add(h) : h.add(x.slice(-1, 0, 1)),
        "v2 = h + v1 for two rows of zeros but v2 = v1 + h for");
  }

  @Test
  void moreOrFewerOperationsByValueAreRefused() {
    refusedForValues(
        (tape, x, h) -> h.data()[0] > 0 ? h.tanh().tanh() : h.tanh(),
        "computes nothing more for two rows of zeros",
        "but v2 = tanh(v1) for");
    refusedForValues(
        (tape, x, h) -> {
          Variable one = h.tanh();
          Variable other = h.relu();
          return h.data()[0] > 0 ? one : other;
        },
        "computes h′ = v2 for two rows of zeros but h′ = v1 for");
    refusedForValues(
        (tape, x, h) -> h.data()[0] > 0 ? h.tanh().transpose(0, 1).transpose(0, 1) : h.tanh(),
        "but the operation transpose for");
  }

  // ---------------------------------------------------------------- the advice, followed

  /** {@code if (h > 0) a else b} for each number, as the message says. */
  @Test
  void theAdviceGivesWhatTheIfMeant() {
    float[] hs = {-2f, 0.5f, 3f};
    float[] clipped = run(1, (tape, x, h) -> h.clamp(-1f, 1f), hs);
    assertThat(clipped).containsExactly(-1f, 0.5f, 1f);
    // docs/cell-programs.md shows these two.
    assertThat(run(1, (tape, x, h) -> h.maximum(h.multiply(0.1f)), hs))
        .containsExactly(-0.2f, 0.5f, 3f);
    Next gated =
        (tape, x, h) -> {
          Variable gate = h.relu().divide(h.abs().maximum(tape.constant(1e-30f)));
          return gate.blend(h.tanh(), h.multiply(0.1f));
        };
    assertThat(run(1, gated, hs))
        .containsExactly(
            new float[] {-0.2f, (float) Math.tanh(0.5), (float) Math.tanh(3)}, within(1e-6f));
    assertThat(run(1, gated, new float[] {0f, -0f, 1e-15f})).containsExactly(0f, 0f, 1e-15f);
    // The first column of x says which; it is 1 in the first step and 0 in the second.
    Next byColumn =
        (tape, x, h) -> {
          Variable gate = x.slice(-1, 0, 1).add(tape.constant(0f, UNITS));
          return gate.blend(h.add(1f), h.multiply(2f));
        };
    assertThat(run(2, byColumn, hs)).containsExactly(-2f, 3f, 8f);
  }

  /** h after some steps, in the first of which x is (1, 7) and in the second (0, 7). */
  private float[] run(int steps, Next next, float[] from) {
    Tape tape = Tape.inference(Engine.withThreads(1));
    float[] rows = Arrays.copyOf(new float[] {1f, 7f, 0f, 7f}, steps * FEATURES);
    Variable x = tape.constant(Tensor.of(rows, steps, 1, FEATURES));
    Variable h = tape.constant(Tensor.of(from, 1, UNITS));
    CellStep step = named(next);
    ScanRun.Outputs run = (ScanRun.Outputs) ScanOp.run(step, step, x, List.of(h), null, false);
    return run.last().getFirst().value().data();
  }

  // ---------------------------------------------------------------- calls

  @Test
  void whatChangesFromCallToCallIsRefused() {
    AtomicInteger calls = new AtomicInteger();
    refused(
        (tape, x, h) -> h.multiply(calls.incrementAndGet()),
        "for zeros again. Something outside of x and the state changed between the two calls");
    refused(
        (tape, x, h) -> calls.incrementAndGet() % 2 == 0 ? h.tanh() : h.relu(),
        "changed between the two calls");
    refused(
        (tape, x, h) -> h.add(CounterRandom.uniform(tape.nextRandomKey(), 0)),
        "add what is drawn to the inputs of all steps in prepare(tape, x)");
  }

  /**
   * Looked at after 1, 2, 4 and 8 repetitions: what is set after the fifth is found at the eighth.
   */
  @Test
  void aFieldThatIsSetBetweenTrainingStepsIsRefused() {
    float[] field = {0.5f};
    CellStep step =
        named(
            (tape, x, h) -> h.matmul(tape.parameter(u)).multiply(field[0]).add(x.slice(-1, 0, 1)));
    Tape tape = Tape.training(Engine.withThreads(1), 1);
    for (int run = 0; run < 6; run++) {
      train(tape, step, run);
    }
    field[0] = 0.25f;
    train(tape, step, 6);
    train(tape, step, 7);
    assertThatThrownBy(() -> train(tape, step, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "received one that computes v2 = v1 ⊙ 0.5 for two rows of zeros but v2 = v1 ⊙ 0.25 for"
                + " zeros now. Something outside of x and the state changed between the two calls,"
                + " such as a counter, a field or a draw.");
    field[0] = 0.5f;
    for (int run = 0; run < 100; run++) {
      train(tape, step, run);
    }
  }

  /** As the message says: a number that changes, in a parameter that is not trained. */
  @Test
  void aFrozenParameterMayChangeAndIsReadAnew() {
    Parameter factor = new Parameter(Tensor.vector(0.5f)).freeze(true);
    CellStep step = named((tape, x, h) -> h.add(1f).multiply(tape.parameter(factor)));
    Tape tape = Tape.training(Engine.withThreads(1), 1);
    // ((((0 + 1) / 2 + 1) / 2 + 1) / 2 + 1) / 2
    assertThat(train(tape, step, 0)).containsExactly(0.9375f, 0.9375f, 0.9375f);
    assertThat(train(tape, step, 1)).containsExactly(0.9375f, 0.9375f, 0.9375f);
    factor.assign(Tensor.vector(2f));
    assertThat(train(tape, step, 2)).containsExactly(30f, 30f, 30f);
  }

  /** h after four steps from zeros. */
  private static float[] train(Tape tape, CellStep step, int at) {
    tape.reset(at);
    Variable x = tape.input(Tensor.zeros(4, 1, FEATURES));
    Variable h = tape.constant(Tensor.zeros(1, UNITS));
    ScanRun.Outputs run = (ScanRun.Outputs) ScanOp.run("key", step, x, List.of(h), null, false);
    return run.last().getFirst().value().data();
  }

  // ---------------------------------------------------------------- rows

  @Test
  void whatDependsOnTheNumberOfRowsIsRefused() {
    refused(
        (tape, x, h) -> h.multiply(1f / x.shape().dim(0)),
        "computes v1 = h ⊙ 0.5 for two rows of zeros but v1 = h ⊙ 0.33333334 for three rows",
        "Rows are sequences that know nothing of each other");
    for (IntPredicate some : List.<IntPredicate>of(n -> n > 2, n -> n == 1, n -> n > 3)) {
      refused(
          (tape, x, h) -> some.test(x.shape().dim(0)) ? h.tanh() : h.relu(),
          "Let the step not depend");
    }
  }

  // ---------------------------------------------------------------- what is fine

  @Test
  void sizesConstantsAndTheKindOfTapeMayBeReadAtWill() {
    accepted((tape, x, h) -> x.shape().last() == FEATURES ? h.tanh() : h.relu());
    accepted((tape, x, h) -> h.add(tape.constant(0.5f, x.shape().dim(0), UNITS)));
    accepted((tape, x, h) -> h.add(tape.constant(Tensor.vector(1f, 2f, 3f))).divide(h));
    accepted((tape, x, h) -> tape.isTraining() ? h.tanh() : h.relu());
    accepted((tape, x, h) -> h.log().sqrt().exp().exp().softmax());
    accepted((tape, x, h) -> h.matmul(tape.parameter(u)).add(h.matmul(tape.parameter(v))));
  }

  @Test
  void columnsOfWeightsAreReadWhereTheyAre() {
    Parameter wide = new Parameter(ones(UNITS, 2 * UNITS));
    StepProgram program =
        trace((tape, x, h) -> h.matmul(tape.parameter(wide).slice(-1, 1, 6).slice(-1, 2, 5)).tanh())
            .program();
    assertThat(program.nodes()).hasSize(2);
    StepProgram.Product product = (StepProgram.Product) program.nodes().getFirst();
    assertThat(product.weights()).isSameAs(wide);
    assertThat(product.from()).isEqualTo(3);
    Parameter row = new Parameter(ones(1, 2 * UNITS));
    accepted((tape, x, h) -> h.multiply(tape.parameter(row).slice(-1, 2, 2 + UNITS)));
  }

  /** A step on the tape reads its numbers each time, so there it may depend on them. */
  @Test
  void whatRunsStepByStepMayDependOnValues() {
    StepTrace trace =
        trace(
            (tape, x, h) -> {
              Variable turned = h.transpose(0, 1).transpose(0, 1);
              return h.data()[0] > 0 ? turned.tanh() : turned.relu();
            });
    assertThat(((StepTrace.Stopped) trace).obstacle()).isEqualTo("the operation transpose");
  }

  /** The recording is thrown away, and a penalty on it would be, too. */
  @Test
  void aPenaltyOfAStepIsNotLost() {
    assertThat(
            obstacle(
                (tape, x, h) -> {
                  Variable next = h.tanh();
                  tape.penalize(next, 1);
                  return next;
                }))
        .isEqualTo("a penalty that is added to the loss");
  }

  @Test
  void obstaclesAreNamed() {
    assertThat(obstacle((tape, x, h) -> h.transpose(0, 1).transpose(0, 1)))
        .isEqualTo("the operation transpose");
    assertThat(obstacle((tape, x, h) -> h.reshape(h.size() / UNITS, UNITS)))
        .isEqualTo("the operation reshape");
    assertThat(obstacle((tape, x, h) -> h.add(h.sum(0))))
        .isEqualTo("the operation axis sum along another axis than the last");
    assertThat(obstacle((tape, x, h) -> h.add(h.slice(0, 0, 1))))
        .isEqualTo("the operation slice along another axis than the last");
    assertThat(obstacle((tape, x, h) -> h.matmul(tape.constant(ones(UNITS, UNITS)))))
        .isEqualTo("a product with weights or a bias that are not parameters or columns of one");
    assertThat(
            obstacle(
                (tape, x, h) -> h.add(tape.parameter(u).matmul(tape.parameter(v)).slice(0, 0, 1))))
        .isEqualTo("a product whose left side is not rows of the step");
    Parameter bias = new Parameter(ones(1));
    assertThat(
            obstacle(
                (tape, x, h) ->
                    LinearOp.apply(h, tape.parameter(u).slice(-1, 0, 1), tape.parameter(bias))))
        .isEqualTo("a product with columns of a parameter that also adds a bias");
    assertThat(obstacle((tape, x, h) -> tape.constant(0f, x.shape().dim(0), UNITS)))
        .isEqualTo("a part of the state after the step that is not computed from its rows");
  }

  private String obstacle(Next next) {
    return ((StepTrace.Stopped) trace(next)).obstacle();
  }
}
