package dev.timestep.autograd.convolution;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.LeftFactors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of a convolution's kernel and bias: dW = patchesᵀ·dY, db = column sums of dY.
 *
 * <p>The rows are cut into shards, each with sums of its own, which are added up in their order.
 * How many there are depends on the sizes alone, so the bits do not depend on the threads. The
 * longer side of dW is made the columns of the product: they fill its panels better. Of {@link
 * Joined} places, each has a dW of its own among the sums, and what no place reads is left out.
 */
final class KernelGradient {
  /** A power of two, so that two, four or eight threads have as many each. */
  private static final int MOST_SHARDS = 16;

  /** Rows of a shard, at least. */
  private static final int SHARD_ROWS = 512;

  /** Floats of the sums of all shards, at most. */
  private static final int MOST_SUMS = 1 << 22;

  /** Rows of a block: so many does a product rearrange at a time. */
  private static final int BLOCK_ROWS = 256;

  /** Floats of a block, at most, in the second-level cache. */
  private static final int BLOCK = 1 << 16;

  private final Variable x;
  private final Variable w;
  private final @Nullable Variable bias;
  private final Variable y;
  private final @Nullable Joined joined;
  private final int width;
  private final int n;

  /** Whether dWᵀ is summed: patches are longer than rows of dY, or joined. */
  private final boolean turned;

  private final int most;
  private final float[][] sums;
  private final float[][] blocks;
  private final LeftFactors[] left;
  private final Engine.PartWork shards = this::shards;
  private final Engine.RowWork addUp = this::addUp;
  private final Engine.RowWork collect = this::collect;
  private PatchRows patches;

  KernelGradient(Variable x, Variable w, @Nullable Variable bias, Variable y, PatchRows patches) {
    Tape tape = x.tape();
    this.x = x;
    this.w = w;
    this.bias = bias;
    this.y = y;
    int filters = w.shape().dim(1);
    Joined neighbours =
        patches instanceof ImagePatches images ? images.joined(filters, tape.kernels()) : null;
    this.joined = neighbours == null || neighbours.together() == 1 ? null : neighbours;
    this.patches =
        joined != null && patches instanceof ImagePatches images
            ? new ImagePatches(images.images(), joined.patches())
            : patches;
    this.width = this.patches.width();
    this.n = joined == null ? filters : filters * joined.together();
    this.turned = joined != null || width >= n;
    this.most = Math.clamp(BLOCK / width, 1, BLOCK_ROWS);
    int size = Math.addExact(Math.multiplyExact(width, n), n);
    int fit = Math.min(this.patches.count() / SHARD_ROWS, MOST_SUMS / size);
    this.sums = new float[Integer.highestOneBit(Math.clamp(fit, 1, MOST_SHARDS))][];
    for (int shard = 0; shard < sums.length; shard++) {
      sums[shard] = tape.take(size);
    }
    this.blocks = new float[Math.min(sums.length, tape.workers().threads())][];
    this.left = new LeftFactors[blocks.length];
    for (int part = 0; part < blocks.length; part++) {
      blocks[part] = tape.take(most * width);
      left[part] = new LeftFactors(turned ? 1 : 2);
    }
  }

  /** Other patches of the same size, as lengths change. */
  void patches(PatchRows now) {
    patches = now;
  }

  /** Adds to dW and db, as far as they are wanted. */
  void run() {
    Engine engine = x.tape().engine();
    long cost = (long) patches.count() / sums.length * width * n;
    engine.forParts(sums.length, cost, shards);
    addUpBiases();
    if (w.requiresGradient()) {
      w.gradient();
      int rows = turned ? n : width;
      engine.forRows(rows, (long) sums.length * width * n / rows, addUp);
      engine.forRows(w.shape().dim(0), w.shape().dim(1), collect);
    }
  }

  private void addUpBiases() {
    if (bias == null || !bias.requiresGradient()) {
      return;
    }
    int filters = bias.shape().size();
    for (float[] sum : sums) {
      for (int from = 0; from < n; from += filters) {
        x.tape()
            .kernels()
            .elementwise()
            .axpy(filters, 1f, sum, width * n + from, bias.gradient(), 0);
      }
    }
  }

  private void shards(int part, int from, int to) {
    long count = patches.count();
    for (int shard = from; shard < to; shard++) {
      int start = (int) (count * shard / sums.length);
      int end = (int) (count * (shard + 1) / sums.length);
      shard(start, end, sums[shard], blocks[part], left[part]);
    }
  }

  private void shard(int from, int to, float[] sum, float[] block, LeftFactors factors) {
    Kernels kernels = x.tape().kernels();
    float[] dy = y.gradient();
    Arrays.fill(sum, 0, width * n + n, 0f);
    for (int row = from; row < to; row += most) {
      int end = Math.min(to, row + most);
      int rows = end - row;
      patches.gather(kernels, x.data(), row, end, block, width);
      if (turned) {
        factors.set(0, n, dy, row * n, n, sum, 0, width);
        kernels
            .products()
            .addTransposedProducts(factors, 0, width, rows, block, 0, width, width, 0);
        kernels.rows().addColumnSums(rows, n, dy, row * n, n, sum, width * n);
      } else {
        factors.set(0, width, block, 0, width, sum, 0, n);
        factors.setOnes(1, sum, width * n);
        kernels.products().addTransposedProducts(factors, 0, n, rows, dy, row * n, n, n, 0);
      }
    }
  }

  /** Some rows of the sums of all shards, to those of the first. */
  private void addUp(int from, int to) {
    int length = turned ? width : n;
    for (int shard = 1; shard < sums.length; shard++) {
      int count = (to - from) * length;
      x.tape()
          .kernels()
          .elementwise()
          .axpy(count, 1f, sums[shard], from * length, sums[0], from * length);
    }
  }

  /** Some rows of dW from the sums. */
  private void collect(int from, int to) {
    float[] dw = w.gradient();
    float[] sum = sums[0];
    if (!turned) {
      x.tape().kernels().elementwise().axpy((to - from) * n, 1f, sum, from * n, dw, from * n);
      return;
    }
    int filters = w.shape().dim(1);
    for (int row = from; row < to; row++) {
      for (int place = 0; place * filters < n; place++) {
        int at = place * filters * width + (joined == null ? row : joined.at(place, row));
        for (int o = 0; o < filters; o++, at += width) {
          dw[row * filters + o] += sum[at];
        }
      }
    }
  }
}
