package dev.timestep.nn;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.attention.AttentionInputs;
import dev.timestep.autograd.attention.AttentionOp;
import dev.timestep.autograd.attention.AttentionSettings;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.Weights;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * Additive attention (Bahdanau, Cho and Bengio 2015): a small network scores how well a step of the
 * memory fits a query.
 *
 * <pre>
 * s_ij = v · tanh(q_i·W + m_j·U)      p_i = softmax_j s_ij      c_i = Σ_j p_ij m_j
 * </pre>
 *
 * <p>Benefit: queries and memory of any widths, and scores that stay in bounds, |s| ≤ Σ|v|. Cost: a
 * tanh of U numbers for each pair of a query and a step, forward and back; {@link GeneralAttention}
 * has products only.
 *
 * <p>Parameters: {@code query_kernel} W [query features, units], {@code memory_kernel} U [memory
 * features, units], {@code v} [units]; no bias, as in the paper. All start Glorot uniform. Keras'
 * {@code AdditiveAttention} is this without the two kernels, its {@code scale} being v.
 */
public final class AdditiveAttention implements Attention {
  private static final AttentionSettings ONE_HEAD = AttentionSettings.of(1);

  private final int queryFeatures;
  private final int memoryFeatures;
  private final int units;
  private final Parameter queryKernel;
  private final Parameter memoryKernel;
  private final Parameter v;

  public AdditiveAttention(
      int queryFeatures, int memoryFeatures, int units, RandomGenerator random) {
    Weights.checkFeatures("AdditiveAttention", Math.min(queryFeatures, memoryFeatures));
    Weights.checkUnits("AdditiveAttention", units);
    this.queryFeatures = queryFeatures;
    this.memoryFeatures = memoryFeatures;
    this.units = units;
    this.queryKernel = new Parameter(Init.glorotUniform(queryFeatures, units, random));
    this.memoryKernel = new Parameter(Init.glorotUniform(memoryFeatures, units, random));
    this.v = new Parameter(Init.uniform((float) Math.sqrt(3.0 / units), random, units));
  }

  @Override
  public String kind() {
    return "additive_attention";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("query_kernel", queryKernel);
    all.put("memory_kernel", memoryKernel);
    all.put("v", v);
    return all;
  }

  @Override
  public AttentionMemory remember(Tape tape, Signal memory) {
    Variable values = Attending.checkMemory(this, memory, memoryFeatures).value();
    Variable keys = LinearOp.apply(values, tape.parameter(memoryKernel), null);
    return new AttentionMemory(keys, values, memory.lengths());
  }

  @Override
  public Attended attend(Tape tape, Signal given, AttentionMemory memory) {
    Signal query = Attending.checkQuery(this, given, queryFeatures, memory);
    Variable projected = LinearOp.apply(query.value(), tape.parameter(queryKernel), null);
    AttentionInputs inputs = Attending.inputs(query, projected, memory);
    return Attending.answer(query, AttentionOp.additive(inputs, tape.parameter(v), ONE_HEAD));
  }

  @Override
  public String toString() {
    return "AdditiveAttention(query="
        + queryFeatures
        + ", memory="
        + memoryFeatures
        + ", units="
        + units
        + ")";
  }
}
