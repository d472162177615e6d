package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.RowCopy;
import dev.timestep.autograd.recurrent.StepProgram.Kind;
import dev.timestep.autograd.recurrent.StepProgram.Node;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.autograd.recurrent.StepProgram.RowNode;
import dev.timestep.autograd.recurrent.StepProgram.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A step that computes the same in fewer passes over its rows:
 *
 * <ul>
 *   <li>x·W + h·U + b is one sum, on which the second product goes on, rather than three.
 *   <li>Where a product is only read in slices, each slice is a product of its own, which writes
 *       where the slice would have been copied to.
 *   <li>Any other slice is not copied, but read and its gradient written where it lies.
 * </ul>
 */
final class StepRewrite {
  private final List<Value> values;
  private final List<Value> after;
  private List<Node> nodes;

  private StepRewrite(List<Value> values, List<Node> nodes, List<Value> after) {
    this.values = new ArrayList<>(values);
    this.nodes = new ArrayList<>(nodes);
    this.after = after;
  }

  /** {@code program} in fewer passes. */
  static StepProgram of(StepProgram program) {
    StepRewrite rewrite = new StepRewrite(program.values(), program.nodes(), program.after());
    rewrite.addUpProducts();
    rewrite.divideProducts();
    rewrite.addUpProducts();
    rewrite.lookThroughSlices();
    return new StepProgram(
        rewrite.values, rewrite.nodes, program.input(), program.before(), program.after());
  }

  // ---------------------------------------------------------------- sums

  private void addUpProducts() {
    for (int at = 0; at < nodes.size(); at++) {
      if (nodes.get(at) instanceof RowNode sum && sum.kernel().isSum() && addsUp(sum)) {
        nodes.remove(sum);
        at = -1;
      }
    }
  }

  /** Whether products now leave in the place of the sum what it would have computed. */
  private boolean addsUp(RowNode sum) {
    Value a = sum.in().get(0);
    Value b = sum.in().get(1);
    List<Integer> ofA = productsOf(a, sum);
    List<Integer> ofB = productsOf(b, sum);
    if (!ofA.isEmpty() && !ofB.isEmpty() && a.width() == b.width() && !a.equals(b)) {
      gather(IntStream.concat(indices(ofA), indices(ofB)).sorted().toArray(), sum.out());
      return true;
    }
    return addsBias(ofA, b, sum) || addsBias(ofB, a, sum);
  }

  private static IntStream indices(List<Integer> of) {
    return of.stream().mapToInt(Integer::intValue);
  }

  /** Where the products are of a value that nothing but {@code reader} reads. */
  private List<Integer> productsOf(Value value, RowNode reader) {
    boolean elsewhere = after.contains(value);
    List<Integer> found = new ArrayList<>();
    for (int at = 0; at < nodes.size(); at++) {
      switch (nodes.get(at)) {
        case Product product -> {
          elsewhere |= product.x().equals(value);
          if (product.out().equals(value)) {
            found.add(at);
          }
        }
        case RowNode rows ->
            elsewhere |= !rows.out().equals(reader.out()) && rows.in().contains(value);
      }
    }
    return elsewhere ? List.of() : found;
  }

  /** Lets products add up in {@code out}; one of the input begins, if there is one. */
  private void gather(int[] places, Value out) {
    for (int place : places) {
      if (product(place).x().kind() == Kind.INPUT) {
        Node first = nodes.get(places[0]);
        nodes.set(places[0], nodes.get(place));
        nodes.set(place, first);
        break;
      }
    }
    for (int place : places) {
      Product one = product(place);
      boolean adds = place != places[0];
      nodes.set(place, new Product(one.x(), one.weights(), one.bias(), one.from(), adds, out));
    }
  }

  private Product product(int place) {
    return (Product) nodes.get(place);
  }

  private boolean addsBias(List<Integer> places, Value bias, RowNode sum) {
    if (places.isEmpty() || bias.kind() != Kind.PARAMETER) {
      return false;
    }
    Product first = product(places.getFirst());
    if (bias.width() != first.out().width() || first.parts() != 1 || first.from() != 0) {
      return false;
    }
    for (int place : places) {
      if (product(place).bias() != null) {
        return false;
      }
    }
    for (int place : places) {
      Product one = product(place);
      Product moved =
          new Product(
              one.x(),
              one.weights(),
              one.adds() ? null : bias.parameter(),
              one.from(),
              one.adds(),
              sum.out());
      nodes.set(place, moved);
    }
    return true;
  }

  // ---------------------------------------------------------------- slices of products

  private void divideProducts() {
    List<Node> all = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof RowNode copy && copy.kernel() instanceof RowCopy columns) {
        List<Product> whole = slicedProducts(copy.in().getFirst());
        if (!whole.isEmpty()) {
          for (Product one : whole) {
            all.add(
                new Product(
                    one.x(), one.weights(), one.bias(), columns.from(), one.adds(), copy.out()));
          }
          continue;
        }
      }
      if (!(node instanceof Product product && !slicedProducts(product.out()).isEmpty())) {
        all.add(node);
      }
    }
    nodes = all;
  }

  /** The products of a value of which nothing is read but slices that have no column twice. */
  private List<Product> slicedProducts(Value value) {
    List<Product> found = new ArrayList<>();
    boolean[] read = new boolean[value.width()];
    boolean sliced = !after.contains(value);
    for (Node node : nodes) {
      switch (node) {
        case Product product -> {
          sliced &= !product.x().equals(value);
          if (product.out().equals(value)) {
            sliced &= product.parts() == 1 && product.from() == 0;
            found.add(product);
          }
        }
        case RowNode rows -> sliced &= !rows.in().contains(value) || readsOnce(rows, read);
      }
    }
    return sliced ? found : List.of();
  }

  private static boolean readsOnce(RowNode rows, boolean[] read) {
    if (!(rows.kernel() instanceof RowCopy copy)) {
      return false;
    }
    for (int column = copy.from(); column < copy.from() + rows.out().width(); column++) {
      if (read[column]) {
        return false;
      }
      read[column] = true;
    }
    return true;
  }

  // ---------------------------------------------------------------- other slices

  private void lookThroughSlices() {
    for (int at = 0; at < nodes.size(); at++) {
      if (nodes.get(at) instanceof RowNode copy
          && copy.kernel() instanceof RowCopy columns
          && copy.out().kind() == Kind.ROWS
          && !after.contains(copy.out())
          && !isReadInParts(copy.out())) {
        Value out = copy.out();
        Value in = copy.in().getFirst();
        int first = in.column() + columns.from();
        Value view = new Value(out.index(), Kind.VIEW, out.width(), null, null, in.root(), first);
        values.set(out.index(), view);
        nodes.remove(at--);
        nodes.replaceAll(node -> reading(node, out, view));
      }
    }
  }

  private boolean isReadInParts(Value value) {
    return nodes.stream()
        .anyMatch(
            node ->
                node instanceof Product product
                    && product.x().equals(value)
                    && product.parts() > 1);
  }

  /** The node, with {@code view} read in the place of {@code copy}. */
  private static Node reading(Node node, Value copy, Value view) {
    return switch (node) {
      case Product p when p.x().equals(copy) ->
          new Product(view, p.weights(), p.bias(), p.from(), p.adds(), p.out());
      case RowNode rows when rows.in().contains(copy) ->
          new RowNode(
              rows.kernel(),
              rows.in().stream().map(value -> value.equals(copy) ? view : value).toList(),
              rows.out());
      default -> node;
    };
  }
}
