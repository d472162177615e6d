package dev.timestep.testing;

/**
 * A convolution in float64 as its definition says, place by place, channels last: y[p, q, o] = b[o]
 * + Σ over i, j, c of x[p·stride + i·dilation − top, q·stride + j·dilation − left, c] · w[i, j, c,
 * o], where what is outside of x is zero.
 *
 * @param size rows and columns of the input
 * @param channels of the input
 * @param kernel rows and columns of the kernel
 * @param stride down and across
 * @param dilation down and across
 * @param before zeros above and to the left
 * @param out rows and columns of the output
 * @param filters channels of the output
 */
public record ReferenceConvolution(
    int[] size,
    int channels,
    int[] kernel,
    int[] stride,
    int[] dilation,
    int[] before,
    int[] out,
    int filters) {

  /** The convolution of one image with a kernel [kernel rows, kernel columns, channels, O]. */
  public double[] of(double[] x, double[] w, double... bias) {
    double[] y = new double[out[0] * out[1] * filters];
    for (int p = 0; p < out[0]; p++) {
      for (int q = 0; q < out[1]; q++) {
        for (int o = 0; o < filters; o++) {
          double start = bias.length == 0 ? 0 : bias[o];
          y[(p * out[1] + q) * filters + o] = start + place(x, w, p, q, o);
        }
      }
    }
    return y;
  }

  private double place(double[] x, double[] w, int p, int q, int o) {
    double sum = 0;
    for (int i = 0; i < kernel[0]; i++) {
      for (int j = 0; j < kernel[1]; j++) {
        int row = p * stride[0] + i * dilation[0] - before[0];
        int column = q * stride[1] + j * dilation[1] - before[1];
        if (row >= 0 && row < size[0] && column >= 0 && column < size[1]) {
          for (int c = 0; c < channels; c++) {
            double weight = w[((i * kernel[1] + j) * channels + c) * filters + o];
            sum += x[(row * size[1] + column) * channels + c] * weight;
          }
        }
      }
    }
    return sum;
  }
}
