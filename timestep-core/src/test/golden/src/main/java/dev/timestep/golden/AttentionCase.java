package dev.timestep.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.MultiheadAttentionForwardFuncOptions;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Attention: {@code torch.nn.MultiheadAttention} of sequences to themselves or to others, and
 * {@code scaled_dot_product_attention}.
 *
 * @param keys steps of the memory; as many as queries where a sequence attends to itself
 * @param lengths real steps of the memory, for the key padding mask
 */
record AttentionCase(
    String name,
    int batch,
    int queries,
    int keys,
    int width,
    int heads,
    boolean self,
    boolean causal,
    Optional<int[]> lengths) {
  private static final int SEED = 41;

  static List<AttentionCase> all() {
    int[] ragged = {5, 7, 1, 4};
    return List.of(
        new AttentionCase("self", 3, 5, 5, 6, 2, true, false, Optional.empty()),
        new AttentionCase("self-lengths", 4, 7, 7, 6, 3, true, false, Optional.of(ragged)),
        new AttentionCase("causal", 3, 6, 6, 6, 2, true, true, Optional.empty()),
        new AttentionCase("causal-lengths", 4, 7, 7, 8, 2, true, true, Optional.of(ragged)),
        new AttentionCase("memory-lengths", 4, 3, 7, 6, 1, false, false, Optional.of(ragged)));
  }

  /** Multi-head attention with its projections. */
  GoldenFile solve(Oracle oracle) {
    Draw draw = new Draw(SEED);
    Map<String, Values> inputs = new LinkedHashMap<>();
    inputs.put("x", draw.normal(1, batch, queries, width));
    if (!self) {
      inputs.put("memory", draw.normal(1, batch, keys, width));
    }
    inputs.put("in_proj_weight", draw.uniform(0.6, 3L * width, width));
    inputs.put("in_proj_bias", draw.uniform(0.5, 3L * width));
    inputs.put("out_proj.weight", draw.uniform(0.6, width, width));
    inputs.put("out_proj.bias", draw.uniform(0.5, width));
    inputs.put("R_out", draw.normal(1, batch, queries, width));
    List<String> differentiable = inputs.keySet().stream().filter(n -> !n.equals("R_out")).toList();
    GoldenFile file = describe(new GoldenFile("attention-multi-head-" + name));
    oracle.answer(
        file,
        inputs,
        Set.copyOf(differentiable),
        (in, type) -> {
          T_TensorTensor_T answer = multiHead(in, type);
          Tensor real = realQueries(type);
          Tensor output = answer.get0().transpose(0, 1).mul(real);
          Tensor weights = answer.get1().mul(real.reshape(batch, 1, queries, 1));
          return results(in, output, weights, differentiable);
        });
    return file;
  }

  private T_TensorTensor_T multiHead(Map<String, Tensor> in, ScalarType type) {
    Tensor none = new Tensor();
    MultiheadAttentionForwardFuncOptions options =
        new MultiheadAttentionForwardFuncOptions(
            width,
            heads,
            in.get("in_proj_weight"),
            in.get("in_proj_bias"),
            none,
            none,
            false,
            0,
            in.get("out_proj.weight"),
            in.get("out_proj.bias"));
    options.training().put(false);
    options.need_weights().put(true);
    options.average_attn_weights().put(false);
    if (lengths.isPresent()) {
      options.key_padding_mask().put(padding());
    }
    if (causal) {
      options.attn_mask().put(future(type));
    }
    Tensor query = in.get("x").transpose(0, 1);
    Tensor memory = self ? query : in.get("memory").transpose(0, 1);
    return torch.multi_head_attention_forward(query, memory, memory, options);
  }

  /** The product of heads alone, without projections; heads are an axis, as in libtorch. */
  GoldenFile solveScaled(Oracle oracle) {
    Draw draw = new Draw(SEED + 1);
    int part = width / heads;
    Map<String, Values> inputs = new LinkedHashMap<>();
    inputs.put("query", draw.normal(1, batch, heads, queries, part));
    inputs.put("key", draw.normal(1, batch, heads, keys, part));
    inputs.put("value", draw.normal(1, batch, heads, keys, part));
    inputs.put("R_out", draw.normal(1, batch, heads, queries, part));
    List<String> differentiable = List.of("query", "key", "value");
    GoldenFile file = describe(new GoldenFile("attention-scaled-" + name));
    oracle.answer(
        file,
        inputs,
        Set.copyOf(differentiable),
        (in, type) -> {
          TensorOptional mask =
              lengths.isPresent()
                  ? new TensorOptional(padding().logical_not().reshape(batch, 1, 1, keys))
                  : new TensorOptional();
          Tensor all =
              torch.scaled_dot_product_attention(
                  in.get("query"),
                  in.get("key"),
                  in.get("value"),
                  mask,
                  0,
                  causal,
                  new DoubleOptional(),
                  false);
          Tensor output = all.mul(realQueries(type).reshape(batch, 1, queries, 1));
          return results(in, output, null, differentiable);
        });
    return file;
  }

  private GoldenFile describe(GoldenFile file) {
    file.fact("kind", "attention").fact("seed", SEED).fact("heads", heads).fact("causal", causal);
    lengths.ifPresent(
        all -> {
          float[] steps = new float[all.length];
          for (int b = 0; b < all.length; b++) {
            steps[b] = all[b];
          }
          file.put("lengths", Values.of(steps));
        });
    return file.fact("loss", "sum(output*R_out)");
  }

  private static Map<String, Tensor> results(
      Map<String, Tensor> in, Tensor output, Tensor weights, List<String> differentiable) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    results.put("output", output);
    if (weights != null) {
      results.put("weights", weights);
    }
    Tensor loss = output.mul(in.get("R_out")).sum();
    results.put("loss", loss);
    results.putAll(Oracle.gradients(loss, in, differentiable));
    return results;
  }

  /** 1 at real queries, else 0, [batch, queries, 1]. libtorch lets padding ask too. */
  private Tensor realQueries(ScalarType type) {
    float[] real = new float[batch * queries];
    for (int b = 0; b < batch; b++) {
      for (int i = 0; i < queries; i++) {
        real[b * queries + i] = !self || lengths.isEmpty() || i < lengths.get()[b] ? 1 : 0;
      }
    }
    return Tensor.create(real, batch, queries, 1).to(type);
  }

  /** True at keys past a length, [batch, keys]. */
  private Tensor padding() {
    float[] padding = new float[batch * keys];
    for (int b = 0; b < batch; b++) {
      for (int j = 0; j < keys; j++) {
        padding[b * keys + j] = j < lengths.orElseThrow()[b] ? 0 : 1;
      }
    }
    return Tensor.create(padding, batch, keys).to(ScalarType.Bool);
  }

  /** What is added to scores: libtorch's C++ functions add a mask of booleans as ones. */
  private Tensor future(ScalarType type) {
    float[] future = new float[queries * keys];
    for (int i = 0; i < queries; i++) {
      for (int j = 0; j < keys; j++) {
        future[i * keys + j] = j > i ? Float.NEGATIVE_INFINITY : 0;
      }
    }
    return Tensor.create(future, queries, keys).to(type);
  }
}
