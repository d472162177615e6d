package dev.timestep.bench.compare;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The names and layouts of PyTorch's weights for a model of this library: here a kernel is [inputs,
 * gates], there [gates, inputs]; the order of gates is the same.
 */
final class TimestepWeights {
  private static final Map<String, String> NAMES =
      Map.of(
          "kernel", "weight_ih",
          "recurrent_kernel", "weight_hh",
          "bias", "bias_ih",
          "recurrent_bias", "bias_hh",
          "table", "embedding");

  private TimestepWeights() {}

  /** Sets a model's weights to those of the problem. */
  static void load(Module model, Problem problem) {
    named(model, problem.shape())
        .forEach(
            (name, parameter) -> {
              int[] sizes = parameter.shape().toArray();
              float[] values = problem.weight(name);
              if (problem.shape().cell().isConvolution() && isTurned(name)) {
                values = Convolutions.kernel(values, sizes[1], channels(name, problem.shape()));
              } else if (isTurned(name)) {
                values = Problem.transposed(values, sizes[1], sizes[0]);
              }
              parameter.assign(Tensor.of(values, sizes));
            });
  }

  /** The gradients as {@code grad.<name>}, in PyTorch's layout. */
  static SequencedMap<String, float[]> gradients(Module model, ShapeSpec shape) {
    SequencedMap<String, float[]> gradients = new LinkedHashMap<>();
    named(model, shape)
        .forEach(
            (name, parameter) -> {
              int[] sizes = parameter.shape().toArray();
              float[] values = parameter.pagedGradient().clone();
              if (shape.cell().isConvolution() && isTurned(name)) {
                values = Convolutions.weights(values, sizes[1], channels(name, shape));
              } else if (isTurned(name)) {
                values = Problem.transposed(values, sizes[0], sizes[1]);
              }
              gradients.put("grad." + name, values);
            });
    return gradients;
  }

  /** Channels that a layer of convolutions reads, by the name of its weights. */
  private static int channels(String name, ShapeSpec shape) {
    return shape.inputWidth(Integer.parseInt(name.substring(name.lastIndexOf('l') + 1)));
  }

  private static boolean isTurned(String name) {
    return name.contains("weight");
  }

  /** The parameters, in the model's order, under PyTorch's names. */
  private static SequencedMap<String, Parameter> named(Module model, ShapeSpec shape) {
    SequencedMap<String, Parameter> named = new LinkedHashMap<>();
    if (shape.cell().isConvolution()) {
      for (var entry : model.parameters().entrySet()) {
        String kind = entry.getKey().endsWith("kernel") ? "weight_l" : "bias_l";
        named.put(kind + named.size() / 2, entry.getValue());
      }
      return named;
    }
    int run = -1;
    for (var entry : model.parameters().entrySet()) {
      String[] path = entry.getKey().split("\\.");
      String last = path[path.length - 1];
      if (path[1].equals("dense")) {
        named.put(last.equals("kernel") ? "out.weight" : "out.bias", entry.getValue());
        continue;
      }
      String name = NAMES.get(last);
      if (name == null) {
        throw new IllegalStateException("No PyTorch name for the parameter " + entry.getKey());
      }
      if (last.equals("table")) {
        named.put(name, entry.getValue());
        continue;
      }
      // Each run of a cell begins with its kernel; a layer has one run for each direction.
      run += last.equals("kernel") ? 1 : 0;
      String reverse = run % shape.directions() == 1 ? "_reverse" : "";
      named.put(name + "_l" + run / shape.directions() + reverse, entry.getValue());
    }
    return named;
  }
}
