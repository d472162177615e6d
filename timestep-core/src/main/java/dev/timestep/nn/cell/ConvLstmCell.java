package dev.timestep.nn.cell;

import dev.timestep.autograd.PartSlice;
import dev.timestep.autograd.PatchOp;
import dev.timestep.autograd.Patches;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The convolutional LSTM (Shi et al. 2015) over one or two axes of space, without peepholes, as
 * Keras' ConvLSTM1D and ConvLSTM2D: input and state are images, and products are convolutions ∗.
 *
 * <pre>
 * i = σ(W_i ∗ x + U_i ∗ h + b_i)    f = σ(W_f ∗ x + U_f ∗ h + b_f)
 * g = tanh(W_g ∗ x + U_g ∗ h + b_g) o = σ(W_o ∗ x + U_o ∗ h + b_o)
 * c′ = f ⊙ c + i ⊙ g                h′ = o ⊙ tanh c′
 * </pre>
 *
 * <p>An image is a row of numbers, its places one after the other and the channels of a place side
 * by side: x [B, places · channels], h and c [B, output places · filters]. The convolution of the
 * input has the strides, dilation and padding of the settings; that of the state keeps its size. σ
 * and tanh stand for the activations of the settings.
 *
 * <p>Benefit: what moves through space is learnt once for all places. Cost: the patches of all
 * steps are kept for the backward pass, a kernel's size times the numbers of the state.
 *
 * <p>Parameters, gates in the order i f g o, kernels as Keras' with their first axes joined: {@code
 * kernel} [kernel places · channels, 4·filters], {@code recurrent_kernel} [kernel places · filters,
 * 4·filters], {@code bias} [4·filters].
 */
public final class ConvLstmCell extends ComposedCell<LstmState> {
  private final ConvLstmConfig config;
  private final Patches input;
  private final Patches recurrent;

  public ConvLstmCell(ConvLstmConfig config, int features, RandomGenerator random) {
    super(config, features);
    this.config = config;
    if (features % config.inputPlaces() != 0) {
      throw new IllegalArgumentException(
          "ConvLstm expects "
              + config.inputPlaces()
              + " places with some channels each, a multiple of so many features; received "
              + features
              + ". Check the sizes of space.");
    }
    this.input = config.input(features / config.inputPlaces());
    this.recurrent = config.recurrent();
    int filters = config.filters();
    Init init = config.init();
    add("kernel", init.kernel(input.patchSize(), 4 * filters, filters, random));
    addRecurrent(
        "recurrent_kernel", init.recurrentKernel(recurrent.patchSize(), 4 * filters, random));
    if (config.bias()) {
      Tensor bias = init.bias(4 * filters, filters, random);
      if (init == Init.KERAS) {
        Arrays.fill(bias.data(), filters, 2 * filters, config.forgetBias());
      }
      add("bias", bias);
    }
  }

  public ConvLstmConfig config() {
    return config;
  }

  @Override
  public int channels() {
    return config.filters();
  }

  @Override
  public LstmState initialState(Tape tape, int batch) {
    return new LstmState(Weights.zeros(tape, batch, units()), Weights.zeros(tape, batch, units()));
  }

  @Override
  public LstmState stateOf(List<Variable> parts) {
    return new LstmState(parts.get(0), parts.get(1));
  }

  @Override
  public LstmState step(Tape tape, Variable x, LstmState state) {
    Variable seen = PatchOp.convolution(x, input, weight(tape, "kernel"), optional(tape, "bias"));
    Variable past =
        PatchOp.convolution(state.h(), recurrent, weight(tape, "recurrent_kernel"), null);
    Variable all = seen.add(past);
    Variable i = config.gate().apply(gate(all, 0));
    Variable f = config.gate().apply(gate(all, 1));
    Variable g = config.activation().apply(gate(all, 2));
    Variable o = config.gate().apply(gate(all, 3));
    Variable c = f.multiply(state.c()).add(i.multiply(g));
    return new LstmState(o.multiply(config.activation().apply(c)), c);
  }

  /** A gate at all places. */
  private Variable gate(Variable all, int gate) {
    int filters = config.filters();
    return PartSlice.apply(all, 4 * filters, gate * filters, (gate + 1) * filters);
  }
}
