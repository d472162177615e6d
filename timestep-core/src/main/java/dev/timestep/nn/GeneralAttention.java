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
 * Dot-product attention with a matrix between (Luong, Pham and Manning 2015, score "general").
 *
 * <pre>
 * s_ij = g · (q_i·W)·m_j      p_i = softmax_j s_ij      c_i = Σ_j p_ij m_j
 * </pre>
 *
 * where g is 1 as in the paper, or 1/√n for a memory of width n.
 *
 * <p>Benefit: queries and memory of different widths and meanings, at the speed of products. Cost:
 * one matrix; its scores have no bound, so use the scale for wide memories.
 *
 * <p>Parameters: {@code kernel} W [query features, memory features], started Glorot uniform.
 */
public final class GeneralAttention implements Attention {
  private final int queryFeatures;
  private final int memoryFeatures;
  private final AttentionSettings settings;
  private final Parameter kernel;

  /**
   * Attention with fresh weights.
   *
   * @param scaled whether scores are multiplied by 1/√n
   */
  public GeneralAttention(
      int queryFeatures, int memoryFeatures, boolean scaled, RandomGenerator random) {
    Weights.checkFeatures("GeneralAttention", Math.min(queryFeatures, memoryFeatures));
    this.queryFeatures = queryFeatures;
    this.memoryFeatures = memoryFeatures;
    this.settings = AttentionSettings.of(scaled ? (float) (1 / Math.sqrt(memoryFeatures)) : 1f);
    this.kernel = new Parameter(Init.glorotUniform(queryFeatures, memoryFeatures, random));
  }

  @Override
  public String kind() {
    return "general_attention";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("kernel", kernel);
    return all;
  }

  @Override
  public AttentionMemory remember(Tape tape, Signal memory) {
    Variable values = Attending.checkMemory(this, memory, memoryFeatures).value();
    return new AttentionMemory(values, values, memory.lengths());
  }

  @Override
  public Attended attend(Tape tape, Signal given, AttentionMemory memory) {
    Signal query = Attending.checkQuery(this, given, queryFeatures, memory);
    Variable projected = LinearOp.apply(query.value(), tape.parameter(kernel), null);
    AttentionInputs inputs = Attending.inputs(query, projected, memory);
    return Attending.answer(query, AttentionOp.dot(inputs, settings));
  }

  @Override
  public String toString() {
    return "GeneralAttention(query=" + queryFeatures + ", memory=" + memoryFeatures + ")";
  }
}
