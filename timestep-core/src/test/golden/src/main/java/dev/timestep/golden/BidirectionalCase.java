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
 * A stack of bidirectional layers over a batch: outputs, final states, and the gradients of {@code
 * loss = sum(output·R_out) + sum(h_n·R_h) [+ sum(c_n·R_c)]} for random cotangents R. Names and
 * layouts are libtorch's: the backward direction's weights end in {@code _reverse}, and states are
 * [layers·2, batch, units] with the forward direction of a layer first.
 */
record BidirectionalCase(Cell cell, int layers, RecurrentCase.Size size, Optional<int[]> lengths) {

  String name() {
    String name = cell.id() + "-" + layers + "-both-" + size.name();
    return lengths.isPresent() ? name + "-lengths" : name;
  }

  GoldenFile solve(Oracle oracle) {
    long seed = name().hashCode();
    GoldenFile file =
        new GoldenFile(name())
            .fact("kind", "bidirectional")
            .fact("cell", cell.id())
            .fact("layers", layers)
            .fact("seed", seed)
            .fact("loss", "sum(output*R_out) + sum(h_n*R_h)" + (lstm() ? " + sum(c_n*R_c)" : ""));
    lengths.ifPresent(rows -> file.put("lengths", Values.of(floats(rows))));
    Map<String, Values> inputs = inputs(new Draw(seed));
    Set<String> differentiable = new TreeSet<>(inputs.keySet());
    differentiable.removeIf(name -> name.startsWith("R_"));
    oracle.answer(file, inputs, differentiable, (in, type) -> compute(in));
    return file;
  }

  private boolean lstm() {
    return cell == Cell.LSTM;
  }

  private Map<String, Values> inputs(Draw draw) {
    int batch = size.batch();
    int units = size.units();
    Map<String, Values> inputs = new LinkedHashMap<>();
    inputs.put("x", draw.normal(1, batch, size.time(), size.features()));
    inputs.put("h0", draw.uniform(0.9, 2 * layers, batch, units));
    if (lstm()) {
      inputs.put("c0", draw.uniform(1.5, 2 * layers, batch, units));
    }
    for (String place : places()) {
      int features = place.startsWith("l0") ? size.features() : 2 * units;
      int rows = cell.gates * units;
      inputs.put("weight_ih_" + place, draw.uniform(0.5, rows, features));
      inputs.put("weight_hh_" + place, draw.uniform(0.5, rows, units));
      inputs.put("bias_ih_" + place, draw.uniform(0.5, rows));
      inputs.put("bias_hh_" + place, draw.uniform(0.5, rows));
    }
    inputs.put("R_out", draw.normal(1, batch, size.time(), 2 * units));
    inputs.put("R_h", draw.normal(1, 2 * layers, batch, units));
    if (lstm()) {
      inputs.put("R_c", draw.normal(1, 2 * layers, batch, units));
    }
    return inputs;
  }

  private List<String> places() {
    List<String> places = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      places.add("l" + l);
      places.add("l" + l + "_reverse");
    }
    return places;
  }

  private Map<String, Tensor> compute(Map<String, Tensor> in) {
    List<Tensor> weights = new ArrayList<>();
    for (String place : places()) {
      for (String kind : List.of("weight_ih_", "weight_hh_", "bias_ih_", "bias_hh_")) {
        weights.add(in.get(kind + place));
      }
    }
    List<Tensor> states = lstm() ? List.of(in.get("h0"), in.get("c0")) : List.of(in.get("h0"));
    Cell.Result result = run(in.get("x"), states, weights);
    Tensor loss = dot(result.output(), in.get("R_out"));
    Map<String, Tensor> results = new LinkedHashMap<>();
    results.put("output", result.output());
    for (int s = 0; s < cell.states(); s++) {
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
      return cell.run(x, states, weights, true, layers, true);
    }
    Tensor rows = Tensor.create(Arrays.stream(lengths.get()).asLongStream().toArray());
    return cell.run(x, rows, states, weights, true, layers, true);
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
