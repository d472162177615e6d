package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.autograd.CounterRandom;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellAround;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.nn.cell.WeightDropCell;
import dev.timestep.tensor.Lengths;
import dev.timestep.testing.CellConformance;
import dev.timestep.testing.GradientCheck;
import dev.timestep.testing.ReferenceCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dropped recurrent weights, in every cell of {@link CellCase} that has some. */
class WeightDropTest {
  private static final int TIME = 4;
  private static final int BATCH = 3;
  private static final int FEATURES = 2;
  private static final int UNITS = 3;
  private static final int[] STEPS = {4, 2, 3};
  private static final long SEED = 6;
  private static final double RATE = 0.4;

  /** Those that draw nothing themselves. */
  static Stream<CellCase<?>> cells() {
    return CellCase.all()
        .filter(c -> !(c.build().cell(FEATURES, UNITS) instanceof CellAround<?>))
        .filter(c -> !dropped(c).isEmpty());
  }

  /** The names of what is dropped, in the order in which it is drawn. */
  private static List<String> dropped(CellCase<?> c) {
    Cell<?> cell = c.build().cell(FEATURES, UNITS);
    Map<Parameter, String> names = new IdentityHashMap<>();
    cell.parameters().forEach((name, parameter) -> names.put(parameter, name));
    return cell.recurrentWeights().stream().map(names::get).toList();
  }

  @Test
  void mostCellsAreAmongThem() {
    assertThat(cells()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("cells")
  <S extends CellState> void trainingEqualsWeightsThatAreMaskedByHand(CellCase<S> c) {
    Recurrent<S> layer =
        new Recurrent<>(new WeightDropCell<>(c.build().cell(FEATURES, UNITS), RATE), true, false);
    List<String> names = dropped(c);
    new GradientCheck(7)
        .training(SEED)
        .parameters(layer.parameters())
        .input("x", -1.5, 1.5, TIME, BATCH, FEATURES)
        .run(
            (tape, in) -> {
              Unrolled<S> run =
                  layer.unroll(tape, new Signal(in.get("x"), Lengths.of(STEPS)), null);
              List<Variable> outputs = new ArrayList<>(List.of(run.outputs()));
              outputs.addAll(run.state().variables());
              return outputs;
            },
            in -> reference(c, layer, masked(in, names)));
  }

  private static Map<String, double[]> masked(Map<String, double[]> in, List<String> names) {
    Map<String, double[]> all = new LinkedHashMap<>(in);
    for (int stream = 0; stream < names.size(); stream++) {
      long key = CounterRandom.key(SEED, 0, stream);
      double[] whole = in.get(names.get(stream));
      double[] left = new double[whole.length];
      Arrays.setAll(left, at -> CounterRandom.uniform(key, at) < RATE ? 0 : whole[at] / (1 - RATE));
      all.put(names.get(stream), left);
    }
    return all;
  }

  private static <S extends CellState> List<double[]> reference(
      CellCase<S> c, Recurrent<S> layer, Map<String, double[]> w) {
    int[] widths = CellConformance.widths(layer.cell());
    double[][][] initial = new double[widths.length][BATCH][];
    for (int part = 0; part < widths.length; part++) {
      for (int b = 0; b < BATCH; b++) {
        initial[part][b] = c.reference().initial(w, part, widths[part]);
      }
    }
    double[][][] x = ReferenceCell.cut(w.get("x"), TIME, BATCH, FEATURES);
    ReferenceCell.Run run = c.reference().run(w, x, initial, STEPS, false);
    List<double[]> all = new ArrayList<>(List.of(ReferenceCell.join(run.outputs())));
    for (double[][] part : run.state()) {
      all.add(ReferenceCell.join(new double[][][] {part}));
    }
    return all;
  }

  // ---------------------------------------------------------------- once, for all

  @Test
  void aLayerThatIsUsedTwiceInAStepHasOneMask() {
    Recurrent<?> layer =
        new Recurrent<>(GruConfig.of(20).weightDrop(0.5).build(3, new Random(1)), true, false);
    Tape tape = Tape.training(Engine.withThreads(1), SEED);
    Signal x = Signal.ofSequences(tape, Init.uniform(1, new Random(2), 2, 5, 3), null);
    float[] once = layer.forward(tape, x).value().data().clone();
    assertThat(layer.forward(tape, x).value().data()).startsWith(once);
    tape.reset(1);
    x = Signal.ofSequences(tape, Init.uniform(1, new Random(2), 2, 5, 3), null);
    assertThat(layer.forward(tape, x).value().data()).isNotEqualTo(once);
  }

  @Test
  void aSecondWeightDropIsRefused() {
    CellConfig twice = LstmConfig.of(4).weightDrop(0.5).zoneout(0.1, 0.1).weightDrop(0.3);
    assertThatThrownBy(() -> twice.build(3, new Random(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Weight drop expects a cell without weight drop inside; received Lstm(features=3,"
                + " units=4) with a rate of 0.5, to be dropped again with 0.3. Use one rate.");
  }
}
