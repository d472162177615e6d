package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.MinGruConfig;
import dev.timestep.nn.cell.MinLstmConfig;
import dev.timestep.nn.cell.QrnnConfig;
import dev.timestep.nn.cell.RgLruConfig;
import dev.timestep.nn.cell.SruConfig;
import dev.timestep.nn.cell.WeightDropCell;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.OpaqueCell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a custom cell may get wrong, and settings that would do nothing, are refused. */
class OwnCellTest {
  private static final int UNITS = 3;

  /**
   * A state of one part or two, of which some are too wide or too many.
   *
   * @param start rows of the initial state for each of the batch, and its width
   * @param next widths after a step
   * @param firstIsOutput whether the output is the first of the parts
   */
  private record Odd(int rows, List<Integer> start, List<Integer> next, boolean firstIsOutput)
      implements Cell<Odd.State> {
    private record State(List<Variable> variables, Variable output) implements CellState {}

    private State state(Tape tape, int rows, List<Integer> widths) {
      return stateOf(widths.stream().map(w -> tape.constant(Tensor.zeros(rows, w))).toList());
    }

    @Override
    public State stateOf(List<Variable> parts) {
      return new State(parts, firstIsOutput ? parts.getFirst() : parts.getLast());
    }

    @Override
    public State initialState(Tape tape, int batch) {
      return state(tape, batch * rows, start);
    }

    @Override
    public State step(Tape tape, Variable x, State state) {
      Variable one = x.slice(-1, 0, 1);
      return stateOf(next.stream().map(w -> one.multiply(tape.constant(1f, w))).toList());
    }

    @Override
    public SequencedMap<String, Parameter> parameters() {
      return new LinkedHashMap<>();
    }

    @Override
    public String kind() {
      return "odd";
    }

    @Override
    public int features() {
      return 2;
    }

    @Override
    public int units() {
      return UNITS;
    }
  }

  private static Odd fine() {
    return new Odd(1, List.of(UNITS), List.of(UNITS), true);
  }

  private static void run(Odd odd, boolean opaque, Lengths lengths) {
    Cell<Odd.State> cell = opaque ? new OpaqueCell<>(odd) : odd;
    Tape tape = Tape.inference(Engine.withThreads(1));
    Signal x = Signal.ofSequences(tape, Tensor.zeros(4, 5, 2), lengths);
    new Recurrent<>(cell, true, false).forward(tape, x);
  }

  private static void assertRefused(Odd odd, String... words) {
    for (boolean opaque : new boolean[] {false, true}) {
      for (Lengths lengths : new Lengths[] {null, Lengths.of(5, 0, 2, 3)}) {
        assertThatThrownBy(() -> run(odd, opaque, lengths))
            .isInstanceOf(IllegalArgumentException.class)
            .satisfies(e -> assertThat(e.getMessage()).contains(words));
      }
    }
  }

  @Test
  void aCellWithAStateThatKeepsItsShapeRuns() {
    run(fine(), false, null);
    run(fine(), true, Lengths.of(5, 0, 2, 3));
  }

  @Test
  void aStateThatChangesItsWidthIsRefused() {
    assertRefused(
        new Odd(1, List.of(UNITS), List.of(2 * UNITS), true),
        " starts from a state ([batch, 3]), but after a step ([batch, 6]).",
        "A cell's state keeps its parts and their shapes.");
  }

  @Test
  void aStateThatLosesAPartIsRefused() {
    assertRefused(
        new Odd(1, List.of(UNITS, 2), List.of(UNITS), true),
        "starts from a state ([batch, 3], [batch, 2]), but after a step ([batch, 3]).");
  }

  @Test
  void anInitialStateWithOtherRowsIsRefused() {
    assertRefused(
        new Odd(2, List.of(UNITS), List.of(UNITS), true),
        "initialState(tape, 4) has parts [4, width]; received [8, 3]");
  }

  @Test
  void anOutputOfAnotherWidthThanUnitsIsRefused() {
    assertRefused(
        new Odd(1, List.of(4), List.of(4), true),
        "expects a cell whose output is as wide as its units(), 3;",
        "[batch, 4]");
  }

  @Test
  void anOutputThatIsNotTheFirstPartIsRefused() {
    assertRefused(
        new Odd(1, List.of(2, UNITS), List.of(2, UNITS), false), "Return the output first.");
  }

  // ---------------------------------------------------------------- settings without an effect

  static Stream<CellConfig> withoutAProductOfTheState() {
    return Stream.of(
        MinGruConfig.of(4),
        MinLstmConfig.of(4),
        QrnnConfig.of(4),
        RgLruConfig.of(4),
        SruConfig.of(4),
        MinGruConfig.of(4).zoneout(0.1, 0),
        MinLstmConfig.of(4).learnedState());
  }

  @ParameterizedTest
  @MethodSource("withoutAProductOfTheState")
  void recurrentDropoutOfACellWithoutAProductOfItsStateIsRefused(CellConfig cell) {
    assertThatThrownBy(() -> cell.recurrentDropout(0.3).build(3, new Random(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which has no product of its state, so nothing would be dropped.")
        .hasMessageContaining("Use inputDropout, zoneout, or ");
    assertThat(cell.inputDropout(0.3).build(3, new Random(1)).units()).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("dev.timestep.nn.CellCase#all")
  void otherCellsMayHaveIt(CellCase<?> c) {
    boolean elementwise =
        Stream.of("min ", "qrnn", "rg-lru", "sru").anyMatch(name -> c.name().startsWith(name));
    if (!elementwise) {
      Cell<?> cell = c.build().cell(4, 4);
      assertThat(new dev.timestep.nn.cell.DropoutCell<>(cell, 0, 0.5).units())
          .isEqualTo(cell.units());
    }
  }

  @Test
  void weightDropAdvisesWhatHelps() {
    assertThatThrownBy(() -> new WeightDropCell<>(MinGruConfig.of(4).build(3, new Random(1)), 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("It has no product of its state: use inputDropout or zoneout.");
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void dropoutBetweenTheLayersOfOneIsRefused(boolean both) {
    RecurrentConfig one = Layers.lstm(4).dropout(0.9);
    LayerConfig layer = both ? one.bidirectional() : one;
    assertThatThrownBy(() -> Sequential.of(2, 1, layer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expects two layers or more for dropout between them; received one")
        .hasMessageContaining("use inputDropout(0.9) for what it reads (Keras' dropout=)")
        .hasMessageContaining("Layers.dropout(0.9) behind it.");
    assertThat(Sequential.of(2, 1, one.layers(2)).parameters()).isNotEmpty();
    assertThat(Sequential.of(2, 1, one.dropout(0)).parameters()).isNotEmpty();
  }

  @Test
  void dropoutBetweenTheLayersOfAStackOfOneIsRefused() {
    assertThatThrownBy(
            () -> Sequential.of(2, 1, Layers.stack(GruConfig.of(4)).dropout(0.5).residual()))
        .hasMessageContaining("received one layer (gru) and dropout 0.5.");
    Sequential.of(2, 1, Layers.stack(GruConfig.of(4), LstmConfig.of(3)).dropout(0.5));
  }
}
