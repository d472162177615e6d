package dev.timestep.train;

import dev.timestep.autograd.Parameter;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Module;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * An optimizer at work on the parameters of a module: what it remembers of each weight, and how
 * many updates it made. {@link Trainer} has one; a training loop of one's own needs no more than
 * this.
 *
 * <pre>{@code
 * var updates = new OptimizerState(new Sgd(0.1), model);
 * tape.backward(loss);
 * updates.apply(Engine.standard());
 * }</pre>
 *
 * <p>Frozen parameters are left alone. The bits are the same for any number of threads.
 */
public final class OptimizerState {
  private final Optimizer optimizer;
  private final SequencedMap<String, Parameter> parameters;
  private final ParameterChunks chunks;
  private final List<float[][]> slots = new ArrayList<>();
  private long steps;

  public OptimizerState(Optimizer optimizer, Module module) {
    this.optimizer = optimizer;
    this.parameters = ParameterChunks.distinct(module);
    this.chunks = new ParameterChunks(parameters);
    for (Parameter parameter : parameters.values()) {
      slots.add(new float[optimizer.slots().size()][parameter.shape().size()]);
    }
  }

  public Optimizer optimizer() {
    return optimizer;
  }

  /** Updates made so far. */
  public long steps() {
    return steps;
  }

  /** Updates every trained parameter from its gradient, at the optimizer's own learning rate. */
  public void apply(Engine engine) {
    apply(engine, optimizer.learningRate());
  }

  /** Updates every trained parameter from its gradient. */
  public void apply(Engine engine, double learningRate) {
    long step = ++steps;
    chunks.forTrained(
        engine,
        (chunk, index) ->
            optimizer.update(
                engine.kernels(),
                new Optimizer.Range(
                    chunk.parameter().value().data(),
                    chunk.parameter().gradient(),
                    slots.get(chunk.owner()),
                    chunk.from(),
                    chunk.count()),
                step,
                learningRate));
    for (Parameter parameter : parameters.values()) {
      if (!parameter.frozen()) {
        parameter.changed();
      }
    }
  }

  /** Copies of what is remembered, by {@code slot/parameter}. */
  public SequencedMap<String, Tensor> tensors() {
    SequencedMap<String, Tensor> copies = new LinkedHashMap<>();
    forEachSlot(
        (name, parameter, slot) -> copies.put(name, Tensor.of(parameter.shape(), slot.clone())));
    return copies;
  }

  /**
   * Takes up where {@link #tensors()} and {@link #steps()} were read.
   *
   * @throws IllegalArgumentException when a tensor is missing or of another shape
   */
  public void restore(Map<String, Tensor> tensors, long newSteps) {
    forEachSlot(
        (name, parameter, slot) -> {
          Tensor tensor = tensors.get(name);
          if (tensor == null || !tensor.shape().equals(parameter.shape())) {
            throw new IllegalArgumentException(
                optimizer
                    + " expects the state "
                    + name
                    + " with the shape "
                    + parameter.shape()
                    + "; received "
                    + (tensor == null ? "none" : tensor.shape())
                    + ". Restore the state of the same optimizer on the same model.");
          }
        });
    forEachSlot(
        (name, parameter, slot) -> {
          Tensor tensor = tensors.get(name);
          if (tensor != null) {
            System.arraycopy(tensor.data(), 0, slot, 0, slot.length);
          }
        });
    steps = newSteps;
  }

  @FunctionalInterface
  private interface SlotVisitor {
    void visit(String name, Parameter parameter, float[] slot);
  }

  private void forEachSlot(SlotVisitor visitor) {
    int owner = 0;
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      float[][] own = slots.get(owner++);
      for (int slot = 0; slot < own.length; slot++) {
        visitor.visit(
            optimizer.slots().get(slot) + "/" + entry.getKey(), entry.getValue(), own[slot]);
      }
    }
  }
}
