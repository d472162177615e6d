package dev.timestep.io.safetensors;

import dev.timestep.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a safetensors file holds.
 *
 * @param tensors by name, in the order of their bytes; the maps are copied, the tensors are not
 * @param metadata texts by name; often empty
 */
public record TensorFile(
    SequencedMap<String, Tensor> tensors, SequencedMap<String, String> metadata) {
  public TensorFile {
    tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metadata));
  }

  /** Tensors without metadata. */
  public static TensorFile of(SequencedMap<String, Tensor> tensors) {
    return new TensorFile(tensors, new LinkedHashMap<>());
  }
}
