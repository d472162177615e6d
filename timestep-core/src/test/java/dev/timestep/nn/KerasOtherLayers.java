package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.ActivationFunction;
import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Pool;
import dev.timestep.autograd.TimeWindow;
import dev.timestep.nn.cell.ConvLstmConfig;
import dev.timestep.nn.cell.ConvLstmConfig.Axis;
import dev.timestep.testing.Golden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Timestep's settings for a layer that a golden file describes by Keras' arguments. */
final class KerasOtherLayers {
  private KerasOtherLayers() {}

  /** Whether an item of the batch, or of a sequence, is [height, width, channels]. */
  static boolean readsImages(Golden golden) {
    return golden.fact("layer").contains("2d");
  }

  static LayerConfig config(Golden golden) {
    int[] x = golden.shape("x");
    String layer = golden.fact("layer");
    Pool pool = layer.contains("max") ? Pool.MAX : Pool.AVERAGE;
    return switch (layer) {
      case "dense" -> new DenseConfig(integer(golden, "units"), activation(golden), true);
      case "time_distributed" -> TimeDistributedConfig.of(Layers.dense(integer(golden, "units")));
      case "conv1d" ->
          new Conv1dConfig(
              integer(golden, "filters"),
              integer(golden, "kernel_size"),
              integer(golden, "strides"),
              integer(golden, "dilation_rate"),
              padding(golden),
              activation(golden),
              golden.has("bias"));
      case "conv2d" ->
          new Conv2dConfig(
              x[1],
              x[2],
              integer(golden, "filters"),
              sizes(golden, "kernel_size")[0],
              sizes(golden, "kernel_size")[1],
              integer(golden, "strides"),
              padding(golden),
              activation(golden),
              golden.has("bias"));
      case "max_pooling1d", "average_pooling1d" ->
          new TimePoolingConfig(
              pool,
              new TimeWindow(
                  integer(golden, "pool_size"), integer(golden, "strides"), 1, padding(golden)));
      case "max_pooling2d", "average_pooling2d" ->
          new Pool2d(
              pool,
              x[1],
              x[2],
              integer(golden, "pool_size"),
              integer(golden, "strides"),
              padding(golden));
      case "global_max_pooling1d", "global_average_pooling1d" -> TimePoolingConfig.whole(pool);
      case "batch_normalization" ->
          new BatchNormConfig(
              (float) golden.number("momentum"), (float) golden.number("epsilon"), false);
      case "layer_normalization" -> new LayerNormConfig((float) golden.number("epsilon"));
      default -> throw new AssertionError("no layer for " + golden);
    };
  }

  /** A ConvLSTM2D over two axes, or over one where images are one place wide. */
  static ConvLstmConfig convLstm(Golden golden) {
    int[] x = golden.shape("x");
    int[] kernel = sizes(golden, "kernel_size");
    int[] stride = sizes(golden, "strides");
    int[] dilation = sizes(golden, "dilation_rate");
    List<Axis> axes = new ArrayList<>();
    for (int a = 0; a < (x[3] == 1 ? 1 : 2); a++) {
      axes.add(new Axis(x[2 + a], kernel[a], stride[a], dilation[a]));
    }
    ActivationFunction gate =
        golden.fact("recurrent_activation").equals("hard_sigmoid")
            ? Activation.HARD_SIGMOID.with(0.2f, 0.5f)
            : Activation.SIGMOID.standard();
    return ConvLstmConfig.of(integer(golden, "filters"), axes, padding(golden))
        .activations(gate, activation(golden).standard())
        .bias(golden.has("bias"));
  }

  /** What a weight of a model of an embedding and a reader is called in the golden file. */
  static String weightName(String ours) {
    return ours.endsWith("table") ? "embeddings" : ours.substring(ours.indexOf('.', 2) + 1);
  }

  private static Padding padding(Golden golden) {
    return Padding.valueOf(golden.fact("padding").toUpperCase(Locale.ROOT));
  }

  private static Activation activation(Golden golden) {
    String name = golden.fact("activation").toUpperCase(Locale.ROOT);
    return name.equals("SWISH") ? Activation.SILU : Activation.valueOf(name);
  }

  /** A size, the same along all axes where there are two. */
  private static int integer(Golden golden, String key) {
    int[] all = sizes(golden, key);
    if (Arrays.stream(all).distinct().count() != 1) {
      throw new AssertionError(golden + " has " + Arrays.toString(all) + " as " + key);
    }
    return all[0];
  }

  private static int[] sizes(Golden golden, String key) {
    return Arrays.stream(golden.fact(key).split(",")).mapToInt(Integer::parseInt).toArray();
  }
}
