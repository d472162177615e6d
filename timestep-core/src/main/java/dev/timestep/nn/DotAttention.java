package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.attention.AttentionInputs;
import dev.timestep.autograd.attention.AttentionOp;
import dev.timestep.autograd.attention.AttentionSettings;
import dev.timestep.nn.cell.Weights;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Dot-product attention (Luong, Pham and Manning 2015, score "dot"; Keras' {@code Attention}).
 *
 * <pre>
 * s_ij = g · q_i·m_j      p_i = softmax_j s_ij      c_i = Σ_j p_ij m_j
 * </pre>
 *
 * where g is 1, 1/√n or learned, see {@link AttentionScale}.
 *
 * <p>Benefit: the cheapest attention, with no weights or one. Cost: queries must be as wide as the
 * memory and have the same meaning; with wide ones and no scale the softmax saturates.
 *
 * <p>Parameters: {@code scale} [1], started at 1, only where it is learned.
 */
public final class DotAttention implements Attention {
  private final int features;
  private final AttentionSettings settings;
  private final @Nullable Parameter scale;

  /**
   * Attention over a memory of this width.
   *
   * @param features width of the queries and of the memory
   */
  public DotAttention(int features, AttentionScale scale) {
    Weights.checkFeatures("DotAttention", features);
    this.features = features;
    this.settings =
        AttentionSettings.of(scale == AttentionScale.ROOT ? (float) (1 / Math.sqrt(features)) : 1f);
    this.scale = scale == AttentionScale.LEARNED ? new Parameter(Tensor.vector(1f)) : null;
  }

  @Override
  public String kind() {
    return "dot_attention";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    if (scale != null) {
      all.put("scale", scale);
    }
    return all;
  }

  @Override
  public AttentionMemory remember(Tape tape, Signal memory) {
    Variable values = Attending.checkMemory(this, memory, features).value();
    return new AttentionMemory(values, values, memory.lengths());
  }

  @Override
  public Attended attend(Tape tape, Signal given, AttentionMemory memory) {
    Signal query = Attending.checkQuery(this, given, features, memory);
    Variable scaled = scale == null ? query.value() : query.value().multiply(tape.parameter(scale));
    AttentionInputs inputs = Attending.inputs(query, scaled, memory);
    return Attending.answer(query, AttentionOp.dot(inputs, settings));
  }

  @Override
  public String toString() {
    return "DotAttention(features=" + features + ")";
  }
}
