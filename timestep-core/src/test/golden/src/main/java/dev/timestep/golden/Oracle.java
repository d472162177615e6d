package dev.timestep.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Asks libtorch the same question twice. The answers that are written come from float64, so that
 * they are the truth to the last digit of a float and the same on every machine; the float32
 * answers show how far libtorch itself strays, which is the measure for any tolerance.
 */
final class Oracle {
  /** What float32 rounding may do at these sizes; more means that the two runs differ in kind. */
  private static final double LARGEST_SANE_GAP = 2e-5;

  private double largestGap;
  private String largestGapAt = "";

  /** A computation on libtorch tensors: results by name, in the order of writing. */
  @FunctionalInterface
  interface Computation {
    Map<String, Tensor> run(Map<String, Tensor> inputs, ScalarType type);
  }

  /** The largest gap between the float32 and float64 results seen so far, and where it was. */
  String summary() {
    return "float32 and float64 differ by at most "
        + (float) largestGap
        + " ("
        + largestGapAt
        + ")";
  }

  /**
   * Runs the computation and adds inputs and results to the file.
   *
   * @param differentiable the inputs for which the computation wants gradients
   */
  void answer(
      GoldenFile file,
      Map<String, Values> inputs,
      Set<String> differentiable,
      Computation computation) {
    Map<String, Values> exact = run(inputs, differentiable, computation, ScalarType.Double);
    Map<String, Values> single = run(inputs, differentiable, computation, ScalarType.Float);
    exact.forEach((name, values) -> compare(file.name() + " " + name, values, single.get(name)));
    file.putAll(inputs).putAll(exact);
  }

  static Map<String, Values> run(
      Map<String, Values> inputs,
      Set<String> differentiable,
      Computation computation,
      ScalarType type) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    inputs.forEach(
        (name, values) -> tensors.put(name, leaf(values, type, differentiable.contains(name))));
    Map<String, Values> results = new LinkedHashMap<>();
    computation.run(tensors, type).forEach((name, tensor) -> results.put(name, values(tensor)));
    return results;
  }

  /** Runs the loss backward and returns {@code grad.<name>} for every named input. */
  static Map<String, Tensor> gradients(
      Tensor loss, Map<String, Tensor> inputs, Iterable<String> names) {
    loss.backward();
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    for (String name : names) {
      gradients.put("grad." + name, inputs.get(name).grad());
    }
    return gradients;
  }

  static Tensor leaf(Values values, ScalarType type, boolean requiresGrad) {
    Tensor tensor = Tensor.create(values.data(), values.shape()).to(type);
    return requiresGrad ? tensor.requires_grad_(true) : tensor;
  }

  static TensorVector vector(List<Tensor> tensors) {
    return new TensorVector(tensors.toArray(Tensor[]::new));
  }

  static TensorVector pick(Map<String, Tensor> tensors, Iterable<String> names) {
    List<Tensor> picked = new ArrayList<>();
    names.forEach(name -> picked.add(tensors.get(name)));
    return vector(picked);
  }

  static Values values(Tensor tensor) {
    Tensor plain = tensor.detach().to(ScalarType.Double).contiguous();
    float[] data = new float[Math.toIntExact(plain.numel())];
    try (DoubleIndexer indexer = plain.reshape(data.length).createIndexer()) {
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) indexer.get(i);
      }
    }
    return new Values(data, plain.shape());
  }

  private void compare(String what, Values exact, Values single) {
    double scale = 1;
    for (float value : exact.data()) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < exact.data().length; i++) {
      double gap = Math.abs(exact.data()[i] - single.data()[i]) / scale;
      if (!(gap <= LARGEST_SANE_GAP)) {
        throw new IllegalStateException(what + "[" + i + "]: float32 is off by " + gap);
      }
      if (gap > largestGap) {
        largestGap = gap;
        largestGapAt = what;
      }
    }
  }
}
