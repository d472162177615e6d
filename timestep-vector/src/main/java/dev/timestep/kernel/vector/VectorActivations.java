package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The activations, one to a method. Several in one loop would pass the size up to which the JIT
 * inlines; vectors would then be allocated on the heap, and the loop would run several times
 * slower.
 */
final class VectorActivations {

  private VectorActivations() {}

  static void sigmoid(int n, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      VectorMath.sigmoid(v).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      y[yOff + e] = VectorMath.sigmoid(x[xOff + e]);
    }
  }

  static void tanh(int n, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      VectorMath.tanh(v).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      y[yOff + e] = VectorMath.tanh(x[xOff + e]);
    }
  }

  static void exp(int n, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      VectorMath.exp(v).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      y[yOff + e] = VectorMath.exp(x[xOff + e]);
    }
  }

  /** e^(x − shift): the numerators of a softmax. */
  static void shiftedExp(int n, float shift, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      VectorMath.exp(v.sub(shift)).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      y[yOff + e] = VectorMath.exp(x[xOff + e] - shift);
    }
  }
}
