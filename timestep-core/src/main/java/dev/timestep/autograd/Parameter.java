package dev.timestep.autograd;

import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;

/**
 * A trained tensor and the gradient that the last backward pass added up for it.
 *
 * <p>The gradient is added to, not set: {@link #clearGradient()} starts a new step. A frozen
 * parameter receives no gradient and is left alone by optimizers. Its name comes from where it sits
 * in a model (see {@code Module.parameters()}), not from itself.
 */
public final class Parameter {
  private final Tensor value;
  private final float[] gradient;
  private boolean frozen;
  private long version;

  public Parameter(Tensor value) {
    this.value = value;
    this.gradient = new float[value.shape().size()];
  }

  public Shape shape() {
    return value.shape();
  }

  /** The value; whoever writes to its array calls {@link #changed()} afterwards. */
  public Tensor value() {
    return value;
  }

  /** The gradient, row-major like the value. */
  public float[] gradient() {
    return gradient;
  }

  /** Sets the gradient to zero. */
  public void clearGradient() {
    java.util.Arrays.fill(gradient, 0f);
  }

  /** Copies {@code source}, of the same shape, into the value. */
  public void assign(Tensor source) {
    if (!source.shape().equals(shape())) {
      throw new IllegalArgumentException(
          "A parameter of shape "
              + shape()
              + " can not take a value of shape "
              + source.shape()
              + ". Load weights into a model of the same configuration.");
    }
    System.arraycopy(source.data(), 0, value.data(), 0, gradient.length);
    changed();
  }

  /** Tells that the value's array was written to, so that packed copies of it are made anew. */
  public void changed() {
    version++;
  }

  /** Grows with every {@link #changed()}. */
  public long version() {
    return version;
  }

  public boolean frozen() {
    return frozen;
  }

  /** Freezes or unfreezes; returns this parameter. */
  public Parameter freeze(boolean freeze) {
    this.frozen = freeze;
    return this;
  }

  @Override
  public String toString() {
    return "Parameter" + shape() + (frozen ? " (frozen)" : "");
  }
}
