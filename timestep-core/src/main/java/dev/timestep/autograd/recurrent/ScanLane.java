package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Rows;
import dev.timestep.autograd.recurrent.StepProgram.Kind;
import dev.timestep.autograd.recurrent.StepProgram.Node;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.autograd.recurrent.StepProgram.RowNode;
import dev.timestep.autograd.recurrent.StepProgram.Value;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.ProductKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The share of one thread in a {@link ScanOp}: some sequences, and where a step of them stands. */
final class ScanLane {
  private final ScanOp op;
  private final StepProgram program;
  private final Kernels kernels;
  private final ProductKernels products;
  private final Part part;

  /** By value. */
  private final Rows[] values;

  /** By value; null where no gradient is wanted. */
  private final @Nullable Rows[] gradients;

  /** By node. */
  private final Rows[][] in;

  private final @Nullable Rows[][] inGradients;

  /** All that lies in arrays over all rows, and moves on with the step. */
  private final List<Rows> moving = new ArrayList<>();

  /** All gradients of a step, to be cleared before it is walked back. */
  private final List<Rows> cleared = new ArrayList<>();

  /** What lies in the columns of others, and moves on with them. */
  private final List<View> views = new ArrayList<>();

  private final float[] scratch;

  /** Columns of other rows, from {@code column} on. */
  private record View(Rows rows, Rows of, int column) {
    void follow() {
      rows.moveTo(of.data(), of.at() + column);
    }
  }

  ScanLane(ScanOp op, Part part) {
    this.op = op;
    this.program = op.program;
    this.kernels = op.kernels;
    this.products = kernels.products();
    this.part = part;
    int count = program.values().size();
    int sequences = part.sequences();
    this.values = new Rows[count];
    this.gradients = new Rows[count];
    for (int at = 0; at < program.before().size() && op.keeps; at++) {
      Value value = program.before().get(at);
      Rows gradient = Rows.of(op.stateGradient(at), value.width());
      gradient.moveTo(part.from);
      gradients[value.index()] = gradient;
    }
    int widest = 0;
    for (Value value : program.values()) {
      Rows rows = rows(value, sequences);
      values[value.index()] = rows;
      widest = Math.max(widest, value.width());
      if (value.kind() == Kind.VIEW) {
        view(value, rows);
        continue;
      }
      if (!value.isShared() && op.kept(value) != null) {
        moving.add(rows);
      }
      if (op.wants(value)
          && !value.isShared()
          && value.kind() != Kind.STATE
          && op.sharedGradients.isOwn(value)) {
        boolean clears = !program.after().contains(value);
        gradients[value.index()] =
            gradient(op.keptGradient(value), value.width(), sequences, clears);
      }
    }
    for (Value value : program.values()) {
      if (op.wants(value) && !op.sharedGradients.isOwn(value)) {
        gradients[value.index()] = gradients[op.sharedGradients.owner(value).index()];
      }
    }
    this.scratch = op.tape.take(2 * widest);
    int nodes = program.nodes().size();
    this.in = new Rows[nodes][];
    this.inGradients = new Rows[nodes][];
    for (int node = 0; node < nodes; node++) {
      if (program.nodes().get(node) instanceof RowNode rows) {
        in[node] = rows.in().stream().map(value -> values[value.index()]).toArray(Rows[]::new);
        inGradients[node] = inGradients(node, rows);
      }
    }
  }

  /**
   * Where a value is: in what is kept, in the one row that all share, in another value's columns,
   * or in rows of this thread; nowhere if the step has been rewritten so that nothing computes it.
   */
  private Rows rows(Value value, int sequences) {
    if (value.isShared()) {
      return Rows.shared(Objects.requireNonNull(op.kept(value)), value.width());
    }
    if (value.kind() == Kind.VIEW) {
      return Rows.columns(value.width(), value.root().width());
    }
    float[] all = op.kept(value);
    int own = value.kind() == Kind.ROWS && !program.computes(value) ? 0 : sequences;
    return Rows.of(all == null ? op.tape.take(own * value.width()) : all, value.width());
  }

  private void view(Value value, Rows rows) {
    int root = value.root().index();
    views.add(new View(rows, values[root], value.column()));
    Rows ofGradient = gradients[root];
    if (ofGradient != null) {
      Rows gradient = Rows.columns(value.width(), value.root().width());
      gradients[value.index()] = gradient;
      views.add(new View(gradient, ofGradient, value.column()));
    }
  }

  private Rows gradient(float @Nullable [] all, int width, int sequences, boolean clears) {
    Rows rows = Rows.of(all == null ? op.tape.take(sequences * width) : all, width);
    if (clears) {
      cleared.add(rows);
    }
    if (all != null) {
      moving.add(rows);
    }
    return rows;
  }

  private @Nullable Rows[] inGradients(int node, RowNode rows) {
    @Nullable Rows[] found = new Rows[rows.in().size()];
    for (int at = 0; at < found.length; at++) {
      Value value = rows.in().get(at);
      if (!value.isShared()) {
        found[at] = op.sharedGradients.isOwn(value) ? gradients[value.index()] : null;
      } else if (op.wants(value) && rows.out().kind() != Kind.ONCE) {
        Rows apart = Rows.of(Objects.requireNonNull(op.weights().shares(node, at)), value.width());
        apart.moveTo(part.from);
        found[at] = apart;
      }
    }
    return found;
  }

  // ---------------------------------------------------------------- a step

  void forward() {
    move();
    for (int at = 0; at < program.before().size(); at++) {
      stateBefore(at);
    }
    follow();
    List<Node> nodes = program.nodes();
    for (int node = 0; node < nodes.size(); node++) {
      switch (nodes.get(node)) {
        case Product product -> {
          if (!op.weights().isAhead(node)) {
            multiply(node, product);
          }
        }
        case RowNode rows -> {
          if (rows.out().kind() == Kind.ROWS) {
            rows.kernel().forward(kernels, part.active, in[node], values[rows.out().index()]);
          }
        }
      }
    }
    for (int at = 0; at < program.after().size(); at++) {
      Value value = program.after().get(at);
      if (value.kind() == Kind.ROWS) {
        flush(values[value.index()]);
      }
    }
  }

  /** Keeps vanishing numbers out of the steps to come, and of the products after them. */
  private void flush(Rows carried) {
    kernels.elementwise().flush(part.active * carried.width(), carried.data(), carried.at());
  }

  private void move() {
    values[program.input().index()].moveTo(op.xs(), 0);
    for (int at = 0; at < moving.size(); at++) {
      moving.get(at).moveTo(part.row);
    }
  }

  private void follow() {
    for (int at = 0; at < views.size(); at++) {
      views.get(at).follow();
    }
  }

  private void stateBefore(int at) {
    Value value = program.before().get(at);
    int width = value.width();
    float[] from =
        part.step == 0
            ? op.initialRows(at)
            : Objects.requireNonNull(op.kept(program.after().get(at)));
    int first = part.previousRow * width;
    Rows to = values[value.index()];
    if (op.kept(value) == null) {
      to.moveTo(from, first);
    } else {
      System.arraycopy(from, first, to.data(), to.at(), part.active * width);
    }
  }

  private void multiply(int node, Product product) {
    Rows x = values[product.x().index()];
    Rows y = values[product.out().index()];
    int k = product.k();
    int n = product.n();
    int m = part.active * product.parts();
    float[] packed = op.weights().packed(node);
    float[] bias = op.weights().bias(node);
    int stride = product.stride();
    if (bias == null) {
      boolean adds = product.adds();
      products.gemm(m, n, k, x.data(), x.at(), stride, packed, 0, y.data(), y.at(), n, adds);
    } else {
      int from = op.weights().biasFrom(node);
      products.gemmBias(
          m, n, k, x.data(), x.at(), stride, packed, 0, bias, from, y.data(), y.at(), n);
    }
  }

  // ---------------------------------------------------------------- a step back

  void backward(double @Nullable [] squares) {
    move();
    follow();
    for (int at = 0; at < cleared.size(); at++) {
      clear(cleared.get(at));
    }
    for (int at = 0; at < program.after().size(); at++) {
      stateGradient(at, squares);
    }
    for (int at = 0; at < program.before().size(); at++) {
      clear(Objects.requireNonNull(gradients[program.before().get(at).index()]));
    }
    List<Node> nodes = program.nodes();
    for (int node = nodes.size() - 1; node >= 0; node--) {
      Rows dOut = gradients[nodes.get(node).out().index()];
      if (dOut != null) {
        switch (nodes.get(node)) {
          case Product product -> {
            flush(dOut);
            if (!op.weights().isAhead(node)) {
              inputGradient(node, product, dOut);
            }
          }
          case RowNode rows ->
              rows.kernel()
                  .backward(
                      kernels,
                      part.active,
                      in[node],
                      values[rows.out().index()],
                      dOut,
                      inGradients[node],
                      scratch);
        }
      }
    }
  }

  private void clear(Rows rows) {
    Arrays.fill(rows.data(), rows.at(), rows.at() + part.active * rows.width(), 0f);
  }

  /** The gradient of a part of the state after the step, from later steps and from outside. */
  private void stateGradient(int at, double @Nullable [] squares) {
    Rows d = gradients[program.after().get(at).index()];
    if (d == null) {
      return;
    }
    int size = part.active * d.width();
    System.arraycopy(op.stateGradient(at), part.from * d.width(), d.data(), d.at(), size);
    float[] outer = op.outputGradients();
    if (at == 0) {
      if (outer != null) {
        kernels.elementwise().axpy(size, 1f, outer, part.row * d.width(), d.data(), d.at());
      }
      if (squares != null) {
        squares[part.step] += kernels.reductions().sumOfSquares(size, d.data(), d.at());
      }
    }
    flush(d);
  }

  private void inputGradient(int node, Product product, Rows dOut) {
    Rows dx = gradients[product.x().index()];
    if (dx != null) {
      int k = product.k();
      int n = product.n();
      int m = part.active * product.parts();
      float[] packed = op.weights().packedTransposed(node);
      int stride = product.stride();
      products.gemm(
          m, k, n, dOut.data(), dOut.at(), n, packed, 0, dx.data(), dx.at(), stride, true);
    }
  }
}
