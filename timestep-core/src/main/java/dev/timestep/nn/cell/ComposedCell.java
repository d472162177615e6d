package dev.timestep.nn.cell;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the cells share whose step is written from small operations: settings, and weights by name.
 */
abstract class ComposedCell<S extends CellState> implements Cell<S> {
  private final CellConfig config;
  private final int features;
  private final SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();
  private final List<Parameter> recurrent = new ArrayList<>();

  ComposedCell(CellConfig config, int features) {
    this.config = config;
    this.features = features;
    Weights.checkFeatures(name(), features);
  }

  /** "Mgu" of an MguCell. */
  private String name() {
    return getClass().getSimpleName().replace("Cell", "");
  }

  /** Adds a weight. */
  final void add(String name, Tensor value) {
    add(name, new Parameter(value));
  }

  /** Adds a weight that was made elsewhere. */
  final void add(String name, Parameter weight) {
    parameters.put(name, weight);
  }

  /** Adds one of {@link #recurrentWeights}. */
  final void addRecurrent(String name, Tensor value) {
    addRecurrent(name, new Parameter(value));
  }

  /** Adds one of {@link #recurrentWeights}. */
  final void addRecurrent(String name, Parameter weight) {
    add(name, weight);
    recurrent.add(weight);
  }

  /** A weight that is there. */
  final Variable weight(Tape tape, String name) {
    return tape.parameter(Objects.requireNonNull(parameters.get(name)));
  }

  /** A weight that may have been left out. */
  final @Nullable Variable optional(Tape tape, String name) {
    return Weights.variable(tape, parameters.get(name));
  }

  @Override
  public final String kind() {
    return config.kind();
  }

  @Override
  public final int features() {
    return features;
  }

  @Override
  public final int units() {
    return config.units();
  }

  @Override
  public final SequencedMap<String, Parameter> parameters() {
    return new LinkedHashMap<>(parameters);
  }

  @Override
  public final List<Parameter> recurrentWeights() {
    return List.copyOf(recurrent);
  }

  @Override
  public final String toString() {
    return name() + "(features=" + features + ", units=" + units() + ")";
  }
}
