package dev.timestep.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;

/**
 * A stack of LSTM layers with projections ({@code proj_size}), forward or in both directions:
 * outputs, final states, and the gradients of {@code loss = sum(output·R_out) + sum(h_n·R_h) +
 * sum(c_n·R_c)} for random cotangents R. Names and layouts are libtorch's; h has the width of the
 * projection.
 */
record ProjectionCase(
    int layers, boolean both, int projection, RecurrentCase.Size size, Optional<int[]> lengths) {

  String name() {
    String name = "projected-" + layers + (both ? "-both-" : "-forward-") + size.name();
    return lengths.isPresent() ? name + "-lengths" : name;
  }

  GoldenFile solve(Oracle oracle) {
    long seed = name().hashCode();
    GoldenFile file =
        new GoldenFile(name())
            .fact("kind", "projection")
            .fact("layers", layers)
            .fact("directions", directions())
            .fact("seed", seed)
            .fact("loss", "sum(output*R_out) + sum(h_n*R_h) + sum(c_n*R_c)");
    lengths.ifPresent(rows -> file.put("lengths", Values.of(floats(rows))));
    Map<String, Values> inputs = inputs(new Draw(seed));
    Set<String> differentiable = new TreeSet<>(inputs.keySet());
    differentiable.removeIf(name -> name.startsWith("R_"));
    oracle.answer(file, inputs, differentiable, (in, type) -> compute(in));
    return file;
  }

  private int directions() {
    return both ? 2 : 1;
  }

  private Map<String, Values> inputs(Draw draw) {
    int batch = size.batch();
    int units = size.units();
    int runs = layers * directions();
    Map<String, Values> inputs = new LinkedHashMap<>();
    inputs.put("x", draw.normal(1, batch, size.time(), size.features()));
    inputs.put("h0", draw.uniform(0.9, runs, batch, projection));
    inputs.put("c0", draw.uniform(1.5, runs, batch, units));
    for (String place : places()) {
      int features = place.startsWith("l0") ? size.features() : directions() * projection;
      inputs.put("weight_ih_" + place, draw.uniform(0.5, 4L * units, features));
      inputs.put("weight_hh_" + place, draw.uniform(0.5, 4L * units, projection));
      inputs.put("bias_ih_" + place, draw.uniform(0.5, 4L * units));
      inputs.put("bias_hh_" + place, draw.uniform(0.5, 4L * units));
      inputs.put("weight_hr_" + place, draw.uniform(0.5, projection, units));
    }
    inputs.put("R_out", draw.normal(1, batch, size.time(), (long) directions() * projection));
    inputs.put("R_h", draw.normal(1, runs, batch, projection));
    inputs.put("R_c", draw.normal(1, runs, batch, units));
    return inputs;
  }

  private List<String> places() {
    List<String> places = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      places.add("l" + l);
      if (both) {
        places.add("l" + l + "_reverse");
      }
    }
    return places;
  }

  private Map<String, Tensor> compute(Map<String, Tensor> in) {
    List<Tensor> weights = new ArrayList<>();
    for (String place : places()) {
      for (String kind :
          List.of("weight_ih_", "weight_hh_", "bias_ih_", "bias_hh_", "weight_hr_")) {
        weights.add(in.get(kind + place));
      }
    }
    Cell.Result result = run(in.get("x"), List.of(in.get("h0"), in.get("c0")), weights);
    Tensor loss = dot(result.output(), in.get("R_out"));
    Map<String, Tensor> results = new LinkedHashMap<>();
    results.put("output", result.output());
    for (int s = 0; s < 2; s++) {
      String state = s == 0 ? "h" : "c";
      results.put(state + "_n", result.states().get(s));
      loss = loss.add(dot(result.states().get(s), in.get("R_" + state)));
    }
    results.put("loss", loss);
    List<String> names = in.keySet().stream().filter(name -> !name.startsWith("R_")).toList();
    results.putAll(Oracle.gradients(loss, in, names));
    return results;
  }

  private Cell.Result run(Tensor x, List<Tensor> states, List<Tensor> weights) {
    if (lengths.isEmpty()) {
      return Cell.LSTM.run(x, states, weights, true, layers, both);
    }
    Tensor rows = Tensor.create(Arrays.stream(lengths.get()).asLongStream().toArray());
    return Cell.LSTM.run(x, rows, states, weights, true, layers, both);
  }

  private static Tensor dot(Tensor a, Tensor b) {
    return a.mul(b).sum();
  }

  private static float[] floats(int[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = values[i];
    }
    return floats;
  }
}
