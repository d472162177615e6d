package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TiedLinearOp;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Weights;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * An output projection that shares the table of an embedding (Press and Wolf 2017; Inan et al.
 * 2017): logits = h·Eᵀ + b.
 *
 * <p>Input [.., width], output [.., tokens] for a table E [tokens, width]. Both uses add to the one
 * gradient of the table.
 *
 * <p>Parameters: {@code table}, the embedding's own, and {@code bias} [tokens] from 0 or none.
 *
 * <p>Benefit: tokens · width weights less, and usually a better language model. Cost: the layer
 * before it is as wide as the embedding.
 */
public final class TiedDense implements Layer {
  private final Embedding embedding;
  private final Parameter table;
  private final @Nullable Parameter bias;

  /** A projection onto the tokens of {@code embedding}. */
  public TiedDense(Embedding embedding, boolean bias) {
    this.embedding = embedding;
    this.table = embedding.table();
    this.bias = bias ? new Parameter(Tensor.zeros(table.shape().dim(0))) : null;
  }

  @Override
  public String kind() {
    return "tied_dense";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("table", table);
    if (bias != null) {
      all.put("bias", bias);
    }
    return all;
  }

  @Override
  public Streaming streaming() {
    return Streaming.stepwise(this);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Signal x = Inputs.checkLast(this, input, table.shape().dim(1));
    Variable offset = Weights.variable(tape, bias);
    return x.with(TiedLinearOp.apply(x.value(), tape.parameter(table), offset));
  }

  @Override
  public String toString() {
    return "TiedDense(" + embedding + ")";
  }
}
