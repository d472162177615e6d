package dev.timestep.train;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.ParameterChunks.Chunk;
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
  /** No work after an update. */
  static final ParameterChunks.Work NOTHING = (kernels, chunk) -> {};

  private final Optimizer optimizer;
  private final SequencedMap<String, Parameter> parameters;
  private final List<Parameter> trained;
  private final ParameterChunks chunks;
  private final List<float[][]> slots = new ArrayList<>();

  /** What the optimizer is handed for each chunk. */
  private final List<Optimizer.Range> ranges = new ArrayList<>();

  private final ParameterChunks.Work updating = this::update;
  private long steps;

  // What is being done: fields, so that an update makes no objects.
  private double rate;
  private float factor;
  private ParameterChunks.Work after = NOTHING;

  public OptimizerState(Optimizer optimizer, Module module) {
    this.optimizer = optimizer;
    this.parameters = ParameterChunks.distinct(module);
    this.trained = new ArrayList<>(parameters.values());
    this.chunks = new ParameterChunks(parameters);
    for (Parameter parameter : parameters.values()) {
      slots.add(new float[optimizer.slots().size()][parameter.shape().size()]);
    }
    for (Chunk chunk : chunks.chunks()) {
      Parameter parameter = chunk.parameter();
      ranges.add(
          new Optimizer.Range(
              parameter.value().data(),
              parameter.gradient(),
              slots.get(chunk.owner()),
              chunk.from(),
              chunk.count()));
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
    apply(engine, learningRate, 1, NOTHING);
  }

  /**
   * Updates every trained parameter, in one pass over the weights.
   *
   * @param gradientFactor gradients are multiplied by it before
   * @param then what to do with each piece of the weights once it is updated
   */
  void apply(Engine engine, double learningRate, float gradientFactor, ParameterChunks.Work then) {
    steps++;
    rate = learningRate;
    factor = gradientFactor;
    after = then;
    chunks.forTrained(engine, updating);
    for (int at = 0; at < trained.size(); at++) {
      if (!trained.get(at).frozen()) {
        trained.get(at).changed();
      }
    }
  }

  private void update(Kernels kernels, Chunk chunk) {
    Optimizer.Range range = ranges.get(chunk.index());
    if (factor != 1) {
      kernels.scale(range.count(), factor, range.gradient(), range.from());
    }
    optimizer.update(kernels, range, steps, rate);
    after.run(kernels, chunk);
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
