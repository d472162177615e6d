package dev.timestep.nn;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.attention.AttentionInputs;
import dev.timestep.autograd.attention.AttentionOp;
import dev.timestep.autograd.attention.AttentionOutputs;
import dev.timestep.autograd.attention.AttentionSettings;
import dev.timestep.autograd.attention.WindowOp;
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
 * Multi-head attention (Vaswani et al. 2017; {@code torch.nn.MultiheadAttention}, Keras' {@code
 * MultiHeadAttention}).
 *
 * <pre>
 * q = x·W_q + b_q,  k = m·W_k + b_k,  v = m·W_v + b_v,   each cut into heads of width d
 * p = softmax(q·kᵀ / √d) for each head,   y = concat(p·v)·W_o + b_o
 * </pre>
 *
 * <p>Self-attention (x = m) as a layer of a model. With {@code causal} a step looks at itself and
 * the steps before it, with {@code context} n at the last n of these; such a layer runs step by
 * step in a {@link Session}, which keeps the keys and values of n − 1 steps a stream.
 *
 * <p>Benefit: each step reads any other directly, at any distance, several at once, and all steps
 * are computed together. Cost: time and memory grow with the square of the length, and it ignores
 * the order of steps: put it after a recurrent layer, which encodes it.
 *
 * <p>Parameters: {@code query_kernel} [query features, units], {@code key_kernel} and {@code
 * value_kernel} [memory features, units], {@code output_kernel} [units, units], and their biases
 * {@code query_bias}, {@code key_bias}, {@code value_bias}, {@code output_bias} [units]. Kernels
 * start Glorot uniform (Keras), biases zero. PyTorch's {@code in_proj_weight} is the three kernels,
 * transposed, one below the other.
 */
public final class MultiHeadAttention implements Attention {
  private static final String[] PROJECTIONS = {"query", "key", "value", "output"};

  private final MultiHeadAttentionConfig config;
  private final int queryFeatures;
  private final int memoryFeatures;
  private final AttentionSettings settings;
  private final Parameter[] kernels = new Parameter[4];
  private final @Nullable Parameter[] biases = new Parameter[4];

  /** Attention with fresh weights. */
  public MultiHeadAttention(
      MultiHeadAttentionConfig config,
      int queryFeatures,
      int memoryFeatures,
      RandomGenerator random) {
    Weights.checkFeatures("MultiHeadAttention", Math.min(queryFeatures, memoryFeatures));
    this.config = config;
    this.queryFeatures = queryFeatures;
    this.memoryFeatures = memoryFeatures;
    int units = config.units();
    float scale = (float) (1 / Math.sqrt((double) units / config.heads()));
    this.settings =
        new AttentionSettings(
            config.heads(), scale, config.causal(), config.context(), config.dropout());
    int[] widths = {queryFeatures, memoryFeatures, memoryFeatures, units};
    for (int at = 0; at < PROJECTIONS.length; at++) {
      kernels[at] = new Parameter(Init.glorotUniform(widths[at], units, random));
      biases[at] = config.bias() ? new Parameter(Tensor.zeros(units)) : null;
    }
  }

  @Override
  public String kind() {
    return "multi_head_attention";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    for (int at = 0; at < PROJECTIONS.length; at++) {
      all.put(PROJECTIONS[at] + "_kernel", kernels[at]);
      Parameter bias = biases[at];
      if (bias != null) {
        all.put(PROJECTIONS[at] + "_bias", bias);
      }
    }
    return all;
  }

  private Variable project(Tape tape, int projection, Variable x) {
    Variable bias = Weights.variable(tape, biases[projection]);
    return LinearOp.apply(x, tape.parameter(kernels[projection]), bias);
  }

  @Override
  public AttentionMemory remember(Tape tape, Signal memory) {
    Variable x = Attending.checkMemory(this, memory, memoryFeatures).value();
    return new AttentionMemory(project(tape, 1, x), project(tape, 2, x), memory.lengths());
  }

  @Override
  public Attended attend(Tape tape, Signal given, AttentionMemory memory) {
    Signal query = Attending.checkQuery(this, given, queryFeatures, memory);
    AttentionInputs inputs = Attending.inputs(query, project(tape, 0, query.value()), memory);
    int steps = memory.keys().shape().dim(0);
    if (config.causal() && inputs.queries().shape().dim(0) != steps) {
      throw new IllegalArgumentException(
          this
              + ", causal, expects a query for each of its memory's "
              + steps
              + " steps; received "
              + inputs.queries().shape().dim(0)
              + ". To look at another sequence use one that is not causal.");
    }
    return answer(tape, query, inputs);
  }

  private Attended answer(Tape tape, Signal query, AttentionInputs inputs) {
    AttentionOutputs heads = AttentionOp.dot(inputs, settings);
    Variable y = project(tape, 3, heads.y());
    return new Attended(Attending.output(query, y), heads.weights());
  }

  // ---------------------------------------------------------------- step by step

  @Override
  public Streaming streaming() {
    if (!config.causal()) {
      return Attention.super.streaming();
    }
    if (config.context() == 0) {
      throw new IllegalArgumentException(
          this
              + " cannot run step by step: it looks at all earlier steps, and a stream has more and"
              + " more of them. Give it a context(n), the last n steps.");
    }
    return config.context() == 1 ? Streaming.stepwise(this) : new Stream();
  }

  /** Carries the keys and values of the steps that the next one looks at. */
  private final class Stream implements Streaming {
    private final int kept = config.context() - 1;

    @Override
    public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
      SequencedMap<String, Variable> state = new LinkedHashMap<>();
      state.put("keys", tape.constant(0f, batch, kept * config.units()));
      state.put("values", tape.constant(0f, batch, kept * config.units()));
      state.put("empty", tape.constant((float) kept, batch, 1));
      return state;
    }

    @Override
    public Streamed run(Tape tape, Signal given, Map<String, Variable> state) {
      AttentionMemory memory = remember(tape, given);
      Signal input = Attending.checkQuery(MultiHeadAttention.this, given, queryFeatures, memory);
      Lengths lengths = input.lengths();
      WindowOp.Outputs keys = WindowOp.apply(part(state, "keys"), memory.keys(), lengths);
      WindowOp.Outputs values = WindowOp.apply(part(state, "values"), memory.values(), lengths);
      Variable empty = part(state, "empty");
      Variable queries = project(tape, 0, input.value());
      AttentionInputs inputs =
          new AttentionInputs(queries, keys.all(), values.all(), lengths, withKept(lengths), empty);
      SequencedMap<String, Variable> next = new LinkedHashMap<>();
      Signal output = answer(tape, input, inputs).output();
      next.put("keys", keys.next());
      next.put("values", values.next());
      next.put("empty", empty.subtract(steps(tape, input)).relu());
      return new Streamed(output, next);
    }

    private Variable part(Map<String, Variable> state, String name) {
      return Objects.requireNonNull(state.get(name), name);
    }

    private @Nullable Lengths withKept(@Nullable Lengths lengths) {
      if (lengths == null) {
        return null;
      }
      int[] all = lengths.toArray();
      for (int b = 0; b < all.length; b++) {
        all[b] += kept;
      }
      return Lengths.of(all);
    }

    private Variable steps(Tape tape, Signal input) {
      Lengths lengths = input.lengths();
      if (lengths == null) {
        return tape.constant((float) input.value().shape().dim(0));
      }
      Tensor steps = Tensor.zeros(lengths.batch(), 1);
      for (int b = 0; b < lengths.batch(); b++) {
        steps.data()[b] = lengths.at(b);
      }
      return tape.constant(steps);
    }
  }

  @Override
  public String toString() {
    return "MultiHeadAttention(features="
        + (queryFeatures == memoryFeatures
            ? String.valueOf(queryFeatures)
            : queryFeatures + " and " + memoryFeatures)
        + ", units="
        + config.units()
        + ", heads="
        + config.heads()
        + ")";
  }
}
