package dev.timestep.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Losses (means over all elements or rows) and the layers without recurrence. */
final class LayerCases {
  private static final float[] LABELS = {2, 0, 4, 4, 1, 3};
  private static final float[] IDS = {3, 0, 8, 3, 5, 3, 3, 1, 8, 0, 3, 2, 7, 7, 6};

  private final Oracle oracle;

  LayerCases(Oracle oracle) {
    this.oracle = oracle;
  }

  List<GoldenFile> solve() {
    return List.of(
        crossEntropy(),
        elementwise(
            "binary-cross-entropy",
            Values.of(0, 1, 1, 0, 1, 0, 0.25f, 1, 0, 0, 1, 1),
            (a, b) -> torch.binary_cross_entropy_with_logits(a, b)),
        elementwise(
            "huber",
            targets(),
            (a, b) -> torch.huber_loss(a, b, Reduction.Mean.intern().value, 1.0)),
        elementwise("l1", targets(), (a, b) -> torch.l1_loss(a, b)),
        elementwise("mse", targets(), (a, b) -> torch.mse_loss(a, b)),
        linear(),
        layerNorm(),
        embedding());
  }

  private GoldenFile crossEntropy() {
    Map<String, Values> inputs = new LinkedHashMap<>();
    Values logits = new Draw(31).normal(2, 6, 5);
    // Logits this large overflow exp unless the largest is taken off first.
    logits.data()[0] = 120;
    logits.data()[9] = -110;
    inputs.put("predictions", logits);
    inputs.put("labels", Values.of(LABELS));
    GoldenFile file = file("loss-cross-entropy", "loss", 31).fact("reduction", "mean over rows");
    oracle.answer(
        file,
        inputs,
        Set.of("predictions"),
        (in, type) ->
            loss(
                in,
                torch.cross_entropy_loss(
                    in.get("predictions"), in.get("labels").to(ScalarType.Long))));
    return file;
  }

  private interface Loss {
    Tensor of(Tensor predictions, Tensor targets);
  }

  private GoldenFile elementwise(String name, Values targets, Loss loss) {
    Map<String, Values> inputs = new LinkedHashMap<>();
    Values predictions = new Draw(32).normal(2, 4, 3);
    predictions.data()[0] = 95;
    predictions.data()[1] = -95;
    inputs.put("predictions", predictions);
    inputs.put("targets", new Values(targets.data(), 4, 3));
    GoldenFile file = file("loss-" + name, "loss", 32).fact("reduction", "mean over elements");
    oracle.answer(
        file,
        inputs,
        Set.of("predictions"),
        (in, type) -> loss(in, loss.of(in.get("predictions"), in.get("targets"))));
    return file;
  }

  private static Values targets() {
    return new Draw(33).normal(2, 12);
  }

  private static Map<String, Tensor> loss(Map<String, Tensor> in, Tensor loss) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    results.put("loss", loss);
    results.putAll(Oracle.gradients(loss, in, List.of("predictions")));
    return results;
  }

  private GoldenFile linear() {
    Draw draw = new Draw(34);
    Map<String, Values> inputs = new LinkedHashMap<>();
    inputs.put("x", draw.normal(1, 4, 5, 3));
    inputs.put("weight", draw.uniform(0.5, 7, 3));
    inputs.put("bias", draw.uniform(0.5, 7));
    inputs.put("R_out", draw.normal(1, 4, 5, 7));
    GoldenFile file = file("layer-linear", "layer", 34).fact("loss", "sum(output*R_out)");
    return layer(
        file,
        inputs,
        List.of("x", "weight", "bias"),
        in -> torch.linear(in.get("x"), in.get("weight"), new TensorOptional(in.get("bias"))));
  }

  private GoldenFile layerNorm() {
    Draw draw = new Draw(35);
    Map<String, Values> inputs = new LinkedHashMap<>();
    inputs.put("x", draw.normal(1, 3, 5, 7));
    inputs.put("weight", draw.uniform(1.5, 7));
    inputs.put("bias", draw.uniform(0.5, 7));
    inputs.put("R_out", draw.normal(1, 3, 5, 7));
    GoldenFile file =
        file("layer-layer-norm", "layer", 35).fact("loss", "sum(output*R_out)").fact("eps", 1e-5);
    return layer(
        file,
        inputs,
        List.of("x", "weight", "bias"),
        in ->
            torch.layer_norm(
                in.get("x"),
                new long[] {7},
                new TensorOptional(in.get("weight")),
                new TensorOptional(in.get("bias")),
                1e-5,
                false));
  }

  private GoldenFile embedding() {
    Draw draw = new Draw(36);
    Map<String, Values> inputs = new LinkedHashMap<>();
    inputs.put("ids", new Values(IDS, 3, 5));
    inputs.put("weight", draw.normal(1, 9, 4));
    inputs.put("R_out", draw.normal(1, 3, 5, 4));
    GoldenFile file = file("layer-embedding", "layer", 36).fact("loss", "sum(output*R_out)");
    return layer(
        file,
        inputs,
        List.of("weight"),
        in -> torch.embedding(in.get("weight"), in.get("ids").to(ScalarType.Long)));
  }

  private interface Forward {
    Tensor of(Map<String, Tensor> inputs);
  }

  private GoldenFile layer(
      GoldenFile file, Map<String, Values> inputs, List<String> differentiable, Forward forward) {
    oracle.answer(
        file,
        inputs,
        Set.copyOf(differentiable),
        (in, type) -> {
          Map<String, Tensor> results = new LinkedHashMap<>();
          Tensor output = forward.of(in);
          results.put("output", output);
          Tensor loss = output.mul(in.get("R_out")).sum();
          results.put("loss", loss);
          results.putAll(Oracle.gradients(loss, in, differentiable));
          return results;
        });
    return file;
  }

  private static GoldenFile file(String name, String kind, int seed) {
    return new GoldenFile(name).fact("kind", kind).fact("seed", seed);
  }
}
