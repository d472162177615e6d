package dev.timestep.nn;

import dev.timestep.autograd.LayerNormOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.ReferenceCell;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A cell of no use that has every operation of which a step may consist:
 *
 * <pre>
 * a = x·W + h·U              b = norm(a; γ, β)          g = softmax(b)
 * q = 0.2 + tanh(2p)²        s = √(1 + Σ a² / n)        (one number per row)
 * d = (a − p) / s            r = σ([b₂ b₁]) ⊙ g, where b₁ is b's first column and b₂ the others
 * m′ = m/2 + mean a          h′ = q ⊙ tanh d + r ⊙ m′ + e^{−|a|} − relu(a)/4 + k / s
 *                         + max(a, p)/2 + min(a, b)/3 + g ⊙ d + (1 − g) ⊙ k
 *                         + g ⊙ a + (1 − g) ⊙ 0.4
 * </pre>
 */
final class EveryOperationCell implements Cell<EveryOperationCell.State> {
  record State(Variable h, Variable m, Variable k) implements CellState {
    @Override
    public Variable output() {
      return h;
    }

    @Override
    public List<Variable> variables() {
      return List.of(h, m, k);
    }
  }

  private final int features;
  private final int units;
  private final SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();

  EveryOperationCell(int features, int units) {
    this.features = features;
    this.units = units;
    for (String vector : new String[] {"gamma", "beta", "p"}) {
      parameters.put(vector, new Parameter(Tensor.zeros(units)));
    }
    parameters.put("w", new Parameter(Tensor.zeros(features, units)));
    parameters.put("u", new Parameter(Tensor.zeros(units, units)));
  }

  static ReferenceCell reference() {
    return (w, x, state) -> {
      int n = state[0].length;
      double[] a =
          ReferenceCell.add(
              ReferenceCell.times(x, w.get("w"), n), ReferenceCell.times(state[0], w.get("u"), n));
      double mean = Arrays.stream(a).average().orElseThrow();
      double squares = Arrays.stream(a).map(v -> v * v).sum();
      double variance = squares / n - mean * mean;
      double[] b = new double[n];
      for (int u = 0; u < n; u++) {
        double unit = (a[u] - mean) / Math.sqrt(variance + 1e-2);
        b[u] = w.get("gamma")[u] * unit + w.get("beta")[u];
      }
      double total = Arrays.stream(b).map(Math::exp).sum();
      double s = Math.sqrt(1 + squares / n);
      double m = state[1][0] / 2 + mean;
      double[] h = new double[n];
      for (int u = 0; u < n; u++) {
        double p = w.get("p")[u];
        double q = 0.2 + Math.pow(Math.tanh(2 * p), 2);
        double r = 1 / (1 + Math.exp(-b[(u + 1) % n])) * Math.exp(b[u]) / total;
        h[u] = q * Math.tanh((a[u] - p) / s) + r * m + Math.exp(-Math.abs(a[u]));
        h[u] += state[2][u] / s - Math.max(0, a[u]) / 4;
        h[u] += Math.max(a[u], p) / 2 + Math.min(a[u], b[u]) / 3;
        double g = Math.exp(b[u]) / total;
        h[u] += g * (a[u] - p) / s + (1 - g) * state[2][u] + g * a[u] + (1 - g) * 0.4;
      }
      return new double[][] {h, {m}, state[2]};
    };
  }

  @Override
  public String kind() {
    return "every-operation";
  }

  @Override
  public int features() {
    return features;
  }

  @Override
  public int units() {
    return units;
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return parameters;
  }

  @Override
  public List<Parameter> recurrentWeights() {
    return List.of(parameters.get("u"));
  }

  @Override
  public State initialState(Tape tape, int batch) {
    return new State(
        tape.constant(0f, batch, units),
        tape.constant(0f, batch, 1),
        tape.constant(0f, batch, units));
  }

  @Override
  public State stateOf(List<Variable> parts) {
    return new State(parts.get(0), parts.get(1), parts.get(2));
  }

  @Override
  public State step(Tape tape, Variable x, State state) {
    Variable p = weight(tape, "p");
    Variable a = x.matmul(weight(tape, "w")).add(state.h().matmul(weight(tape, "u")));
    Variable b = LayerNormOp.apply(a, weight(tape, "gamma"), weight(tape, "beta"), 1e-2f);
    Variable q = p.multiply(2f).tanh().square().add(0.2f);
    Variable s = a.square().sum(-1).multiply(1f / units).add(1f).sqrt();
    Variable d = a.subtract(p).divide(s);
    Variable turned = Variable.concat(-1, List.of(b.slice(-1, 1, units), b.slice(-1, 0, 1)));
    Variable r = turned.sigmoid().multiply(b.softmax());
    Variable m = state.m().multiply(0.5f).add(a.mean(-1));
    Variable g = b.softmax();
    Variable h =
        q.multiply(d.tanh())
            .add(r.multiply(m))
            .add(a.abs().negate().exp())
            .subtract(a.relu().multiply(0.25f))
            .add(state.k().divide(s))
            .add(a.maximum(p).multiply(0.5f))
            .add(a.minimum(b).multiply(1f / 3))
            .add(g.blend(d, state.k()))
            .add(g.blend(a, tape.constant(0.4f, x.shape().dim(0), units)));
    return new State(h, m, state.k());
  }

  private Variable weight(Tape tape, String name) {
    return tape.parameter(parameters.get(name));
  }
}
