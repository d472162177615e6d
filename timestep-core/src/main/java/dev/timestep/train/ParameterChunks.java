package dev.timestep.train;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All numbers of some parameters, cut into pieces of a fixed size: what work over weights is split
 * by. The cut does not depend on the number of threads and sums are taken in the order of the
 * pieces, so neither do the bits.
 */
final class ParameterChunks {
  private static final int SIZE = Parameter.BLOCK;

  /** Below this many numbers, waking the other threads costs more than they bring. */
  private static final int WORTH_SPLITTING = 1 << 15;

  /** The same for reading each number once. */
  private static final int WORTH_SPLITTING_TO_READ = 1 << 18;

  /** Work on a piece of a parameter. */
  @FunctionalInterface
  interface Work {
    void run(Kernels kernels, Chunk chunk);
  }

  /**
   * A piece of a parameter.
   *
   * @param index which piece of all
   * @param owner which parameter, counted in the order of the map
   */
  record Chunk(int index, int owner, Parameter parameter, int from, int count) {
    private int block() {
      return from / SIZE;
    }

    /** The pages whose gradient may differ from 0. */
    long writtenPages() {
      return parameter.writtenPages(block());
    }

    /** All pages of the piece. */
    long everyPage() {
      return parameter.everyPage(block());
    }

    /** Where the first of these pages begins. */
    int fromOf(long pages) {
      return from + Long.numberOfTrailingZeros(pages) * Parameter.PAGE;
    }

    /** How many numbers the page that begins there has. */
    int countOf(int pageFrom) {
      return Math.min(Parameter.PAGE, from + count - pageFrom);
    }

    private void clear() {
      parameter.clearGradient(block());
    }
  }

  private final List<Chunk> chunks = new ArrayList<>();
  private final long size;

  /** Σ g² of each piece, for {@link #gradientNorm}. */
  private final double[] squares;

  /** Whether a number of the piece was cut, for {@link #cut}. */
  private final boolean[] changed;

  /** Room of each thread for the written pages of a piece. */
  private final ThreadLocal<float[]> squeezed = ThreadLocal.withInitial(() -> new float[SIZE]);

  private final Work clearing = this::clear;
  private final Work squaring = this::square;
  private final Work cutting = this::cut;
  private final Workers.Body runOne = this::runOne;

  // What runs now: fields, so that a step makes no objects.
  private @Nullable Work work;
  private @Nullable Kernels kernels;
  private float limit;

  /**
   * The parameters of a module, each once: one that sits in two places is found under both names,
   * but must be updated only once per step.
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
        chunks.add(new Chunk(chunks.size(), owner, parameter, from, Math.min(SIZE, own - from)));
      }
      owner++;
      numbers += own;
    }
    size = numbers;
    squares = new double[chunks.size()];
    changed = new boolean[chunks.size()];
  }

  /** The pieces in order. */
  List<Chunk> chunks() {
    return chunks;
  }

  /** Runs {@code newWork} on every piece of a parameter that is not frozen. */
  void forTrained(Engine engine, Work newWork) {
    forTrained(engine, newWork, WORTH_SPLITTING);
  }

  private void forTrained(Engine engine, Work newWork, int worthSplitting) {
    work = newWork;
    kernels = engine.kernels();
    if (size < worthSplitting) {
      for (int index = 0; index < chunks.size(); index++) {
        runOne(index);
      }
    } else {
      engine.workers().parallel(chunks.size(), runOne);
    }
    work = null;
  }

  private void runOne(int index) {
    Chunk chunk = chunks.get(index);
    if (!chunk.parameter.frozen()) {
      Objects.requireNonNull(work).run(Objects.requireNonNull(kernels), chunk);
    }
  }

  /** Sets all gradients to zero, also what a parameter that is frozen now was left with. */
  void clearGradients(Engine engine) {
    forTrained(engine, clearing, WORTH_SPLITTING_TO_READ);
    for (int index = 0; index < chunks.size(); index++) {
      if (chunks.get(index).parameter.frozen()) {
        clear(engine.kernels(), chunks.get(index));
      }
    }
  }

  private void clear(Kernels k, Chunk chunk) {
    chunk.clear();
  }

  /** ‖g‖₂ over all parameters that are not frozen. */
  double gradientNorm(Engine engine) {
    forTrained(engine, squaring, WORTH_SPLITTING_TO_READ);
    double sum = 0;
    for (int index = 0; index < squares.length; index++) {
      if (!chunks.get(index).parameter.frozen()) {
        sum += squares[index];
      }
    }
    return Math.sqrt(sum);
  }

  private void square(Kernels k, Chunk chunk) {
    float[] g = chunk.parameter.pagedGradient();
    long pages = chunk.writtenPages();
    if (pages == chunk.everyPage()) {
      squares[chunk.index] = k.reductions().sumOfSquares(chunk.count, g, chunk.from);
      return;
    }
    // Written pages side by side give the bits of the whole piece: a page is a whole number of
    // vectors, so each number stays in its lane, and a zero adds nothing to a sum.
    float[] dense = squeezed.get();
    int n = 0;
    for (long left = pages; left != 0; left &= left - 1) {
      int from = chunk.fromOf(left);
      int count = chunk.countOf(from);
      System.arraycopy(g, from, dense, n, count);
      n += count;
    }
    squares[chunk.index] = k.reductions().sumOfSquares(n, dense, 0);
  }

  /**
   * Cuts each number of the gradients of all parameters that are not frozen to [−limit, limit].
   *
   * @return whether any number was changed
   */
  boolean cut(Engine engine, float newLimit) {
    limit = newLimit;
    Arrays.fill(changed, false);
    forTrained(engine, cutting, WORTH_SPLITTING);
    for (boolean one : changed) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  private void cut(Kernels k, Chunk chunk) {
    float[] g = chunk.parameter.pagedGradient();
    for (long left = chunk.writtenPages(); left != 0; left &= left - 1) {
      int from = chunk.fromOf(left);
      int to = from + chunk.countOf(from);
      for (int at = from; at < to; at++) {
        float kept = Math.clamp(g[at], -limit, limit);
        changed[chunk.index] |= kept != g[at];
        g[at] = kept;
      }
    }
  }
}
