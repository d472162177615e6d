package dev.timestep.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The first losses of a training run: one recurrent layer, a linear layer on its last step, mean
 * squared error against fixed targets, the whole batch in each step. Loss k is the one before
 * update k, the final weights are those after the last update.
 *
 * <p>Timestep keeps one bias where libtorch keeps two that always act as their sum, so for the
 * plain RNN and the LSTM {@code bias_hh_l0} is frozen; for the GRU both are trained, since there
 * the recurrent bias stands inside the product with the reset gate.
 */
record TrainingCase(Cell cell, Optimizers optimizer) {
  private static final int STEPS = 20;
  private static final int BATCH = 6;
  private static final int TIME = 12;
  private static final int FEATURES = 3;
  private static final int UNITS = 8;

  GoldenFile solve(Oracle oracle) {
    String algorithm = optimizer == Optimizers.ADAM ? "adam" : "sgd";
    GoldenFile file =
        new GoldenFile("training-" + cell.id() + "-" + algorithm)
            .fact("kind", "training")
            .fact("cell", cell.id())
            .fact("optimizer", algorithm)
            .fact("loss", "mean((linear(output[:, T-1]) - target)^2)")
            .fact("trained", String.join(" ", trained()))
            .fact("seed", 20);
    optimizer.settings().forEach(file::fact);
    Map<String, Values> inputs = inputs(new Draw(20));
    Map<String, Values> single =
        Oracle.run(inputs, Set.copyOf(trained()), this::train, ScalarType.Float);
    oracle.answer(file, inputs, Set.copyOf(trained()), this::train);
    file.put("losses_float32", single.get("losses"));
    return file;
  }

  private List<String> trained() {
    List<String> names = new ArrayList<>(List.of("weight_ih_l0", "weight_hh_l0", "bias_ih_l0"));
    if (cell == Cell.GRU) {
      names.add("bias_hh_l0");
    }
    names.addAll(List.of("linear.weight", "linear.bias"));
    return names;
  }

  private Map<String, Values> inputs(Draw draw) {
    int rows = cell.gates * UNITS;
    Map<String, Values> inputs = new LinkedHashMap<>();
    inputs.put("x", draw.normal(1, BATCH, TIME, FEATURES));
    inputs.put("target", draw.normal(1, BATCH, 1));
    inputs.put("weight_ih_l0", draw.uniform(0.35, rows, FEATURES));
    inputs.put("weight_hh_l0", draw.uniform(0.35, rows, UNITS));
    inputs.put("bias_ih_l0", draw.uniform(0.35, rows));
    inputs.put("bias_hh_l0", draw.uniform(0.35, rows));
    inputs.put("linear.weight", draw.uniform(0.35, 1, UNITS));
    inputs.put("linear.bias", draw.uniform(0.35, 1));
    return inputs;
  }

  private Map<String, Tensor> train(Map<String, Tensor> in, ScalarType type) {
    Optimizer updates = optimizer.over(Oracle.pick(in, trained()));
    TensorVector losses = new TensorVector();
    for (int step = 0; step < STEPS; step++) {
      updates.zero_grad();
      Tensor loss = loss(in, type);
      losses.push_back(loss.detach().clone());
      loss.backward();
      updates.step();
    }
    Map<String, Tensor> results = new LinkedHashMap<>();
    results.put("losses", torch.stack(losses, 0));
    trained().forEach(name -> results.put("final." + name, in.get(name)));
    return results;
  }

  private Tensor loss(Map<String, Tensor> in, ScalarType type) {
    Tensor zeros = Oracle.leaf(new Values(new float[BATCH * UNITS], 1, BATCH, UNITS), type, false);
    List<Tensor> states = cell == Cell.LSTM ? List.of(zeros, zeros) : List.of(zeros);
    List<Tensor> weights = new ArrayList<>();
    for (String name : List.of("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")) {
      weights.add(in.get(name));
    }
    Tensor last =
        cell.run(in.get("x"), states, weights, true, 1, false).output().select(1, TIME - 1);
    Tensor bias = in.get("linear.bias");
    Tensor prediction = torch.linear(last, in.get("linear.weight"), new TensorOptional(bias));
    return torch.mse_loss(prediction, in.get("target"));
  }
}
