package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.ActivationFunction;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.GeneralGruConfig;
import dev.timestep.nn.cell.GeneralLstmConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.Golden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One recurrent layer of a golden file of Keras', with its weights in Timestep's layout. Keras has
 * the gates in the order i f c o, which is ours, and z r h, where ours is r z n.
 */
final class KerasLayer<S extends CellState> {
  /** What the layer answers, under the names of the golden file. */
  record Result(Map<String, Variable> outputs, Map<String, Variable> states) {}

  private final Golden golden;
  private final String name;
  private final List<String> prefixes;
  private final List<Cell<S>> cells = new ArrayList<>();
  private final List<@Nullable S> initial = new ArrayList<>();
  private final List<Recurrent<S>> directions = new ArrayList<>();

  private interface Build<S extends CellState> {
    Cell<S> cell(int features, Random random);
  }

  private KerasLayer(Golden golden, int at, Tape tape, Build<S> build) {
    this.golden = golden;
    this.name = "l" + at;
    this.prefixes =
        bidirectional() ? List.of(name + ".forward.", name + ".backward.") : List.of(name + ".");
    for (String prefix : prefixes) {
      Cell<S> cell = build.cell(golden.shape(prefix + "kernel")[0], new Random(1));
      cell.parameters().forEach((key, p) -> p.assign(weights(prefix, key, p.shape().last())));
      cells.add(cell);
      initial.add(golden.has(prefix + "h0") ? state(tape, cell, prefix) : null);
      directions.add(new Recurrent<>(cell, sequences(), backwards()));
    }
  }

  static KerasLayer<?> of(Golden golden, int at, Tape tape) {
    int units = (int) golden.number("l" + at + ".units");
    Activation activation = activation(golden.fact("l" + at + ".activation"));
    String gates = golden.fact("l" + at + ".recurrent_activation");
    boolean usual = activation == Activation.TANH && gates.equals("sigmoid");
    return switch (golden.fact("l" + at + ".cell")) {
      case "rnn" ->
          new KerasLayer<>(
              golden, at, tape, new SimpleRnnConfig(units, activation, true, Init.KERAS)::build);
      case "lstm" -> {
        ActivationFunction own = activation.standard();
        var general = GeneralLstmConfig.of(units).activations(gate(gates), own, own);
        yield usual
            ? new KerasLayer<>(golden, at, tape, LstmConfig.of(units)::build)
            : new KerasLayer<>(golden, at, tape, general::build);
      }
      case "gru" -> {
        var form = GruConfig.Form.RESET_BEFORE;
        var general =
            GeneralGruConfig.of(units).form(form).activations(gate(gates), activation.standard());
        yield usual
            ? new KerasLayer<>(
                golden, at, tape, new GruConfig(units, form, true, Init.KERAS)::build)
            : new KerasLayer<>(golden, at, tape, general::build);
      }
      default -> throw new AssertionError("no cell for " + golden);
    };
  }

  private static Activation activation(String name) {
    return Activation.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** TensorFlow.js has the hard sigmoid of Keras 2, which is not that of Keras 3. */
  private static ActivationFunction gate(String name) {
    Activation activation = activation(name);
    return name.equals("hard_sigmoid") ? activation.with(0.2f, 0.5f) : activation.standard();
  }

  private String fact(String key) {
    return golden.fact(name + "." + key);
  }

  private boolean bidirectional() {
    return !fact("merge_mode").equals("-");
  }

  boolean sequences() {
    return fact("return_sequences").equals("true");
  }

  boolean backwards() {
    return fact("go_backwards").equals("true");
  }

  /**
   * Sequences [batch, time, width] from our order to Keras' or back: a Keras layer that goes
   * backwards returns its outputs in the order of reading, ours at the places of their inputs.
   */
  Tensor ordered(Tensor sequences) {
    if (!backwards() || !sequences()) {
      return sequences;
    }
    Tensor turned = sequences.copy();
    int time = sequences.shape().dim(1);
    int width = sequences.shape().last();
    for (int row = 0; row < sequences.shape().dim(0) * time; row++) {
      int to = row - row % time + time - 1 - row % time;
      System.arraycopy(sequences.data(), row * width, turned.data(), to * width, width);
    }
    return turned;
  }

  private Merge merge() {
    return switch (fact("merge_mode")) {
      case "concat" -> Merge.CONCAT;
      case "sum" -> Merge.SUM;
      case "mul" -> Merge.MULTIPLY;
      case "ave" -> Merge.AVERAGE;
      case "none" -> Merge.NONE;
      default -> throw new AssertionError("no merge for " + golden);
    };
  }

  private S state(Tape tape, Cell<S> cell, String prefix) {
    List<Variable> parts = new ArrayList<>();
    for (String part : parts(prefix)) {
      parts.add(tape.input(golden.tensor(prefix + part + "0")));
    }
    return cell.stateOf(parts);
  }

  private List<String> parts(String prefix) {
    return golden.has(prefix + "c_n") ? List.of("h", "c") : List.of("h");
  }

  /** One layer, or several where each but the first reads what Timestep's layer before it gives. */
  static Layer stack(List<KerasLayer<?>> layers) {
    List<RecurrentLayer> parts = new ArrayList<>();
    layers.forEach(layer -> parts.add(layer.layer()));
    return parts.size() == 1 ? parts.getFirst() : new RecurrentStack(parts, 0);
  }

  private RecurrentLayer layer() {
    return bidirectional()
        ? new Bidirectional<>(cells.get(0), cells.get(1), merge(), sequences())
        : directions.getFirst();
  }

  Result run(Tape tape, Signal input) {
    Map<String, Variable> states = new LinkedHashMap<>();
    if (!bidirectional()) {
      Unrolled<S> run = directions.getFirst().unroll(tape, input, initial.getFirst());
      addStates(states, prefixes.getFirst(), run);
      return new Result(Map.of("output", output(run)), states);
    }
    Merge merge = merge();
    var layer = new Bidirectional<>(cells.get(0), cells.get(1), merge, sequences());
    BothUnrolled<S, S> run = layer.unroll(tape, input, initial.get(0), initial.get(1));
    addStates(states, prefixes.get(0), run.forward());
    addStates(states, prefixes.get(1), run.backward());
    Variable forward = output(run.forward());
    Variable backward = output(run.backward());
    if (merge == Merge.NONE) {
      return new Result(Map.of("output.forward", forward, "output.backward", backward), states);
    }
    return new Result(Map.of("output", merge.apply(forward, backward)), states);
  }

  private Variable output(Unrolled<S> run) {
    return sequences() ? run.outputs() : run.state().output();
  }

  private void addStates(Map<String, Variable> named, String prefix, Unrolled<S> run) {
    List<String> parts = parts(prefix);
    for (int i = 0; i < parts.size(); i++) {
      named.put(prefix + parts.get(i) + "_n", run.state().variables().get(i));
    }
  }

  /** The gradients of weights and initial states under Keras' names and in its layout. */
  Map<String, float[]> gradients() {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String prefix = "grad." + prefixes.get(i);
      Map<String, Parameter> own = cells.get(i).parameters();
      Parameter candidate = own.get("candidate_kernel");
      own.forEach(
          (key, p) -> {
            boolean split = candidate != null && key.equals("recurrent_kernel");
            if (p != candidate) {
              Tensor all = split ? joined(gradient(p), gradient(candidate)) : gradient(p);
              gradients.put(prefix + key, turn(all).data());
            }
          });
      S state = initial.get(i);
      if (state != null) {
        List<String> parts = parts(prefixes.get(i));
        for (int part = 0; part < parts.size(); part++) {
          Variable value = state.variables().get(part);
          gradients.put(prefix + parts.get(part) + "0", value.gradientValue().data());
        }
      }
    }
    return gradients;
  }

  /** The value of a parameter; a general GRU has the last third of its recurrent kernel apart. */
  private Tensor weights(String prefix, String key, int columns) {
    boolean candidate = key.equals("candidate_kernel");
    Tensor all = turn(golden.tensor(prefix + (candidate ? "recurrent_kernel" : key)));
    int width = all.shape().last();
    if (columns == width) {
      return all;
    }
    int rows = all.shape().dim(0);
    Tensor part = Tensor.zeros(rows, columns);
    for (int row = 0; row < rows; row++) {
      int from = row * width + (candidate ? width - columns : 0);
      System.arraycopy(all.data(), from, part.data(), row * columns, columns);
    }
    return part;
  }

  private static Tensor joined(Tensor left, Tensor right) {
    int rows = left.shape().dim(0);
    int first = left.shape().last();
    int second = right.shape().last();
    Tensor both = Tensor.zeros(rows, first + second);
    for (int row = 0; row < rows; row++) {
      int to = row * (first + second);
      System.arraycopy(left.data(), row * first, both.data(), to, first);
      System.arraycopy(right.data(), row * second, both.data(), to + first, second);
    }
    return both;
  }

  private static Tensor gradient(Parameter parameter) {
    return Tensor.of(parameter.shape(), parameter.gradient());
  }

  /** From Keras' order of gates to ours; and back, as a GRU's first two change places. */
  private Tensor turn(Tensor weights) {
    if (!fact("cell").equals("gru")) {
      return weights;
    }
    float[] from = weights.data();
    float[] to = from.clone();
    int columns = weights.shape().last();
    int units = columns / 3;
    for (int row = 0; row < from.length; row += columns) {
      System.arraycopy(from, row, to, row + units, units);
      System.arraycopy(from, row + units, to, row, units);
    }
    return Tensor.of(weights.shape(), to);
  }
}
