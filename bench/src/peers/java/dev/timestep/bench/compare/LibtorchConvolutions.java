package dev.timestep.bench.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** Stacked convolutions; inputs and targets lie as PyTorch has them, channels first. */
final class LibtorchConvolutions {
  private final ShapeSpec shape;
  private final Convolutions sizes;

  /** Whether zeros on both sides are asked for, and what later places add is cut off. */
  private final boolean cut;

  private final List<Tensor> weights = new ArrayList<>();
  private final List<Tensor> biases = new ArrayList<>();
  private final SequencedMap<String, Tensor> trained = new LinkedHashMap<>();

  private LibtorchConvolutions(Problem problem, String way) {
    shape = problem.shape();
    sizes = new Convolutions(shape);
    cut = way.equals(LibtorchContender.CUT);
    for (int layer = 0; layer < shape.layers(); layer++) {
      Tensor weight = Tensor.create(problem.weight("weight_l" + layer), sizes.kernelSizes(layer));
      weights.add(inMemory(weight, way).requires_grad_(true));
      biases.add(
          Tensor.create(problem.weight("bias_l" + layer), shape.units()).requires_grad_(true));
      trained.put("weight_l" + layer, weights.get(layer));
      trained.put("bias_l" + layer, biases.get(layer));
    }
  }

  private static Tensor inMemory(Tensor tensor, String way) {
    return way.equals(LibtorchContender.CHANNELS_LAST)
        ? tensor.contiguous(MemoryFormat.ChannelsLast)
        : tensor;
  }

  static LibtorchTask.Model model(Problem problem, String way) {
    LibtorchConvolutions layers = new LibtorchConvolutions(problem, way);
    ShapeSpec shape = problem.shape();
    Convolutions sizes = layers.sizes;
    float[] inputs = sizes.toChannelsFirst(problem.inputs(), shape.features());
    float[] targets = sizes.toChannelsFirst(problem.targets(), shape.units());
    Tensor x =
        inMemory(Tensor.create(inputs, sizes.channelsFirst(shape.features(), sizes.side(0))), way);
    Tensor target =
        inMemory(
            Tensor.create(targets, sizes.channelsFirst(shape.units(), sizes.outputSide())), way);
    UnaryOperator<Tensor> last =
        y -> shape.cell() == Cell.CONV1D ? y.permute(2, 0, 1) : y.permute(0, 2, 3, 1);
    return new LibtorchTask.Model(
        layers.trained,
        () -> torch.mse_loss(layers.run(x), target),
        () -> layers.run(x),
        () -> last.apply(layers.run(x)));
  }

  private Tensor run(Tensor x) {
    Tensor y = x;
    for (int layer = 0; layer < shape.layers(); layer++) {
      y = run(y, layer);
    }
    return y;
  }

  private Tensor run(Tensor x, int layer) {
    Taps taps = shape.taps();
    int side = sizes.side(layer);
    int before = taps.before(side);
    int after = taps.after(side);
    Tensor weight = weights.get(layer);
    TensorOptional bias = new TensorOptional(biases.get(layer));
    long[] strides = sizes.each(taps.stride());
    long[] dilations = sizes.each(taps.dilation());
    if (before == after || cut) {
      Tensor y = convolve(x, weight, bias, strides, sizes.each(before), dilations);
      return before == after ? y : y.narrow(2, 0, taps.places(side));
    }
    long[] zeros =
        shape.cell() == Cell.CONV1D
            ? new long[] {before, after}
            : new long[] {before, after, before, after};
    Tensor padded = torch.constant_pad_nd(x, zeros, new Scalar(0f));
    return convolve(padded, weight, bias, strides, sizes.each(0), dilations);
  }

  private Tensor convolve(
      Tensor x,
      Tensor weight,
      TensorOptional bias,
      long[] strides,
      long[] zeros,
      long[] dilations) {
    return shape.cell() == Cell.CONV1D
        ? torch.conv1d(x, weight, bias, strides, zeros, dilations, 1)
        : torch.conv2d(x, weight, bias, strides, zeros, dilations, 1);
  }
}
