package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The activations, one to a method. Several in one loop would pass the size up to which the JIT
 * inlines; vectors would then be allocated on the heap, and the loop would run several times
 * slower.
 *
 * <p>The rest that does not fill a vector is computed by the same arithmetic under a mask, so that
 * the value of an element does not depend on its place.
 */
final class VectorActivations {

  private VectorActivations() {}

  static void sigmoid(int n, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      VectorMath.sigmoid(FloatVector.fromArray(SPECIES, x, xOff + e)).intoArray(y, yOff + e);
    }
    if (whole < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(whole, n);
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + whole, rest);
      VectorMath.sigmoid(v).intoArray(y, yOff + whole, rest);
    }
  }

  static void tanh(int n, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      VectorMath.tanh(FloatVector.fromArray(SPECIES, x, xOff + e)).intoArray(y, yOff + e);
    }
    if (whole < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(whole, n);
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + whole, rest);
      VectorMath.tanh(v).intoArray(y, yOff + whole, rest);
    }
  }

  static void exp(int n, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      VectorMath.exp(FloatVector.fromArray(SPECIES, x, xOff + e)).intoArray(y, yOff + e);
    }
    if (whole < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(whole, n);
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + whole, rest);
      VectorMath.exp(v).intoArray(y, yOff + whole, rest);
    }
  }

  /** e^(x − shift): the numerators of a softmax. */
  static void shiftedExp(int n, float shift, float[] x, int xOff, float[] y, int yOff) {
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e).sub(shift);
      VectorMath.exp(v).intoArray(y, yOff + e);
    }
    if (whole < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(whole, n);
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + whole, rest).sub(shift);
      VectorMath.exp(v).intoArray(y, yOff + whole, rest);
    }
  }
}
