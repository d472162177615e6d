package dev.timestep.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The optimizers of libtorch on a fixed sequence of gradients. */
enum Optimizers {
  SGD_PLAIN(Map.of("lr", 0.05)),
  SGD_MOMENTUM(Map.of("lr", 0.05, "momentum", 0.9)),
  SGD_NESTEROV(Map.of("lr", 0.05, "momentum", 0.9, "nesterov", 1.0)),
  RMSPROP(Map.of("lr", 0.01, "alpha", 0.99, "eps", 1e-8)),
  RMSPROP_MOMENTUM(Map.of("lr", 0.01, "alpha", 0.9, "eps", 1e-6, "momentum", 0.9)),
  ADAM(Map.of("lr", 0.01, "beta1", 0.9, "beta2", 0.999, "eps", 1e-8)),
  ADAMW(Map.of("lr", 0.01, "beta1", 0.9, "beta2", 0.999, "eps", 1e-8, "weight_decay", 0.05));

  private static final int STEPS = 10;
  private static final int PARAMETERS = 7;

  private final Map<String, Double> settings;

  Optimizers(Map<String, Double> settings) {
    this.settings = new java.util.TreeMap<>(settings);
  }

  GoldenFile solve(Oracle oracle) {
    String name = "optimizer-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    GoldenFile file = new GoldenFile(name).fact("kind", "optimizer").fact("seed", 7);
    settings.forEach(file::fact);
    Draw draw = new Draw(7);
    Map<String, Values> inputs = new LinkedHashMap<>();
    inputs.put("start", draw.uniform(1, PARAMETERS));
    inputs.put("gradients", gradients(draw));
    oracle.answer(file, inputs, Set.of(), this::trace);
    return file;
  }

  /** Small, large and zero gradients: the places where epsilon and first steps go wrong. */
  private static Values gradients(Draw draw) {
    Values gradients = draw.normal(1, STEPS, PARAMETERS);
    for (int step = 0; step < STEPS; step++) {
      gradients.data()[step * PARAMETERS] = 0;
      gradients.data()[step * PARAMETERS + 1] *= 1e-4f;
      gradients.data()[step * PARAMETERS + 2] *= 100;
      if (step < STEPS / 2) {
        gradients.data()[step * PARAMETERS + 3] = 0;
      }
    }
    return gradients;
  }

  private Map<String, Tensor> trace(Map<String, Tensor> in, ScalarType type) {
    Tensor parameters = in.get("start").clone().requires_grad_(true);
    Optimizer optimizer = over(new TensorVector(parameters));
    TensorVector after = new TensorVector();
    for (int step = 0; step < STEPS; step++) {
      optimizer.zero_grad();
      parameters.mul(in.get("gradients").select(0, step)).sum().backward();
      optimizer.step();
      after.push_back(parameters.detach().clone());
    }
    return Map.of("after", torch.stack(after, 0));
  }

  /** This optimizer over these parameters. */
  Optimizer over(TensorVector parameters) {
    return switch (this) {
      case SGD_PLAIN, SGD_MOMENTUM, SGD_NESTEROV -> {
        SGDOptions options = new SGDOptions(settings.get("lr"));
        options.momentum().put(settings.getOrDefault("momentum", 0.0));
        options.nesterov().put(settings.containsKey("nesterov"));
        yield new SGD(parameters, options);
      }
      case RMSPROP, RMSPROP_MOMENTUM -> {
        RMSpropOptions options = new RMSpropOptions(settings.get("lr"));
        options.alpha().put(settings.get("alpha"));
        options.eps().put(settings.get("eps"));
        options.momentum().put(settings.getOrDefault("momentum", 0.0));
        yield new RMSprop(parameters, options);
      }
      case ADAM -> {
        AdamOptions options = new AdamOptions(settings.get("lr"));
        betas(options.betas());
        options.eps().put(settings.get("eps"));
        yield new Adam(parameters, options);
      }
      case ADAMW -> {
        AdamWOptions options = new AdamWOptions(settings.get("lr"));
        betas(options.betas());
        options.eps().put(settings.get("eps"));
        options.weight_decay().put(settings.get("weight_decay"));
        yield new AdamW(parameters, options);
      }
    };
  }

  Map<String, Double> settings() {
    return settings;
  }

  private void betas(DoublePointer betas) {
    // A std::tuple under libstdc++ lies in memory from its last element to its first.
    List<String> names = List.of("beta2", "beta1");
    for (int i = 0; i < names.size(); i++) {
      betas.put(i, settings.get(names.get(i)));
    }
  }
}
