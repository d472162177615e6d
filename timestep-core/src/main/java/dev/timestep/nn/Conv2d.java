package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Patches;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.convolution.ConvolutionOp;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.Weights;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of images, the same at every time step: frames of a video, or one image per
 * sequence (LeCun et al. 1989).
 *
 * <pre>
 * y[p, q, o] = act(b[o] + Σ_{i, j, c} x[p·s + i − top, q·s + j − left, c]·W[i, j, c, o])
 * </pre>
 *
 * <p>An image is a row of height · width · channels numbers, channels last (Keras): input [time,
 * batch, height · width · channels] or [batch, …], output the same with height′ · width′ · filters.
 * Each step is looked at by itself, so it runs in a stream.
 *
 * <p>Parameters: {@code kernel} [kernelHeight · kernelWidth · channels, filters], Keras' four axes
 * with the first three joined; {@code bias} [filters]. Starts Glorot uniform and zero (Keras).
 *
 * <p>Benefit: the same pattern wherever it stands in the image. Cost: kernelHeight · kernelWidth
 * multiply-adds for each place, channel and filter.
 */
public final class Conv2d implements Layer {
  private final Conv2dConfig config;
  private final int features;
  private final Patches patches;
  private final Parameter kernel;
  private final @Nullable Parameter bias;

  /** A layer with fresh weights over rows of {@code features} numbers. */
  public Conv2d(Conv2dConfig config, int features, RandomGenerator random) {
    int channels = Images.channels("Conv2d", config.height(), config.width(), features);
    int filters = config.filters();
    int area = config.kernelHeight() * config.kernelWidth();
    float limit = (float) Math.sqrt(6.0 / ((double) area * (channels + filters)));
    this.config = config;
    this.features = features;
    this.patches = new Patches(config.rows(), config.columns(), channels);
    this.kernel = new Parameter(Init.uniform(limit, random, patches.patchSize(), filters));
    this.bias = config.bias() ? new Parameter(Tensor.zeros(filters)) : null;
  }

  @Override
  public String kind() {
    return "conv2d";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("kernel", kernel);
    if (bias != null) {
      all.put("bias", bias);
    }
    return all;
  }

  @Override
  public Streaming streaming() {
    return Streaming.stepwise(this);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Signal x = Inputs.checkLast(this, input, features);
    Variable weights = tape.parameter(kernel);
    Variable offset = Weights.variable(tape, bias);
    Variable sum = ConvolutionOp.ofImages(x.value(), patches, weights, offset);
    return x.with(config.activation().apply(sum));
  }

  @Override
  public String toString() {
    return "Conv2d("
        + config.height()
        + " × "
        + config.width()
        + " × "
        + patches.channels()
        + ", filters="
        + config.filters()
        + ", kernel="
        + config.kernelHeight()
        + " × "
        + config.kernelWidth()
        + ")";
  }
}
