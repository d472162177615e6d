package dev.timestep.bench.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.PackedSequence;
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.RNNOptions;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.T_PackedSequenceT_TensorTensor_T_T;
import org.bytedeco.pytorch.T_PackedSequenceTensor_T;
import org.bytedeco.pytorch.T_TensorT_TensorTensor_T_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;

/** nn::RNN, nn::GRU or nn::LSTM with the problem's weights. */
final class LibtorchModule {
  /** Outputs of all steps and the final hidden states [layers·directions, B, H]. */
  record Result(Tensor output, Tensor hidden) {}

  /** The same over a packed sequence. */
  record PackedResult(PackedSequence output, Tensor hidden) {}

  private final SequencedMap<String, Tensor> trained = new LinkedHashMap<>();
  private final Function<Tensor, Result> run;
  private final Function<PackedSequence, PackedResult> runPacked;

  LibtorchModule(Problem problem) {
    ShapeSpec shape = problem.shape();
    switch (shape.cell()) {
      case RNN -> {
        RNNImpl rnn = new RNNImpl(options(shape));
        run = x -> result(rnn.forward(x));
        runPacked = x -> result(rnn.forward_with_packed_input(x));
        load(rnn, problem);
      }
      case GRU -> {
        GRUImpl gru = new GRUImpl(gruOptions(shape));
        run = x -> result(gru.forward(x));
        runPacked = x -> result(gru.forward_with_packed_input(x));
        load(gru, problem);
      }
      case LSTM -> {
        LSTMImpl lstm = new LSTMImpl(lstmOptions(shape));
        run = x -> result(lstm.forward(x));
        runPacked = x -> result(lstm.forward_with_packed_input(x));
        load(lstm, problem);
      }
      default -> throw new IllegalArgumentException(shape.toString());
    }
  }

  private static RNNOptions options(ShapeSpec shape) {
    RNNOptions options = new RNNOptions(shape.features(), shape.units());
    options.num_layers().put(shape.layers());
    options.bidirectional().put(shape.directions() == 2);
    return options;
  }

  private static GRUOptions gruOptions(ShapeSpec shape) {
    GRUOptions options = new GRUOptions(shape.features(), shape.units());
    options.num_layers().put(shape.layers());
    options.bidirectional().put(shape.directions() == 2);
    return options;
  }

  private static LSTMOptions lstmOptions(ShapeSpec shape) {
    LSTMOptions options = new LSTMOptions(shape.features(), shape.units());
    options.num_layers().put(shape.layers());
    options.bidirectional().put(shape.directions() == 2);
    return options;
  }

  private static Result result(T_TensorTensor_T result) {
    return new Result(result.get0(), result.get1());
  }

  private static Result result(T_TensorT_TensorTensor_T_T result) {
    return new Result(result.get0(), result.get1().get0());
  }

  private static PackedResult result(T_PackedSequenceTensor_T result) {
    return new PackedResult(result.get0(), result.get1());
  }

  private static PackedResult result(T_PackedSequenceT_TensorTensor_T_T result) {
    return new PackedResult(result.get0(), result.get1().get0());
  }

  private void load(Module module, Problem problem) {
    StringTensorDict parameters = module.named_parameters();
    for (String suffix : problem.layerSuffixes()) {
      for (String kind : List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh")) {
        String name = kind + suffix;
        Tensor weight = parameters.get(name);
        try (NoGradGuard guard = new NoGradGuard()) {
          weight.copy_(Tensor.create(problem.weight(name), weight.shape()));
        }
        // A second bias that only repeats the first is left alone.
        if (problem.isTrained(name)) {
          trained.put(name, weight);
        } else {
          weight.requires_grad_(false);
        }
      }
    }
  }

  /** The weights that training changes, by name. */
  SequencedMap<String, Tensor> trained() {
    return trained;
  }

  Result run(Tensor x) {
    return run.apply(x);
  }

  PackedResult run(PackedSequence x) {
    return runPacked.apply(x);
  }
}
