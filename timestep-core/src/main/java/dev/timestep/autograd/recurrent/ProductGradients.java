package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.autograd.recurrent.StepProgram.Value;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.LeftFactors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The weight gradients of a step's products, once its walk back is over. Products that add up share
 * the gradient of their sum, which is read and rearranged once for the weights of all of them and
 * their bias. Threads share the columns of all sums.
 */
final class ProductGradients {
  /** Columns are shared among threads in blocks of this many. */
  private static final int BLOCK = 32;

  /** Blocks of columns from which threads have enough of them. */
  private static final int ENOUGH = 8;

  private final ScanOp op;
  private final List<Group> groups = new ArrayList<>();
  private final int blocks;
  private final long cost;
  private final boolean isPossible;
  private final Engine.RowWork work = this::add;

  /** The products that go into one value; its blocks of columns are numbered from {@code first}. */
  private record Group(Value out, List<Product> products, LeftFactors left, int first) {
    int n() {
      return products.getFirst().n();
    }
  }

  ProductGradients(ScanOp op) {
    this.op = op;
    Map<Value, List<Product>> byOut = new LinkedHashMap<>();
    op.program.nodes().stream()
        .filter(Product.class::isInstance)
        .map(Product.class::cast)
        .filter(product -> op.keptGradient(product.out()) != null)
        .forEach(
            product -> byOut.computeIfAbsent(product.out(), out -> new ArrayList<>()).add(product));
    int first = 0;
    long sum = 0;
    boolean alike = true;
    for (Map.Entry<Value, List<Product>> entry : byOut.entrySet()) {
      List<Product> products = entry.getValue();
      int parts = products.getFirst().parts();
      int factors = 0;
      long rowsOfC = 0;
      for (Product product : products) {
        alike &= product.parts() == parts;
        factors += (wants(product.weights()) ? 1 : 0) + (wants(product.bias()) ? 1 : 0);
        rowsOfC += product.k();
      }
      if (factors > 0) {
        Group group = new Group(entry.getKey(), products, new LeftFactors(factors), first);
        groups.add(group);
        first += (group.n() + BLOCK - 1) / BLOCK;
        sum += rowsOfC * group.n() * parts * op.layout.rows();
      }
    }
    this.blocks = first;
    this.cost = sum / Math.max(1, blocks);
    this.isPossible = alike && blocks >= ENOUGH && areApart();
  }

  private boolean wants(@Nullable Parameter parameter) {
    return parameter != null && op.tape.parameter(parameter).requiresGradient();
  }

  /** Whether no two groups add to the same columns of a gradient. */
  private boolean areApart() {
    for (Group group : groups) {
      for (Group other : groups) {
        if (!group.out.equals(other.out)
            && group.products.stream().anyMatch(one -> meets(one, other))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean meets(Product one, Group other) {
    return other.products.stream()
        .anyMatch(
            two ->
                (one.weights() == two.weights() || (one.bias() != null && one.bias() == two.bias()))
                    && one.from() < two.from() + two.n()
                    && two.from() < one.from() + one.n());
  }

  /** Whether this way pays and no two threads would meet; it depends on the step alone. */
  boolean isPossible() {
    return isPossible;
  }

  /** Adds to the gradients of all weights and biases of products. */
  void add() {
    for (Group group : groups) {
      int factor = 0;
      for (Product product : group.products) {
        if (wants(product.weights())) {
          Variable w = op.tape.parameter(product.weights());
          group.left.set(
              factor++,
              product.k(),
              Objects.requireNonNull(op.kept(product.x())),
              product.x().column(),
              product.stride(),
              w.gradient(),
              product.from(),
              product.columns());
        }
        if (wants(product.bias())) {
          float[] gradient = StepProgram.on(op.tape, product.bias()).gradient();
          group.left.setOnes(factor++, gradient, product.from());
        }
      }
    }
    op.tape.engine().forRows(blocks, cost, work);
  }

  private void add(int from, int to) {
    for (int at = 0; at < groups.size(); at++) {
      Group group = groups.get(at);
      int n = group.n();
      int first = Math.max(0, from - group.first) * BLOCK;
      int end = Math.min(n, (to - group.first) * BLOCK);
      if (first < end) {
        int rows = op.layout.rows() * group.products.getFirst().parts();
        float[] d = Objects.requireNonNull(op.keptGradient(group.out));
        op.kernels.products().addTransposedProducts(group.left, first, end, rows, d, 0, n, n, 0);
      }
    }
  }
}
