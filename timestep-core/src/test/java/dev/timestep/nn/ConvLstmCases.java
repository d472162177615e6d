package dev.timestep.nn;

import dev.timestep.autograd.Padding;
import dev.timestep.nn.cell.ConvLstmConfig;
import dev.timestep.nn.cell.ConvLstmConfig.Axis;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmState;
import dev.timestep.testing.ReferenceCell;
import dev.timestep.testing.ReferenceCells;
import dev.timestep.testing.ReferenceConvolution;
import java.util.List;
import java.util.Random;

/** Convolutional LSTMs for the conformance suite, whose sizes of space follow from its widths. */
final class ConvLstmCases {
  private ConvLstmCases() {}

  /** Along a row of places. */
  static CellCase<LstmState> along() {
    return of("conv lstm", false, true);
  }

  /** Down an image that is one place wide. */
  static CellCase<LstmState> down() {
    return of("conv lstm, down, no bias", true, false);
  }

  private static CellCase<LstmState> of(String name, boolean down, boolean bias) {
    return new CellCase<>(
        name,
        (f, h) -> config(f, h, down, bias).build(f, new Random(5)),
        (w, x, state) ->
            reference(config(x.length, state[0].length, down, bias), x.length).step(w, x, state));
  }

  /** As many places as go into both widths, or one filter without padding. */
  private static ConvLstmConfig config(int features, int units, boolean down, boolean bias) {
    boolean shrinks = features >= units;
    int size = shrinks ? features : gcd(features, units);
    int kernel = shrinks ? features - units + 1 : 3;
    int filters = shrinks ? 1 : units / size;
    Axis axis = new Axis(size, kernel, 1, 1);
    List<Axis> axes = down ? List.of(axis, new Axis(1, 1, 1, 1)) : List.of(axis);
    Padding padding = shrinks ? Padding.VALID : Padding.SAME;
    return ConvLstmConfig.of(filters, axes, padding).bias(bias).init(Init.PYTORCH);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** The same cell in float64, its paddings computed again from the settings. */
  static ReferenceCell reference(ConvLstmConfig config, int features) {
    int[] size = {1, 1};
    int[] kernel = {1, 1};
    int[] stride = {1, 1};
    int[] dilation = {1, 1};
    int[] before = {0, 0};
    int[] out = {1, 1};
    int[] around = {0, 0};
    int channels = features;
    int first = 2 - config.axes().size();
    for (int a = 0; a < config.axes().size(); a++) {
      Axis axis = config.axes().get(a);
      int at = first + a;
      size[at] = axis.size();
      kernel[at] = axis.kernel();
      stride[at] = axis.stride();
      dilation[at] = axis.dilation();
      channels /= axis.size();
      int reach = (axis.kernel() - 1) * axis.dilation() + 1;
      boolean same = config.padding() == Padding.SAME;
      out[at] = (int) Math.ceil((axis.size() - (same ? 0 : reach - 1)) / (double) axis.stride());
      int zeros = Math.max(0, (out[at] - 1) * axis.stride() + reach - axis.size());
      before[at] = same ? zeros / 2 : 0;
      around[at] = (axis.kernel() - 1) / 2;
    }
    int width = 4 * config.filters();
    int[] ones = {1, 1};
    var input =
        new ReferenceConvolution(size, channels, kernel, stride, dilation, before, out, width);
    var recurrent =
        new ReferenceConvolution(out, config.filters(), kernel, ones, ones, around, out, width);
    return (w, x, state) -> ReferenceCells.convLstm(input, recurrent, w, x, state);
  }
}
