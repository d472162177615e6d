package dev.timestep.bench.cells;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmState;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * An LSTM as a user might write it, from small operations: what the library does for a cell that it
 * does not define.
 */
final class OwnLstm implements Cell<LstmState> {

  /**
   * Its settings.
   *
   * @param units width of h and c
   * @param stepped whether its step also has an operation that is not one of rows, so that it can
   *     not run as one op over the sequence
   */
  record Config(int units, boolean stepped) implements CellConfig {
    @Override
    public String kind() {
      return "own";
    }

    @Override
    public Cell<?> build(int features, RandomGenerator random) {
      return new OwnLstm(this, features, random);
    }
  }

  private final Config config;
  private final int features;
  private final SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();
  private final Parameter kernel;
  private final Parameter recurrent;
  private final Parameter bias;

  OwnLstm(Config config, int features, RandomGenerator random) {
    this.config = config;
    this.features = features;
    int units = config.units;
    kernel = new Parameter(Init.glorotUniform(features, 4 * units, random));
    recurrent = new Parameter(Init.orthogonal(units, 4 * units, random));
    bias = new Parameter(Tensor.zeros(4 * units));
    parameters.put("kernel", kernel);
    parameters.put("recurrent_kernel", recurrent);
    parameters.put("bias", bias);
  }

  @Override
  public LstmState step(Tape tape, Variable x, LstmState before) {
    Variable read = config.stepped ? x.transpose(0, 1).transpose(0, 1) : x;
    Variable all =
        read.matmul(tape.parameter(kernel))
            .add(before.h().matmul(tape.parameter(recurrent)))
            .add(tape.parameter(bias));
    Variable i = gate(all, 0).sigmoid();
    Variable f = gate(all, 1).sigmoid();
    Variable g = gate(all, 2).tanh();
    Variable o = gate(all, 3).sigmoid();
    Variable c = f.multiply(before.c()).add(i.multiply(g));
    return new LstmState(o.multiply(c.tanh()), c);
  }

  private Variable gate(Variable all, int gate) {
    return all.slice(-1, gate * config.units, (gate + 1) * config.units);
  }

  @Override
  public LstmState initialState(Tape tape, int batch) {
    Variable zeros = tape.constant(Tensor.zeros(batch, config.units));
    return new LstmState(zeros, zeros);
  }

  @Override
  public LstmState stateOf(List<Variable> parts) {
    return new LstmState(parts.get(0), parts.get(1));
  }

  @Override
  public String kind() {
    return config.kind();
  }

  @Override
  public int features() {
    return features;
  }

  @Override
  public int units() {
    return config.units;
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return new LinkedHashMap<>(parameters);
  }
}
