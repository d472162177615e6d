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
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A stack of recurrent layers over a batch: outputs, final states, and the gradients of {@code loss
 * = sum(output·R_out) + sum(h_n·R_h) [+ sum(c_n·R_c)]} for random cotangents R.
 *
 * <p>A reverse layer is the second half of a bidirectional layer of libtorch whose first half has
 * zero weights; in a reverse stack each layer feeds the next one, all of them reverse. So what
 * "reverse" means, with lengths too, is libtorch's word and not this program's.
 */
record RecurrentCase(
    Cell cell, int layers, boolean reverse, boolean bias, Size size, Optional<int[]> lengths) {

  /** Time steps T, batch B, features F, units H. */
  record Size(String name, int time, int batch, int features, int units) {}

  String name() {
    List<String> parts = new ArrayList<>(List.of(cell.id(), Integer.toString(layers)));
    parts.add(reverse ? "reverse" : "forward");
    parts.add(size.name);
    if (!bias) {
      parts.add("nobias");
    }
    if (lengths.isPresent()) {
      parts.add("lengths");
    }
    return String.join("-", parts);
  }

  GoldenFile solve(Oracle oracle) {
    long seed = name().hashCode();
    GoldenFile file =
        new GoldenFile(name())
            .fact("kind", "recurrent")
            .fact("cell", cell.id())
            .fact("layers", layers)
            .fact("direction", reverse ? "reverse" : "forward")
            .fact("bias", bias)
            .fact("seed", seed)
            .fact("loss", "sum(output*R_out) + sum(h_n*R_h)" + (lstm() ? " + sum(c_n*R_c)" : ""));
    lengths.ifPresent(rows -> file.put("lengths", Values.of(floats(rows))));
    Map<String, Values> inputs = inputs(new Draw(seed));
    Set<String> differentiable = new TreeSet<>(inputs.keySet());
    differentiable.removeIf(name -> name.startsWith("R_"));
    oracle.answer(file, inputs, differentiable, this::compute);
    return file;
  }

  private boolean lstm() {
    return cell == Cell.LSTM;
  }

  private Map<String, Values> inputs(Draw draw) {
    int batch = size.batch;
    int units = size.units;
    Map<String, Values> inputs = new LinkedHashMap<>();
    inputs.put("x", draw.normal(1, batch, size.time, size.features));
    inputs.put("h0", draw.uniform(0.9, layers, batch, units));
    if (lstm()) {
      inputs.put("c0", draw.uniform(1.5, layers, batch, units));
    }
    inputs.putAll(weights(draw));
    inputs.put("R_out", draw.normal(1, batch, size.time, units));
    inputs.put("R_h", draw.normal(1, layers, batch, units));
    if (lstm()) {
      inputs.put("R_c", draw.normal(1, layers, batch, units));
    }
    return inputs;
  }

  private Map<String, Values> weights(Draw draw) {
    int rows = cell.gates * size.units;
    Map<String, Values> weights = new LinkedHashMap<>();
    for (int l = 0; l < layers; l++) {
      weights.put("weight_ih_l" + l, draw.uniform(0.5, rows, l == 0 ? size.features : size.units));
      weights.put("weight_hh_l" + l, draw.uniform(0.5, rows, size.units));
      if (bias) {
        weights.put("bias_ih_l" + l, draw.uniform(0.5, rows));
        weights.put("bias_hh_l" + l, draw.uniform(0.5, rows));
      }
    }
    return weights;
  }

  private Map<String, Tensor> compute(Map<String, Tensor> in, ScalarType type) {
    Cell.Result result = reverse ? reverseStack(in) : forwardStack(in);
    Tensor hidden = result.states().get(0);
    Tensor loss = dot(result.output(), in.get("R_out")).add(dot(hidden, in.get("R_h")));
    Map<String, Tensor> results = new LinkedHashMap<>();
    results.put("output", result.output());
    results.put("h_n", hidden);
    if (lstm()) {
      Tensor cellState = result.states().get(1);
      results.put("c_n", cellState);
      loss = loss.add(dot(cellState, in.get("R_c")));
    }
    results.put("loss", loss);
    List<String> names = in.keySet().stream().filter(name -> !name.startsWith("R_")).toList();
    results.putAll(Oracle.gradients(loss, in, names));
    return results;
  }

  private Cell.Result forwardStack(Map<String, Tensor> in) {
    List<Tensor> weights = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      weights.addAll(layerWeights(in, l));
    }
    List<Tensor> states = lstm() ? List.of(in.get("h0"), in.get("c0")) : List.of(in.get("h0"));
    return run(in.get("x"), states, weights, layers, false);
  }

  private Cell.Result reverseStack(Map<String, Tensor> in) {
    Tensor x = in.get("x");
    List<List<Tensor>> finals = List.of(new ArrayList<>(), new ArrayList<>());
    for (int l = 0; l < layers; l++) {
      List<Tensor> own = layerWeights(in, l);
      List<Tensor> weights = new ArrayList<>();
      own.forEach(weight -> weights.add(weight.detach().mul(zero())));
      weights.addAll(own);
      List<Tensor> states = new ArrayList<>();
      for (String state : lstm() ? List.of("h0", "c0") : List.of("h0")) {
        Tensor initial = in.get(state).select(0, l);
        Tensor unused = initial.detach().mul(zero());
        states.add(torch.stack(Oracle.vector(List.of(unused, initial)), 0));
      }
      Cell.Result both = run(x, states, weights, 1, true);
      x = both.output().narrow(2, size.units, size.units);
      for (int s = 0; s < cell.states(); s++) {
        finals.get(s).add(both.states().get(s).select(0, 1));
      }
    }
    List<Tensor> states = new ArrayList<>();
    for (int s = 0; s < cell.states(); s++) {
      states.add(torch.stack(Oracle.vector(finals.get(s)), 0));
    }
    return new Cell.Result(x, states);
  }

  private Cell.Result run(
      Tensor x, List<Tensor> states, List<Tensor> weights, int depth, boolean both) {
    if (lengths.isEmpty()) {
      return cell.run(x, states, weights, bias, depth, both);
    }
    Tensor rows = Tensor.create(Arrays.stream(lengths.get()).asLongStream().toArray());
    return cell.run(x, rows, states, weights, bias, depth, both);
  }

  private List<Tensor> layerWeights(Map<String, Tensor> in, int layer) {
    List<Tensor> weights = new ArrayList<>();
    weights.add(in.get("weight_ih_l" + layer));
    weights.add(in.get("weight_hh_l" + layer));
    if (bias) {
      weights.add(in.get("bias_ih_l" + layer));
      weights.add(in.get("bias_hh_l" + layer));
    }
    return weights;
  }

  private static org.bytedeco.pytorch.Scalar zero() {
    return new org.bytedeco.pytorch.Scalar(0.0);
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
