package dev.timestep.nn;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RowOps;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.attention.AttentionInputs;
import dev.timestep.autograd.attention.AttentionOp;
import dev.timestep.autograd.attention.AttentionOutputs;
import dev.timestep.autograd.attention.AttentionSettings;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.Weights;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One vector for a sequence: a mean of its steps, weighted by their scores for a learned query
 * (Yang et al. 2016, hierarchical attention networks).
 *
 * <pre>
 * s_t = v · tanh(x_t·W + b)      p = softmax_t s_t      y = Σ_t p_t x_t
 * </pre>
 *
 * <p>Benefit: a classifier reads the steps that matter, not only the last one, and the weights show
 * which ({@link #attend}). Cost: one small dense layer over all steps.
 *
 * <p>Reads [T, B, features] and returns [B, features]; zeros for a sequence of length 0. In a
 * {@link Session} it answers with the pooling of all steps so far.
 *
 * <p>Parameters: {@code kernel} W [features, units] and {@code v} [units], started Glorot uniform,
 * {@code bias} b [units], started at zero.
 */
public final class AttentionPooling implements Layer {
  private static final AttentionSettings ONE_HEAD = AttentionSettings.of(1);

  /** Added to a sum of weights that is above 0.9 or, before the first step, zero. */
  private static final float TINY = 1e-30f;

  private final int features;
  private final int units;
  private final Parameter kernel;
  private final Parameter bias;
  private final Parameter v;

  public AttentionPooling(int features, int units, RandomGenerator random) {
    Weights.checkFeatures("AttentionPooling", features);
    Weights.checkUnits("AttentionPooling", units);
    this.features = features;
    this.units = units;
    this.kernel = new Parameter(Init.glorotUniform(features, units, random));
    this.bias = new Parameter(Tensor.zeros(units));
    this.v = new Parameter(Init.uniform((float) Math.sqrt(3.0 / units), random, units));
  }

  @Override
  public String kind() {
    return "attention_pooling";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("kernel", kernel);
    all.put("bias", bias);
    all.put("v", v);
    return all;
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    return attend(tape, input).output();
  }

  /**
   * The pooled vectors [B, features] and the weight of each step, [B, 1, 1, T].
   *
   * @param input [T, B, features] and its lengths
   */
  public Attended attend(Tape tape, Signal input) {
    Variable x = Attending.checkMemory(this, input, features).value();
    int batch = x.shape().dim(1);
    Variable query = tape.constant(0f, 1, batch, units).add(tape.parameter(v));
    AttentionOutputs pooled =
        AttentionOp.dot(
            new AttentionInputs(query, hidden(tape, x), x, null, input.lengths(), null), ONE_HEAD);
    return new Attended(Signal.of(pooled.y().reshape(batch, features)), pooled.weights());
  }

  private Variable hidden(Tape tape, Variable x) {
    return LinearOp.apply(x, tape.parameter(kernel), tape.parameter(bias)).tanh();
  }

  // ---------------------------------------------------------------- step by step

  /**
   * With m the largest score so far, the sums of e^(s − m) and of e^(s − m)·x are carried. As |s| ≤
   * Σ|v|, m may start at −Σ|v|.
   */
  @Override
  public Streaming streaming() {
    return new Stream();
  }

  private final class Stream implements Streaming {
    @Override
    public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
      Variable lowest = tape.parameter(v).abs().sum().negate();
      return state(
          tape.constant(0f, batch, 1).add(lowest),
          tape.constant(0f, batch, 1),
          tape.constant(0f, batch, features));
    }

    private SequencedMap<String, Variable> state(Variable largest, Variable total, Variable sum) {
      SequencedMap<String, Variable> state = new LinkedHashMap<>();
      state.put("largest", largest);
      state.put("total", total);
      state.put("sum", sum);
      return state;
    }

    @Override
    public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
      Variable x = Attending.checkMemory(AttentionPooling.this, input, features).value();
      int time = x.shape().dim(0);
      int batch = x.shape().dim(1);
      Variable scores = LinearOp.apply(hidden(tape, x), tape.parameter(v).reshape(units, 1), null);
      SequencedMap<String, Variable> now = new LinkedHashMap<>(state);
      for (int t = 0; t < time; t++) {
        SequencedMap<String, Variable> next = step(x.at(t), scores.at(t), now);
        now = input.lengths() == null ? next : select(active(input.lengths(), t), next, now);
      }
      Variable pooled = part(now, "sum").divide(part(now, "total").add(TINY));
      return new Streamed(Signal.of(pooled.reshape(batch, features)), now);
    }

    private SequencedMap<String, Variable> step(
        Variable x, Variable score, Map<String, Variable> state) {
      Variable before = part(state, "largest");
      Variable largest = before.add(score.subtract(before).relu());
      Variable old = before.subtract(largest).exp();
      Variable weight = score.subtract(largest).exp();
      return state(
          largest,
          part(state, "total").multiply(old).add(weight),
          part(state, "sum").multiply(old).add(x.multiply(weight)));
    }

    private boolean[] active(@Nullable Lengths lengths, int t) {
      boolean[] active = new boolean[Objects.requireNonNull(lengths).batch()];
      for (int b = 0; b < active.length; b++) {
        active[b] = t < lengths.at(b);
      }
      return active;
    }

    private SequencedMap<String, Variable> select(
        boolean[] active, Map<String, Variable> next, Map<String, Variable> kept) {
      SequencedMap<String, Variable> chosen = new LinkedHashMap<>();
      next.forEach((name, part) -> chosen.put(name, RowOps.select(active, part, part(kept, name))));
      return chosen;
    }

    private Variable part(Map<String, Variable> state, String name) {
      return Objects.requireNonNull(state.get(name), name);
    }
  }

  @Override
  public String toString() {
    return "AttentionPooling(features=" + features + ", units=" + units + ")";
  }
}
