package dev.timestep.nn.cell;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The sLSTM cell of xLSTM (Beck et al. 2024), with one head: an LSTM whose input gate is an
 * exponential, so that an important input can outweigh everything stored before.
 *
 * <pre>
 * ĩ f̃ z̃ õ = x·W + h·U + b
 * z  = tanh z̃              o = σ(õ)
 * φ  = ln σ(f̃), or f̃       the forget gate's logarithm
 * m′ = max(φ + m, ĩ)        i = e^(ĩ − m′)      f = e^(φ + m − m′)
 * c′ = f ⊙ c + i ⊙ z        n′ = f ⊙ n + i      h′ = o ⊙ c′ / n′
 * </pre>
 *
 * <p>n counts what went into c, so their quotient is a mean; m is what both are scaled by, so that
 * no exponential overflows. Before the first step c = n = 0 and m is {@code -1e30}, below every
 * gate: so i = 1 in the first step, however little the input gate opens, and from then on n is 1 or
 * more, since one of i and f always is 1. From a state that a caller gives or that is learned, the
 * step is the same.
 *
 * <p>Benefit: it can revise a decision about what it stored long ago, which an LSTM's gates cannot.
 * Cost: two more rows of state and about twice an LSTM's elementwise work.
 *
 * <p>Parameters, in the order i f z o: {@code kernel} [F, 4H], {@code recurrent_kernel} [H, 4H],
 * {@code bias} [4H].
 */
public final class SlstmCell extends ComposedCell<SlstmCell.State> {
  /** The scale of nothing: in its place any gate's logarithm is larger. */
  private static final float NOTHING = -1e30f;

  /**
   * Added to n, so that nothing over nothing is 0 where a caller's state holds nothing at a scale
   * that no input reaches. It changes no n that is larger by the precision of a float.
   */
  private static final float TINY = Float.MIN_NORMAL;

  /**
   * The state of an sLSTM.
   *
   * @param h output [batch, units]
   * @param c what is stored [batch, units]
   * @param n how much was stored [batch, units]; 1 or more after the first step
   * @param m the logarithm by which c and n are scaled [batch, units]
   */
  public record State(Variable h, Variable c, Variable n, Variable m) implements CellState {
    @Override
    public Variable output() {
      return h;
    }

    @Override
    public List<Variable> variables() {
      return List.of(h, c, n, m);
    }

    @Override
    public List<String> names() {
      return List.of("h", "c", "n", "m");
    }

    @Override
    public List<Role> roles() {
      return List.of(Role.OUTPUT, Role.SCALED, Role.SCALED, Role.SCALE);
    }
  }

  private final SlstmConfig config;
  private final Weights weights;

  public SlstmCell(SlstmConfig config, int features, RandomGenerator random) {
    super(config, features);
    this.config = config;
    int units = config.units();
    this.weights = new Weights(features, units, 4, config.bias(), config.init(), random);
    add("kernel", weights.kernel);
    addRecurrent("recurrent_kernel", weights.recurrentKernel);
    if (weights.bias != null) {
      add("bias", weights.bias);
    }
    if (weights.bias != null && config.init() == Init.KERAS) {
      Arrays.fill(weights.bias.value().data(), units, 2 * units, config.forgetBias());
    }
  }

  public SlstmConfig config() {
    return config;
  }

  @Override
  public State initialState(Tape tape, int batch) {
    return new State(
        Weights.zeros(tape, batch, units()),
        Weights.zeros(tape, batch, units()),
        Weights.zeros(tape, batch, units()),
        tape.constant(NOTHING, batch, units()));
  }

  @Override
  public State stateOf(List<Variable> parts) {
    return new State(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
  }

  @Override
  public State step(Tape tape, Variable x, State state) {
    Variable input = LinearOp.apply(x, weight(tape, "kernel"), optional(tape, "bias"));
    Variable all = input.add(state.h().matmul(weight(tape, "recurrent_kernel")));
    Variable toWrite = Weights.columns(all, 0, units());
    Variable toKeep = Weights.columns(all, 1, units());
    Variable z = Weights.columns(all, 2, units()).tanh();
    Variable o = Weights.columns(all, 3, units()).sigmoid();
    boolean exponential = config.forget() == SlstmConfig.Forget.EXPONENTIAL;
    Variable log = exponential ? toKeep : toKeep.logSigmoid();
    Variable kept = log.add(state.m());
    Variable m = kept.maximum(toWrite);
    Variable i = toWrite.subtract(m).exp();
    Variable f = kept.subtract(m).exp();
    Variable c = f.multiply(state.c()).add(i.multiply(z));
    Variable n = f.multiply(state.n()).add(i);
    return new State(o.multiply(c.divide(n.add(TINY))), c, n, m);
  }
}
