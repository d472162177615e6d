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
 * An optimizer at work on the parameters of a module: what it stores for each weight, and how many
 * updates it made. {@link Trainer} has one; a custom training loop needs no more than this.
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

  /** From so many pages of a chunk on, one call for all of it costs less than a call for each. */
  private static final int MANY_PAGES = Long.SIZE / 2;

  private final Optimizer optimizer;
  private final SequencedMap<String, Parameter> parameters;
  private final List<Parameter> trained;
  private final ParameterChunks chunks;
  private final List<float[][]> slots = new ArrayList<>();

  /** What the optimizer is handed for each chunk. */
  private final List<Optimizer.Range> ranges = new ArrayList<>();

  /** The same for each page of a chunk, once the chunk was updated by pages. */
  private final Optimizer.Range[][] pageRanges;

  /** The pages of each chunk of which something other than 0 may be remembered. */
  private final long[] remembered;

  private final ParameterChunks.Work updating = this::update;
  private long steps;

  // What is being done: fields, so that an update makes no objects.
  private double rate;
  private float factor;
  private ParameterChunks.Work before = NOTHING;
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
              parameter.pagedGradient(),
              slots.get(chunk.owner()),
              chunk.from(),
              chunk.count()));
    }
    pageRanges = new Optimizer.Range[ranges.size()][0];
    remembered = new long[ranges.size()];
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
    apply(engine, learningRate, 1, NOTHING, NOTHING);
  }

  /**
   * Updates every trained parameter, in one pass over the weights.
   *
   * @param gradientFactor gradients are multiplied by it before
   * @param first what to do with each piece of the weights and gradients before it is updated
   * @param then what to do with each piece of the weights once it is updated
   */
  void apply(
      Engine engine,
      double learningRate,
      float gradientFactor,
      ParameterChunks.Work first,
      ParameterChunks.Work then) {
    steps++;
    rate = learningRate;
    factor = gradientFactor;
    before = first;
    after = then;
    chunks.forTrained(engine, updating);
    for (int at = 0; at < trained.size(); at++) {
      if (!trained.get(at).frozen()) {
        trained.get(at).changed();
      }
    }
  }

  private void update(Kernels kernels, Chunk chunk) {
    if (factor != 1) {
      scale(kernels, chunk, chunk.writtenPages());
    }
    before.run(kernels, chunk);
    long moving = chunk.writtenPages() | remembered[chunk.index()];
    if (slots.get(chunk.owner()).length > 0) {
      remembered[chunk.index()] = moving;
    }
    if (!optimizer.leavesAtRest() || Long.bitCount(moving) > MANY_PAGES) {
      optimizer.update(kernels, ranges.get(chunk.index()), steps, rate);
    } else if (moving != 0) {
      updatePages(kernels, chunk, moving);
    }
    after.run(kernels, chunk);
  }

  private void scale(Kernels kernels, Chunk chunk, long pages) {
    float[] gradient = chunk.parameter().pagedGradient();
    if (pages == chunk.everyPage()) {
      kernels.elementwise().scale(chunk.count(), factor, gradient, chunk.from());
      return;
    }
    for (long left = pages; left != 0; left &= left - 1) {
      int from = chunk.fromOf(left);
      kernels.elementwise().scale(chunk.countOf(from), factor, gradient, from);
    }
  }

  private void updatePages(Kernels kernels, Chunk chunk, long pages) {
    Optimizer.Range[] own = pageRanges[chunk.index()];
    if (own.length == 0) {
      own = pagesOf(chunk);
      pageRanges[chunk.index()] = own;
    }
    for (long left = pages; left != 0; left &= left - 1) {
      optimizer.update(kernels, own[Long.numberOfTrailingZeros(left)], steps, rate);
    }
  }

  private Optimizer.Range[] pagesOf(Chunk chunk) {
    Optimizer.Range whole = ranges.get(chunk.index());
    var pages = new Optimizer.Range[Long.bitCount(chunk.everyPage())];
    for (int page = 0; page < pages.length; page++) {
      int from = chunk.from() + page * Parameter.PAGE;
      pages[page] =
          new Optimizer.Range(
              whole.weights(), whole.gradient(), whole.slots(), from, chunk.countOf(from));
    }
    return pages;
  }

  /** The pages of a chunk of which something other than 0 is remembered. */
  private long rememberedOf(Chunk chunk) {
    long pages = 0;
    for (float[] slot : slots.get(chunk.owner())) {
      for (int at = chunk.from(); at < chunk.from() + chunk.count(); at++) {
        if (slot[at] != 0) {
          pages |= 1L << at / Parameter.PAGE;
        }
      }
    }
    return pages;
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
    for (Chunk chunk : chunks.chunks()) {
      remembered[chunk.index()] = rememberedOf(chunk);
    }
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
