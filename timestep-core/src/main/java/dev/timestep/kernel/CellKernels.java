package dev.timestep.kernel;

/**
 * The elementwise part of a step of LSTM and GRU, after the products. The conventions of {@link
 * Kernels} hold.
 *
 * <p>Here {@code n}, or {@code count}, is rows·H contiguous elements; every gate is a block of its
 * own inside {@code gates}. Gates {@code i f g o} (LSTM): input, forget, candidate, output; {@code
 * r z n} (GRU): reset, update, candidate.
 */
public interface CellKernels {

  /**
   * LSTM, one step. On entry the blocks at {@code i f g o} hold pre-activations; on return i, f, o
   * = sigmoid, g = tanh of them, c = f·cPrev + i·g, h = o·tanh c; c and h flushed.
   */
  void lstmForward(
      int n,
      float[] gates,
      int i,
      int f,
      int g,
      int o,
      float[] cPrev,
      int cPrevOff,
      float[] c,
      int cOff,
      float[] h,
      int hOff);

  /**
   * LSTM, one step back. On entry {@code gates} holds activations, {@code dh} the gradient of h,
   * {@code dc} the gradient that reaches c from the step after. On return the four blocks hold the
   * gradients of the pre-activations and {@code dc} the gradient of cPrev, all flushed; so are
   * {@code dh} and the gradient of c before they are used. tanh c is computed again from {@code c}.
   */
  void lstmBackward(
      int n,
      float[] gates,
      int i,
      int f,
      int g,
      int o,
      float[] cPrev,
      int cPrevOff,
      float[] c,
      int cOff,
      float[] dh,
      int dhOff,
      float[] dc,
      int dcOff);

  /**
   * GRU (reset after), one step. On entry r and z hold pre-activations, n the input part of the
   * candidate's, q the recurrent part (h·U + bias). On return r, z = sigmoid, n = tanh(n + r·q), h
   * = (1−z)·n + z·hPrev, flushed; q stays.
   */
  void gruForward(
      int count,
      float[] gates,
      int r,
      int z,
      int n,
      int q,
      float[] hPrev,
      int hPrevOff,
      float[] h,
      int hOff);

  /**
   * GRU (reset after), one step back. On entry activations and q as {@link #gruForward} left them,
   * and {@code dh} the gradient of h. On return r, z, n, q hold the gradients of the
   * pre-activations (q: of the recurrent part) and {@code dh} the share of hPrev's gradient that
   * does not pass a matrix, dh·z; all flushed, as {@code dh} is before it is used.
   */
  void gruBackward(
      int count,
      float[] gates,
      int r,
      int z,
      int n,
      int q,
      float[] hPrev,
      int hPrevOff,
      float[] dh,
      int dhOff);
}
