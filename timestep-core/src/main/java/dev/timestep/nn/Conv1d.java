package dev.timestep.nn;

import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RealStepsOp;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TimeWindow;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.attention.WindowOp;
import dev.timestep.autograd.convolution.ConvolutionOp;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.Weights;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A convolution over time (LeCun et al. 1989; dilated and causal: van den Oord et al. 2016).
 *
 * <pre>
 * y_t = act(b + Σ_j x_{t·stride + j·dilation − before}·W_j)      j = 0 … kernel − 1
 * </pre>
 *
 * <p>Input [time, batch, features], output [time′, batch, filters]. Steps before the first and past
 * a sequence's length read as zeros, so a padded sequence gives what it gives alone; lengths shrink
 * with {@link Padding#VALID} and with a stride, and outputs past the new length are zero. A
 * sequence that is shorter than a kernel without padding has no output step.
 *
 * <p>Parameters: {@code kernel} [kernel · features, filters], which is Keras' [kernel, features,
 * filters] with its first two axes joined and PyTorch's {@code weight} [filters, features, kernel]
 * turned round; {@code bias} [filters]. Starts Glorot uniform and zero (Keras).
 *
 * <p>With {@link Padding#CAUSAL} and a stride of 1 it runs step by step: its state {@code inputs}
 * [batch, (kernel − 1) · dilation · features] is the last inputs, oldest first.
 *
 * <p>Benefit: patterns of a few steps, all steps at once. Cost: reads no farther than (kernel − 1)
 * · dilation steps.
 */
public final class Conv1d implements Layer {
  private final Conv1dConfig config;
  private final int features;
  private final TimeWindow window;
  private final Parameter kernel;
  private final @Nullable Parameter bias;

  /** A layer with fresh weights. */
  public Conv1d(Conv1dConfig config, int features, RandomGenerator random) {
    Weights.checkFeatures("Conv1d", features);
    this.config = config;
    this.features = features;
    this.window =
        new TimeWindow(config.kernel(), config.stride(), config.dilation(), config.padding());
    int filters = config.filters();
    float limit = (float) Math.sqrt(6.0 / ((double) config.kernel() * (features + filters)));
    this.kernel = new Parameter(Init.uniform(limit, random, config.kernel() * features, filters));
    this.bias = config.bias() ? new Parameter(Tensor.zeros(filters)) : null;
  }

  @Override
  public String kind() {
    return "conv1d";
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
  public Signal forward(Tape tape, Signal input) {
    Inputs.checkSequences(this, input, features);
    Shape shape = input.value().shape();
    Lengths lengths = window.lengths(input.lengths(), shape.dim(0), shape.dim(1));
    Variable y = convolve(tape, input.value(), window, input.lengths());
    return new Signal(lengths == null ? y : RealStepsOp.apply(y, lengths), lengths);
  }

  private Variable convolve(Tape tape, Variable x, TimeWindow over, @Nullable Lengths lengths) {
    Variable weights = tape.parameter(kernel);
    Variable offset = Weights.variable(tape, bias);
    return config.activation().apply(ConvolutionOp.overTime(x, over, lengths, weights, offset));
  }

  @Override
  public Streaming streaming() {
    if (config.kernel() == 1 && config.stride() == 1) {
      return Streaming.stepwise(this);
    }
    if (config.padding() != Padding.CAUSAL || config.stride() != 1) {
      throw new IllegalArgumentException(
          this
              + " cannot run step by step: it reads later steps, or makes fewer of them. Use"
              + " Padding.CAUSAL and a stride of 1.");
    }
    return new Stream();
  }

  private final class Stream implements Streaming {
    private final int reach = (config.kernel() - 1) * config.dilation();

    @Override
    public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
      SequencedMap<String, Variable> state = new LinkedHashMap<>();
      state.put("inputs", tape.constant(0f, batch, reach * features));
      return state;
    }

    @Override
    public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
      Inputs.checkSequences(Conv1d.this, input, features);
      Lengths lengths = input.lengths();
      Variable before = List.copyOf(state.values()).getFirst();
      WindowOp.Outputs inputs = WindowOp.apply(before, input.value(), lengths);
      TimeWindow inside = new TimeWindow(config.kernel(), 1, config.dilation(), Padding.VALID);
      Variable y = convolve(tape, inputs.all(), inside, withKept(lengths));
      SequencedMap<String, Variable> next = new LinkedHashMap<>();
      next.put("inputs", inputs.next());
      return new Streamed(input.with(lengths == null ? y : RealStepsOp.apply(y, lengths)), next);
    }

    private @Nullable Lengths withKept(@Nullable Lengths lengths) {
      return lengths == null
          ? null
          : Lengths.of(Arrays.stream(lengths.toArray()).map(n -> n + reach).toArray());
    }
  }

  @Override
  public String toString() {
    return "Conv1d(features="
        + features
        + ", filters="
        + config.filters()
        + ", kernel="
        + config.kernel()
        + ")";
  }
}
