package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Rows;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.StepProgram.Kind;
import dev.timestep.autograd.recurrent.StepProgram.Node;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.autograd.recurrent.StepProgram.RowNode;
import dev.timestep.autograd.recurrent.StepProgram.Value;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.ProductKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of a {@link ScanOp} share: its weights, packed; what is computed from parameters
 * alone, once for all steps; and after the walk back the gradients of both, over all rows.
 */
final class ScanWeights {
  private static final float[] NONE = {};

  /** Columns of a weight gradient are shared among threads in blocks of this many. */
  private static final int BLOCK = 32;

  private final ScanOp op;
  private final Kernels kernels;
  private final ProductKernels products;
  private final List<Node> nodes;
  private final int rows;

  /** By node: whether it is a product that is computed for all steps at once. */
  private final boolean[] ahead;

  /** By node: what computes such a product; made once, so that a stream's steps make no objects. */
  private final Engine.@Nullable RowWork[] workAhead;

  /** By node. */
  private final float[][] packed;

  private final float[][] packedTransposed;

  /** By node that begins a sum: the product that has its bias. */
  private final @Nullable Product[] biased;

  /** The same, where more than one have: the sum of the biases. */
  private final float[] @Nullable [] biasSums;

  /** By node, of those that read some columns of their weights. */
  private final @Nullable PackedColumns[] columns;

  private final @Nullable PackedColumns[] columnsTransposed;

  /**
   * By node and input: the gradient of what all rows share, one row for each sequence, added up
   * over its steps by the one thread that has it. So it stays in the cache.
   */
  private final float[] @Nullable [][] shares;

  private final List<float[]> allShares = new ArrayList<>();

  /** By node, of those that run once: what they read and write. */
  private final Rows[][] onceIn;

  private final @Nullable Rows[] onceOut;

  /** By value: the gradient of what is computed once. */
  private final float[] @Nullable [] onceGradients;

  private final float[] scratch;
  private final ProductGradients productGradients;

  ScanWeights(ScanOp op) {
    this.op = op;
    this.kernels = op.kernels;
    this.products = kernels.products();
    this.nodes = op.program.nodes();
    this.rows = op.layout.rows();
    this.ahead = new boolean[nodes.size()];
    this.workAhead = new Engine.RowWork[nodes.size()];
    this.packed = new float[nodes.size()][];
    this.packedTransposed = new float[nodes.size()][];
    this.biased = new Product[nodes.size()];
    this.biasSums = new float[nodes.size()][];
    this.columns = new PackedColumns[nodes.size()];
    this.columnsTransposed = new PackedColumns[nodes.size()];
    this.shares = new float[nodes.size()][][];
    this.onceIn = new Rows[nodes.size()][];
    this.onceOut = new Rows[nodes.size()];
    this.onceGradients = new float[op.program.values().size()][];
    int widest = 0;
    for (int node = 0; node < nodes.size(); node++) {
      packed[node] = NONE;
      packedTransposed[node] = NONE;
      if (nodes.get(node) instanceof Product product && op.program.isAhead(product)) {
        ahead[node] = true;
        workAhead[node] = rowsAhead(node, product);
      }
      if (nodes.get(node) instanceof Product first && !first.adds()) {
        findBiases(node, first);
      }
      if (nodes.get(node) instanceof RowNode some) {
        shares[node] = new float[some.in().size()][];
        for (int at = 0; at < some.in().size(); at++) {
          Value value = some.in().get(at);
          widest = Math.max(widest, value.width());
          if (value.isShared() && op.wants(value) && some.out().kind() != Kind.ONCE) {
            float[] apart = op.tape.take(op.layout.batch() * value.width());
            shares[node][at] = apart;
            allShares.add(apart);
          }
        }
        if (some.out().kind() == Kind.ONCE) {
          onceIn[node] = some.in().stream().map(this::row).toArray(Rows[]::new);
          onceOut[node] = row(some.out());
          if (op.wants(some.out())) {
            onceGradients[some.out().index()] = op.tape.take(some.out().width());
          }
        }
      }
    }
    this.scratch = op.tape.take(2 * widest);
    this.productGradients = new ProductGradients(op);
  }

  float @Nullable [] shares(int node, int input) {
    return Objects.requireNonNull(shares[node])[input];
  }

  /** Whether the gradients of all weights of products are added in one pass over each sum's. */
  boolean addsTogether() {
    return productGradients.isPossible();
  }

  boolean isAhead(int node) {
    return ahead[node];
  }

  float[] packed(int node) {
    return packed[node];
  }

  float[] packedTransposed(int node) {
    return packedTransposed[node];
  }

  /** What a product begins with; null where that is zero, or what another one has left. */
  float @Nullable [] bias(int node) {
    float[] sum = biasSums[node];
    Product with = biased[node];
    return sum != null || with == null ? sum : StepProgram.on(op.tape, with.bias()).data();
  }

  /** Where that begins. */
  int biasFrom(int node) {
    Product with = biased[node];
    return biasSums[node] != null || with == null ? 0 : with.from();
  }

  /** Finds the biases of all products that add up in what {@code first} begins. */
  private void findBiases(int node, Product first) {
    for (Node other : nodes) {
      if (other instanceof Product product && hasBias(product, first)) {
        if (biased[node] != null && biasSums[node] == null) {
          biasSums[node] = op.tape.take(first.n());
        }
        biased[node] = product;
      }
    }
  }

  private static boolean hasBias(Product product, Product first) {
    return product.bias() != null && product.out().equals(first.out());
  }

  /** Adds up the biases of all products that go into one sum. */
  private void addBiases(int node, Product first) {
    float[] sum = biasSums[node];
    if (sum == null) {
      return;
    }
    Arrays.fill(sum, 0, first.n(), 0f);
    for (int other = 0; other < nodes.size(); other++) {
      if (nodes.get(other) instanceof Product product && hasBias(product, first)) {
        float[] bias = StepProgram.on(op.tape, product.bias()).data();
        kernels.elementwise().axpy(first.n(), 1f, bias, product.from(), sum, 0);
      }
    }
  }

  // ---------------------------------------------------------------- before the steps

  /** Packs the weights and computes what is computed once. */
  void begin() {
    for (int node = 0; node < nodes.size(); node++) {
      switch (nodes.get(node)) {
        case Product product -> {
          packed[node] = pack(node, product, false);
          addBiases(node, product);
        }
        case RowNode some -> {
          Rows out = onceOut[node];
          if (out != null) {
            some.kernel().forward(kernels, 1, onceIn[node], out);
          }
        }
      }
    }
  }

  /** The products of the input, over all rows. */
  void multiplyAhead() {
    for (int node = 0; node < nodes.size(); node++) {
      Engine.RowWork work = workAhead[node];
      if (work != null && nodes.get(node) instanceof Product product) {
        long cost = (long) product.n() * product.k();
        op.tape.engine().forRows(rows * product.parts(), cost, work);
      }
    }
  }

  /** Some rows of a product of the input. */
  private Engine.RowWork rowsAhead(int node, Product product) {
    int k = product.k();
    int n = product.n();
    int stride = product.stride();
    int column = product.x().column();
    return (from, to) -> {
      float[] x = op.xs();
      int first = from * stride + column;
      float[] y = Objects.requireNonNull(op.kept(product.out()));
      float[] bias = bias(node);
      if (bias == null) {
        products.gemm(to - from, n, k, x, first, stride, packed[node], 0, y, from * n, n, false);
      } else {
        products.gemmBias(
            to - from,
            n,
            k,
            x,
            first,
            stride,
            packed[node],
            0,
            bias,
            biasFrom(node),
            y,
            from * n,
            n);
      }
    };
  }

  /** What flows back to the input through the products of all steps. */
  void addInputGradients(float[] dx) {
    for (int node = 0; node < nodes.size(); node++) {
      if (nodes.get(node) instanceof Product product && ahead[node]) {
        float[] dy = op.keptGradient(product.out());
        if (dy != null) {
          int k = product.k();
          int n = product.n();
          int stride = product.stride();
          int column = product.x().column();
          float[] turned = packedTransposed[node];
          op.tape
              .engine()
              .forRows(
                  rows * product.parts(),
                  (long) n * k,
                  (from, to) ->
                      products.gemm(
                          to - from,
                          k,
                          n,
                          dy,
                          from * n,
                          n,
                          turned,
                          0,
                          dx,
                          from * stride + column,
                          stride,
                          true));
        }
      }
    }
  }

  /** The weights of a product as it reads them; columns of a larger matrix have a copy here. */
  private float[] pack(int node, Product product, boolean transposed) {
    if (product.n() == product.columns()) {
      Variable all = on(product.weights());
      return transposed ? all.packedTransposed() : all.packed();
    }
    PackedColumns[] copies = transposed ? columnsTransposed : columns;
    PackedColumns copy = copies[node];
    if (copy == null) {
      copy = new PackedColumns(kernels, product, transposed);
      copies[node] = copy;
    }
    return copy.get(on(product.weights()));
  }

  private Variable on(Parameter parameter) {
    return op.tape.parameter(parameter);
  }

  private Rows row(Value value) {
    return Rows.of(Objects.requireNonNull(op.kept(value)), value.width());
  }

  void beginBackward() {
    for (int node = 0; node < nodes.size(); node++) {
      if (nodes.get(node) instanceof Product product && op.wants(product.x())) {
        packedTransposed[node] = pack(node, product, true);
      }
    }
    for (float[] apart : allShares) {
      Arrays.fill(apart, 0f);
    }
  }

  // ---------------------------------------------------------------- after the steps

  /** Adds up the gradients over all rows. */
  void addGradients() {
    for (float[] gradient : onceGradients) {
      if (gradient != null) {
        Arrays.fill(gradient, 0f);
      }
    }
    if (productGradients.isPossible()) {
      productGradients.add();
    }
    for (int node = nodes.size() - 1; node >= 0; node--) {
      switch (nodes.get(node)) {
        case Product product -> {
          if (!productGradients.isPossible()) {
            productGradients(product);
          }
        }
        case RowNode some -> {
          Rows out = onceOut[node];
          if (out != null) {
            onceGradients(some, onceIn[node], out);
          } else {
            sharedGradients(node, some);
          }
        }
      }
    }
  }

  private void productGradients(Product product) {
    float[] dy = op.keptGradient(product.out());
    if (dy == null) {
      return;
    }
    int n = product.n();
    int k = product.k();
    int m = rows * product.parts();
    int first = product.from();
    int columnsOfAll = product.columns();
    int stride = product.stride();
    int column = product.x().column();
    Engine engine = op.tape.engine();
    Variable w = on(product.weights());
    if (w.requiresGradient()) {
      float[] x = Objects.requireNonNull(op.kept(product.x()));
      float[] dw = w.gradient();
      if (n > k) {
        engine.forRows(
            (n + BLOCK - 1) / BLOCK,
            (long) m * k * BLOCK,
            (from, to) ->
                products.gemmTransposedA(
                    0,
                    k,
                    from * BLOCK,
                    Math.min(n, to * BLOCK),
                    m,
                    x,
                    column,
                    stride,
                    dy,
                    0,
                    n,
                    dw,
                    first,
                    columnsOfAll,
                    true));
      } else {
        engine.forRows(
            k,
            (long) m * n,
            (from, to) ->
                products.gemmTransposedA(
                    from, to, 0, n, m, x, column, stride, dy, 0, n, dw, first, columnsOfAll, true));
      }
    }
    Parameter parameter = product.bias();
    if (parameter != null && on(parameter).requiresGradient()) {
      sum(m, dy, n, on(parameter).gradient(), first);
    }
  }

  /** Column sums; a column is summed by one thread. */
  private void sum(int count, float[] of, int width, float[] to, int at) {
    op.tape
        .engine()
        .forRows(
            width,
            count,
            (first, end) ->
                kernels.rows().addColumnSums(count, end - first, of, first, width, to, at + first));
  }

  private void sharedGradients(int node, RowNode some) {
    for (int at = 0; at < some.in().size(); at++) {
      float[] apart = shares(node, at);
      if (apart != null) {
        Value value = some.in().get(at);
        sum(op.layout.batch(), apart, value.width(), gradientOf(value), 0);
      }
    }
  }

  private float[] gradientOf(Value value) {
    return value.kind() == Kind.ONCE
        ? Objects.requireNonNull(onceGradients[value.index()])
        : StepProgram.on(op.tape, value.parameter()).gradient();
  }

  private void onceGradients(RowNode some, Rows[] in, Rows out) {
    float[] gradient = onceGradients[some.out().index()];
    if (gradient == null) {
      return;
    }
    @Nullable Rows[] dIn = new Rows[some.in().size()];
    for (int at = 0; at < dIn.length; at++) {
      Value value = some.in().get(at);
      dIn[at] = op.wants(value) ? Rows.of(gradientOf(value), value.width()) : null;
    }
    Rows dOut = Rows.of(gradient, out.width());
    some.kernel().backward(kernels, 1, in, out, dOut, dIn, scratch);
  }
}
