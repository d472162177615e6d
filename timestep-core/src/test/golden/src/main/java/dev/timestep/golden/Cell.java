package dev.timestep.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.PackedSequence;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The recurrent layers of libtorch behind one signature. */
enum Cell {
  RNN_TANH(1),
  RNN_RELU(1),
  LSTM(4),
  GRU(3);

  /** Output {@code [B, T, D·H]} and final states, each {@code [L·D, B, H]}. */
  record Result(Tensor output, List<Tensor> states) {}

  final int gates;

  Cell(int gates) {
    this.gates = gates;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  int states() {
    return this == LSTM ? 2 : 1;
  }

  /** Runs over a padded batch {@code [B, T, F]}; every row has the length T. */
  Result run(Tensor x, List<Tensor> h, List<Tensor> w, boolean bias, int layers, boolean both) {
    TensorVector weights = Oracle.vector(w);
    return switch (this) {
      case LSTM -> {
        T_TensorTensorTensor_T r =
            torch.lstm(x, Oracle.vector(h), weights, bias, layers, 0, true, both, true);
        yield new Result(r.get0(), List.of(r.get1(), r.get2()));
      }
      case GRU -> one(torch.gru(x, h.get(0), weights, bias, layers, 0, true, both, true));
      case RNN_TANH -> one(torch.rnn_tanh(x, h.get(0), weights, bias, layers, 0, true, both, true));
      case RNN_RELU -> one(torch.rnn_relu(x, h.get(0), weights, bias, layers, 0, true, both, true));
    };
  }

  /** Runs over rows of unequal length by way of libtorch's packed sequences, in any order. */
  Result run(
      Tensor x,
      Tensor lengths,
      List<Tensor> h,
      List<Tensor> w,
      boolean bias,
      int layers,
      boolean both) {
    PackedSequence packed = torch.pack_padded_sequence(x, lengths, true, false);
    List<Tensor> sorted = rows(h, packed.sorted_indices());
    Result r = packed(packed.data(), packed.batch_sizes(), sorted, w, bias, layers, both);
    PackedSequence output =
        new PackedSequence(
            r.output(), packed.batch_sizes(), packed.sorted_indices(), packed.unsorted_indices());
    var steps = new org.bytedeco.pytorch.LongOptional(x.size(1));
    Tensor padded = torch.pad_packed_sequence(output, true, 0.0, steps).get0();
    return new Result(padded, rows(r.states(), packed.unsorted_indices()));
  }

  private Result packed(
      Tensor x,
      Tensor sizes,
      List<Tensor> h,
      List<Tensor> w,
      boolean bias,
      int layers,
      boolean both) {
    TensorVector weights = Oracle.vector(w);
    return switch (this) {
      case LSTM -> {
        T_TensorTensorTensor_T r =
            torch.lstm(x, sizes, Oracle.vector(h), weights, bias, layers, 0, true, both);
        yield new Result(r.get0(), List.of(r.get1(), r.get2()));
      }
      case GRU -> one(torch.gru(x, sizes, h.get(0), weights, bias, layers, 0, true, both));
      case RNN_TANH ->
          one(torch.rnn_tanh(x, sizes, h.get(0), weights, bias, layers, 0, true, both));
      case RNN_RELU ->
          one(torch.rnn_relu(x, sizes, h.get(0), weights, bias, layers, 0, true, both));
    };
  }

  private static Result one(T_TensorTensor_T result) {
    return new Result(result.get0(), List.of(result.get1()));
  }

  private static List<Tensor> rows(List<Tensor> states, Tensor order) {
    List<Tensor> reordered = new ArrayList<>();
    states.forEach(state -> reordered.add(state.index_select(1, order)));
    return reordered;
  }
}
