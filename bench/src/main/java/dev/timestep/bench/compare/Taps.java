package dev.timestep.bench.compare;

/**
 * How the kernel of a convolution goes along an axis.
 *
 * @param kernel places that an output place reads; 0 where there is no convolution
 * @param stride from one output place to the next
 * @param dilation from one place that is read to the next
 * @param causal whether an output place reads no later one; otherwise the kernel is centred, and
 *     what is beyond the edges reads as zero either way
 */
record Taps(int kernel, int stride, int dilation, boolean causal) {
  /** Of a recurrent cell. */
  static final Taps NONE = new Taps(0, 1, 1, false);

  /** Places from the first that an output place reads to the last. */
  private int reach() {
    return (kernel - 1) * dilation;
  }

  /** Output places of an axis of {@code side} places. */
  int places(int side) {
    return (side - 1) / stride + 1;
  }

  private int zeros(int side) {
    return Math.max(0, (places(side) - 1) * stride + reach() + 1 - side);
  }

  /** Zeros before the first place. */
  int before(int side) {
    return causal ? reach() : zeros(side) / 2;
  }

  /** Zeros after the last place. */
  int after(int side) {
    return causal ? 0 : zeros(side) - zeros(side) / 2;
  }

  /** For titles: {@code k3 s2 d2 causal}, without what is 1. */
  String title() {
    return "k"
        + kernel
        + (stride > 1 ? " s" + stride : "")
        + (dilation > 1 ? " d" + dilation : "")
        + (causal ? " causal" : "");
  }
}
