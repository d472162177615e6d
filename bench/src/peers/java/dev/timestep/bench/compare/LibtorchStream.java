package dev.timestep.bench.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** One step after the other with the state carried on. */
final class LibtorchStream implements Contender.Task {
  private final ShapeSpec shape;
  private final boolean byCell;
  private final PointerScope scope = new PointerScope();
  private final List<Tensor> inputs = new ArrayList<>();
  private final List<Tensor> weights = new ArrayList<>();
  private final TensorVector weightVector;

  /** h and, for an LSTM, c; each outlives the step that made it by one step. */
  private List<Tensor> state = new ArrayList<>();

  private int next;

  LibtorchStream(Problem problem, boolean byCell) {
    shape = problem.shape();
    this.byCell = byCell;
    int perStep = shape.batch() * shape.features();
    for (int step = 0; step < Problem.STREAM_STEPS; step++) {
      float[] x = new float[perStep];
      System.arraycopy(problem.inputs(), step * perStep, x, 0, perStep);
      inputs.add(
          byCell
              ? Tensor.create(x, shape.batch(), shape.features())
              : Tensor.create(x, 1, shape.batch(), shape.features()));
    }
    long rows = shape.gateColumns();
    weights.add(Tensor.create(problem.weight("weight_ih_l0"), rows, shape.features()));
    weights.add(Tensor.create(problem.weight("weight_hh_l0"), rows, shape.units()));
    weights.add(Tensor.create(problem.weight("bias_ih_l0"), rows));
    weights.add(Tensor.create(problem.weight("bias_hh_l0"), rows));
    weightVector = new TensorVector(weights.toArray(Tensor[]::new));
    for (int part = 0; part < (shape.cell() == Cell.LSTM ? 2 : 1); part++) {
      Tensor zeros =
          byCell
              ? torch.zeros(shape.batch(), shape.units())
              : torch.zeros(1, shape.batch(), shape.units());
      zeros.retainReference();
      state.add(zeros);
    }
  }

  private void step() {
    try (PointerScope step = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor x = inputs.get(next);
      next = (next + 1) % inputs.size();
      // A tuple's parts end with the tuple; copies of the handles do not.
      List<Tensor> after = (byCell ? cell(x) : layer(x)).stream().map(Tensor::new).toList();
      after.forEach(Tensor::retainReference);
      state.forEach(Tensor::releaseReference);
      state = after;
    }
  }

  private List<Tensor> layer(Tensor x) {
    Tensor h = state.getFirst();
    return switch (shape.cell()) {
      case RNN ->
          List.of(torch.rnn_tanh(x, h, weightVector, true, 1, 0, false, false, false).get1());
      case GRU -> List.of(torch.gru(x, h, weightVector, true, 1, 0, false, false, false).get1());
      case LSTM -> {
        TensorVector both = new TensorVector(h, state.get(1));
        T_TensorTensorTensor_T result =
            torch.lstm(x, both, weightVector, true, 1, 0, false, false, false);
        yield List.of(result.get1(), result.get2());
      }
      case CONV1D, CONV2D -> throw new IllegalStateException(shape.toString());
    };
  }

  private List<Tensor> cell(Tensor x) {
    Tensor h = state.getFirst();
    Tensor input = weights.get(0);
    Tensor recurrent = weights.get(1);
    TensorOptional first = new TensorOptional(weights.get(2));
    TensorOptional second = new TensorOptional(weights.get(3));
    return switch (shape.cell()) {
      case RNN -> List.of(torch.rnn_tanh_cell(x, h, input, recurrent, first, second));
      case GRU -> List.of(torch.gru_cell(x, h, input, recurrent, first, second));
      case LSTM -> {
        TensorVector both = new TensorVector(h, state.get(1));
        T_TensorTensor_T result = torch.lstm_cell(x, both, input, recurrent, first, second);
        yield List.of(result.get0(), result.get1());
      }
      case CONV1D, CONV2D -> throw new IllegalStateException(shape.toString());
    };
  }

  @Override
  public SequencedMap<String, float[]> answers() {
    int perStep = shape.batch() * shape.units();
    float[] outputs = new float[Problem.STREAM_STEPS * perStep];
    for (int at = 0; at < Problem.STREAM_STEPS; at++) {
      step();
      try (PointerScope reading = new PointerScope()) {
        float[] h = LibtorchTask.floats(state.getFirst());
        System.arraycopy(h, 0, outputs, at * perStep, perStep);
      }
    }
    SequencedMap<String, float[]> answers = new LinkedHashMap<>();
    answers.put("output", outputs);
    return answers;
  }

  @Override
  public SequencedMap<String, Runnable> jobs() {
    SequencedMap<String, Runnable> jobs = new LinkedHashMap<>();
    jobs.put(Contender.FORWARD, this::step);
    return jobs;
  }

  @Override
  public void close() {
    state.forEach(Tensor::releaseReference);
    scope.close();
  }
}
