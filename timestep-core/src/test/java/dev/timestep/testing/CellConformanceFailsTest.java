package dev.timestep.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.autograd.Op;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.HiddenState;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/** The checks of a cell see what is wrong with it, and say so by name. */
class CellConformanceFailsTest {
  private enum Fault {
    NONE("", ""),
    /** What is taken off the tape is zero when the step is read. */
    LEAVES_THE_TAPE("one operation equals its steps", "A Java if on the values of a variable"),
    /** A custom op whose backward is off. */
    WRONG_GRADIENT("gradients are those of its own steps", "central differences of its own"),
    /** What the step does depends on numbers, so that one reading of it is not enough. */
    LOOKS_AT_VALUES("one operation equals its steps", "A Java if on the values of a variable"),
    /** It reads other sequences of the batch. */
    LOOKS_AT_THE_BATCH("a batch of one equals its row", " of sequence "),
    /** It keeps something to itself. */
    HIDDEN_STATE("a sequence may be run in two pieces", "changed between the two calls"),
    UNLISTED_WEIGHT("all its weights are among its parameters", "add it to that map"),
    WIDER_STATE("a stream answers", "A cell's state keeps its parts and their shapes.");

    final String check;
    final String message;

    Fault(String check, String message) {
      this.check = check;
      this.message = message;
    }
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aFaultIsFoundByTheCheckThatIsForIt(Fault fault) {
    List<DynamicTest> its =
        cell(fault).tests().filter(test -> test.getDisplayName().contains(fault.check)).toList();
    assertThat(its).isNotEmpty();
    assertThat(its)
        .anySatisfy(
            test ->
                assertThatThrownBy(() -> test.getExecutable().execute())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("faulty, " + fault.check)
                    .hasMessageContaining(fault.message));
  }

  @Test
  void allThatFailsIsNamed() {
    assertThatThrownBy(() -> cell(Fault.WIDER_STATE).check())
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("(?s)\\d+ checks of the cell faulty failed:\n- faulty, gradients.*")
        .hasMessageContaining("- faulty, a stack is one on the other: ")
        .hasMessageContaining("- faulty, padding never matters, reversed: ");
  }

  @Test
  void withoutAFaultNothingIsFound() {
    cell(Fault.NONE).check();
    cell(Fault.NONE).reference(equations(1)).check();
  }

  @Test
  void otherEquationsAreFound() {
    List<DynamicTest> its = cell(Fault.NONE).reference(equations(1.001)).tests().limit(2).toList();
    for (DynamicTest test : its) {
      assertThatThrownBy(() -> test.getExecutable().execute())
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("faulty, values and gradients are those of the reference, T5 B3");
    }
  }

  @Test
  void whatRunsStepByStepSaysSo() {
    CellConformance opaque =
        CellConformance.ofCells(
            "opaque", (f, h) -> new OpaqueCell<>(new FaultyCell(f, h, Fault.NONE)));
    assertThat(opaque.tests().filter(test -> test.getDisplayName().contains("as one operation")))
        .singleElement()
        .satisfies(
            test ->
                assertThatThrownBy(() -> test.getExecutable().execute())
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessageContaining("since the operation transpose is not an operation"));
    opaque.check();
  }

  @Test
  void whatIsNotCheckedSaysSo() {
    List<String> names = cell(Fault.NONE).tests().map(test -> test.getDisplayName()).toList();
    assertThat(names)
        .contains("faulty: values are not held against equations")
        .doesNotHaveDuplicates();
    assertThat(cell(Fault.NONE).reference(equations(1)).tests())
        .noneMatch(test -> test.getDisplayName().contains("not held"));
  }

  private static CellConformance cell(Fault fault) {
    return CellConformance.ofCells("faulty", (f, h) -> new FaultyCell(f, h, fault));
  }

  private static ReferenceCell equations(double factor) {
    return (w, x, state) -> {
      double[] sum =
          ReferenceCell.add(
              ReferenceCell.times(x, w.get("w"), state[0].length),
              ReferenceCell.times(state[0], w.get("u"), state[0].length));
      for (int at = 0; at < sum.length; at++) {
        sum[at] = Math.tanh(factor * sum[at]);
      }
      return new double[][] {sum};
    };
  }

  /** h' = tanh(x·W + h·U), or nearly so. */
  private static final class FaultyCell implements Cell<HiddenState> {
    private final int features;
    private final int units;
    private final Fault fault;
    private final Parameter w;
    private final Parameter u;
    private int steps;

    FaultyCell(int features, int units, Fault fault) {
      this.features = features;
      this.units = units;
      this.fault = fault;
      w = new Parameter(Init.glorotUniform(features, units, new Random(1)));
      u = new Parameter(Init.glorotUniform(units, units, new Random(2)));
    }

    @Override
    public HiddenState step(Tape tape, Variable x, HiddenState state) {
      Variable h = state.h();
      Variable past = h.matmul(tape.parameter(u));
      Variable sum =
          switch (fault) {
            case LEAVES_THE_TAPE -> tape.constant(past.value());
            case WRONG_GRADIENT -> Doubtful.apply(past);
            case LOOKS_AT_VALUES -> h.size() > 0 && h.data()[0] > 0 ? past.multiply(0.5f) : past;
            case LOOKS_AT_THE_BATCH -> past.add(h.sum().multiply(0.1f));
            case HIDDEN_STATE -> past.add(tape.constant(0.1f * steps++));
            default -> past;
          };
      Variable next = x.matmul(tape.parameter(w)).add(sum).tanh();
      return new HiddenState(
          fault == Fault.WIDER_STATE ? Variable.concat(-1, List.of(next, next)) : next);
    }

    @Override
    public SequencedMap<String, Parameter> parameters() {
      SequencedMap<String, Parameter> all = new LinkedHashMap<>();
      all.put("w", w);
      if (fault != Fault.UNLISTED_WEIGHT) {
        all.put("u", u);
      }
      return all;
    }

    @Override
    public HiddenState initialState(Tape tape, int batch) {
      return new HiddenState(tape.constant(Tensor.zeros(batch, units)));
    }

    @Override
    public HiddenState stateOf(List<Variable> parts) {
      return new HiddenState(parts.getFirst());
    }

    @Override
    public String kind() {
      return "faulty";
    }

    @Override
    public int features() {
      return features;
    }

    @Override
    public int units() {
      return units;
    }
  }

  /** The same numbers, with a gradient a tenth too large. */
  private static final class Doubtful implements Op {
    private final Variable x;
    private final Variable y;

    private Doubtful(Variable x) {
      this.x = x;
      this.y = x.tape().output(x.shape(), x);
    }

    static Variable apply(Variable x) {
      Doubtful op = new Doubtful(x);
      x.tape().run(op, op.y);
      return op.y;
    }

    @Override
    public void forward() {
      System.arraycopy(x.data(), 0, y.data(), 0, x.size());
    }

    @Override
    public void backward() {
      for (int at = 0; at < x.size() && x.requiresGradient(); at++) {
        x.gradient()[at] += 1.1f * y.gradient()[at];
      }
    }
  }
}
