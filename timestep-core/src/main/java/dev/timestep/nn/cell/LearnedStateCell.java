package dev.timestep.nn.cell;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A cell that learns the state it starts from: s₀ = the inner cell's + p, the same for all
 * sequences. The scale of an sLSTM's memory is p alone, since the inner cell's says that nothing is
 * stored.
 *
 * <p>Parameters: the inner cell's and, for each part of the state, {@code initial_NAME} [width],
 * zeros at first: {@code initial_h} and {@code initial_c} for an LSTM.
 *
 * <p>Benefit: short sequences need not spend their first steps on leaving a zero state. Cost: a few
 * numbers; the fused op runs as it is.
 *
 * @param <S> what the cell carries from step to step
 */
public final class LearnedStateCell<S extends CellState> extends CellAround<S> {
  private final SequencedMap<String, Parameter> learned = new LinkedHashMap<>();

  /** A cell around {@code inner}. */
  public LearnedStateCell(Cell<S> inner) {
    super(inner);
    S like = CellAround.stateLike(inner);
    for (int part = 0; part < like.variables().size(); part++) {
      int width = like.variables().get(part).shape().last();
      learned.put("initial_" + like.names().get(part), new Parameter(Tensor.zeros(width)));
    }
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>(inner().parameters());
    all.putAll(learned);
    return all;
  }

  @Override
  public S initialState(Tape tape, int batch) {
    S plain = inner().initialState(tape, batch);
    List<Variable> parts = new ArrayList<>(plain.variables());
    List<CellState.Role> roles = plain.roles();
    int at = 0;
    for (Parameter parameter : learned.values()) {
      Variable from =
          roles.get(at) == CellState.Role.SCALE
              ? Weights.zeros(tape, batch, parts.get(at).shape().last())
              : parts.get(at);
      parts.set(at, from.add(tape.parameter(parameter)));
      at++;
    }
    return stateOf(parts);
  }

  @Override
  public Cell<S> on(Tape tape) {
    return inner().on(tape);
  }
}
