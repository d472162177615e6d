package dev.timestep.nn.cell;

import dev.timestep.tensor.Tensor;
import java.util.random.RandomGenerator;

/** How weights start. */
public enum Init {
  /**
   * Keras' defaults: kernels Glorot uniform, recurrent kernels orthogonal, biases zero, the LSTM's
   * forget bias 1.
   */
  KERAS,
  /** PyTorch's defaults for recurrent layers: everything uniform within ±1/√units. */
  PYTORCH;

  /** An input kernel [in, out]; {@code units} is the layer's width. */
  Tensor kernel(int in, int out, int units, RandomGenerator random) {
    return this == KERAS ? glorotUniform(in, out, random) : pytorch(units, random, in, out);
  }

  /** A recurrent kernel [units, out]. */
  Tensor recurrentKernel(int units, int out, RandomGenerator random) {
    return this == KERAS ? orthogonal(units, out, random) : pytorch(units, random, units, out);
  }

  /** A bias [n]. */
  Tensor bias(int n, int units, RandomGenerator random) {
    return this == KERAS ? Tensor.zeros(n) : pytorch(units, random, n);
  }

  private static Tensor pytorch(int units, RandomGenerator random, int... sizes) {
    return uniform((float) (1 / Math.sqrt(units)), random, sizes);
  }

  /** Uniform within ±{@code limit}. */
  public static Tensor uniform(float limit, RandomGenerator random, int... sizes) {
    Tensor tensor = Tensor.zeros(sizes);
    float[] data = tensor.data();
    for (int at = 0; at < data.length; at++) {
      data[at] = (2f * random.nextFloat() - 1f) * limit;
    }
    return tensor;
  }

  /** Normal with the given standard deviation. */
  public static Tensor normal(float deviation, RandomGenerator random, int... sizes) {
    Tensor tensor = Tensor.zeros(sizes);
    float[] data = tensor.data();
    for (int at = 0; at < data.length; at++) {
      data[at] = (float) random.nextGaussian() * deviation;
    }
    return tensor;
  }

  /** Uniform within ±√(6 / (in + out)) (Glorot and Bengio 2010). */
  public static Tensor glorotUniform(int in, int out, RandomGenerator random) {
    return uniform((float) Math.sqrt(6.0 / (in + out)), random, in, out);
  }

  /**
   * A matrix with orthonormal rows or columns, whichever are fewer (Saxe et al. 2014): Gram–Schmidt
   * of normal draws, run twice against rounding.
   */
  public static Tensor orthogonal(int rows, int columns, RandomGenerator random) {
    int vectors = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    double[][] basis = new double[vectors][length];
    for (int v = 0; v < vectors; v++) {
      for (int at = 0; at < length; at++) {
        basis[v][at] = random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int before = 0; before < v; before++) {
          subtractProjection(basis[v], basis[before]);
        }
        normalize(basis[v]);
      }
    }
    Tensor tensor = Tensor.zeros(rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = rows <= columns ? basis[row][column] : basis[column][row];
        tensor.data()[row * columns + column] = (float) value;
      }
    }
    return tensor;
  }

  private static void subtractProjection(double[] vector, double[] unit) {
    double dot = 0;
    for (int at = 0; at < vector.length; at++) {
      dot += vector[at] * unit[at];
    }
    for (int at = 0; at < vector.length; at++) {
      vector[at] -= dot * unit[at];
    }
  }

  private static void normalize(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    double scale = 1 / Math.sqrt(squares);
    for (int at = 0; at < vector.length; at++) {
      vector[at] *= scale;
    }
  }
}
