package dev.timestep.train;

import dev.timestep.autograd.Parameter;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Module;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * All numbers of some parameters, cut into pieces of a fixed size: what work over weights is split
 * by. The cut does not depend on the number of threads and sums are taken in the order of the
 * pieces, so neither do the bits.
 */
final class ParameterChunks {
  private static final int SIZE = 1 << 14;

  /** Below this many numbers, waking the other threads costs more than they bring. */
  private static final int WORTH_SPLITTING = 1 << 15;

  /** Work on a piece of a parameter. */
  @FunctionalInterface
  interface Work {
    void run(Chunk chunk, int index);
  }

  /**
   * A piece of a parameter.
   *
   * @param owner which parameter, counted in the order of the map
   */
  record Chunk(int owner, Parameter parameter, int from, int count) {}

  private final List<Chunk> chunks = new ArrayList<>();
  private final long size;

  /**
   * The parameters of a module, each once: one that sits in two places is found under both names,
   * but must be updated only once a step.
   */
  static SequencedMap<String, Parameter> distinct(Module module) {
    Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    SequencedMap<String, Parameter> once = new LinkedHashMap<>();
    module
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (seen.add(parameter)) {
                once.put(name, parameter);
              }
            });
    return once;
  }

  ParameterChunks(SequencedMap<String, Parameter> parameters) {
    int owner = 0;
    long numbers = 0;
    for (Parameter parameter : parameters.values()) {
      int own = parameter.shape().size();
      for (int from = 0; from < own; from += SIZE) {
        chunks.add(new Chunk(owner, parameter, from, Math.min(SIZE, own - from)));
      }
      owner++;
      numbers += own;
    }
    size = numbers;
  }

  /** Runs {@code work} on every piece of a parameter that is not frozen. */
  void forTrained(Engine engine, Work work) {
    if (size < WORTH_SPLITTING) {
      for (int index = 0; index < chunks.size(); index++) {
        runOne(index, work);
      }
      return;
    }
    engine.workers().parallel(chunks.size(), index -> runOne(index, work));
  }

  private void runOne(int index, Work work) {
    Chunk chunk = chunks.get(index);
    if (!chunk.parameter.frozen()) {
      work.run(chunk, index);
    }
  }

  /** ‖g‖₂ over all parameters that are not frozen. */
  double gradientNorm(Engine engine) {
    double[] squares = new double[chunks.size()];
    forTrained(
        engine,
        (chunk, index) ->
            squares[index] =
                engine.kernels().sumOfSquares(chunk.count, chunk.parameter.gradient(), chunk.from));
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.sqrt(sum);
  }

  /**
   * Clips the gradients of all parameters that are not frozen.
   *
   * @param norm their norm
   * @return whether any number was to be changed
   */
  boolean clip(Engine engine, Clipping clipping, double norm) {
    return switch (clipping) {
      case Clipping.None() -> false;
      case Clipping.ByNorm(double limit) -> norm > limit && scale(engine, (float) (limit / norm));
      case Clipping.ByValue(double limit) -> cut(engine, (float) limit);
    };
  }

  private boolean scale(Engine engine, float factor) {
    forTrained(
        engine,
        (chunk, index) ->
            engine.kernels().scale(chunk.count, factor, chunk.parameter.gradient(), chunk.from));
    return true;
  }

  private boolean cut(Engine engine, float limit) {
    boolean[] changed = new boolean[chunks.size()];
    forTrained(
        engine,
        (chunk, index) -> {
          float[] g = chunk.parameter.gradient();
          for (int at = chunk.from; at < chunk.from + chunk.count; at++) {
            float kept = Math.clamp(g[at], -limit, limit);
            changed[index] |= kept != g[at];
            g[at] = kept;
          }
        });
    for (boolean one : changed) {
      if (one) {
        return true;
      }
    }
    return false;
  }
}
