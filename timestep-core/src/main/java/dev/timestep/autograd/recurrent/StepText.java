package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.RowCopy;
import dev.timestep.autograd.recurrent.StepProgram.Kind;
import dev.timestep.autograd.recurrent.StepProgram.Node;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.autograd.recurrent.StepProgram.RowNode;
import dev.timestep.autograd.recurrent.StepProgram.Value;
import java.util.List;

/**
 * A step's program in text: one line for each value, what it is computed from, and what that costs
 * for one row. The numbers that are read and written are those of rows; weights are shared by all
 * rows and not counted.
 */
final class StepText {
  private final StepProgram program;
  private final StepNames names;
  private final TextTable table = new TextTable(4, 2);
  private long multiplyAdds;
  private long moved;

  private StepText(StepProgram program, StepNames names) {
    this.program = program;
    this.names = names;
  }

  /** The lines of a program. */
  static String of(StepProgram program, StepNames names) {
    return new StepText(program, names).lines();
  }

  private String lines() {
    table.add("", "", "multiply-adds", "read, written");
    table.add("x", width(program.input()));
    program.before().forEach(part -> table.add(names.of(part), width(part)));
    for (Value value : program.values()) {
      if (value.kind() == Kind.VIEW) {
        table.add(names.of(value) + columns(value), width(value), "", "0");
      }
    }
    program.nodes().forEach(this::node);
    for (int part = 0; part < program.after().size(); part++) {
      table.add(names.after(part) + " = " + names.of(program.after().get(part)));
    }
    table.add("for a row", "", TextTable.count(multiplyAdds), TextTable.count(moved));
    return table.toString();
  }

  private void node(Node node) {
    long products = multiplyAdds(node);
    long numbers = moved(node);
    multiplyAdds += products;
    moved += numbers;
    String times = products == 0 ? "" : TextTable.count(products);
    boolean once = node.out().kind() == Kind.ONCE;
    table.add(names.line(node), width(node.out()), times, once ? "once" : TextTable.count(numbers));
  }

  /** Where a view lies: in the columns of which value. */
  private String columns(Value view) {
    int end = view.column() + view.width();
    return " = " + names.of(view.root()) + "[" + view.column() + ":" + end + "], in place";
  }

  static String width(Value value) {
    return "[" + value.width() + "]";
  }

  private static long multiplyAdds(Node node) {
    return node instanceof Product product ? (long) product.x().width() * product.n() : 0;
  }

  /** Numbers of rows that it reads and writes. */
  private static long moved(Node node) {
    if (node.out().kind() == Kind.ONCE) {
      return 0;
    }
    long written = node.out().width();
    List<Value> in =
        switch (node) {
          case Product product ->
              product.adds() ? List.of(product.x(), product.out()) : List.of(product.x());
          case RowNode some -> some.in();
        };
    boolean slice = node instanceof RowNode some && some.kernel() instanceof RowCopy;
    return slice
        ? 2 * written
        : written + in.stream().filter(value -> !value.isShared()).mapToLong(Value::width).sum();
  }
}
