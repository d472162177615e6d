package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.recurrent.StepProgram.Kind;
import dev.timestep.autograd.recurrent.StepProgram.Node;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.autograd.recurrent.StepProgram.RowNode;
import dev.timestep.autograd.recurrent.StepProgram.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The way back of a {@link ScanOp} in text: in each step, and what waits until all are done. */
final class WalkBackText {
  private final ScanOp op;
  private final StepNames names;
  private final List<Node> nodes;

  private WalkBackText(ScanOp op, StepNames names) {
    this.op = op;
    this.names = names;
    this.nodes = op.program.nodes();
  }

  /** The text. */
  static String of(ScanOp op, StepNames names) {
    WalkBackText it = new WalkBackText(op, names);
    return TextTable.section("in each step back, from the last to the first", it.steps())
        + TextTable.section("after the walk back, over all " + rows(op), it.after());
  }

  /** How many rows all steps of all sequences have. */
  static String rows(ScanOp op) {
    return TextTable.count(op.layout.rows()) + " rows";
  }

  /** The gradient of a value by the name under which it is kept. */
  private String gradient(Value value) {
    return "d " + names.of(op.sharedGradients.owner(value));
  }

  private static void line(StringBuilder text, String line) {
    text.append("  ").append(line).append('\n');
  }

  // ---------------------------------------------------------------- in each step

  private String steps() {
    StringBuilder text = new StringBuilder();
    for (int part = 0; part < op.program.after().size(); part++) {
      String own = part == 0 ? " + the gradient of the output" : "";
      String later = "d " + names.of(op.program.before().get(part)) + " of the step after";
      line(text, gradient(op.program.after().get(part)) + " = " + later + own);
    }
    for (int node = nodes.size() - 1; node >= 0; node--) {
      Node one = nodes.get(node);
      if (op.wants(one.out()) && one.out().kind() != Kind.ONCE && !op.weights().isAhead(node)) {
        switch (one) {
          case Product product -> {
            if (op.wants(product.x())) {
              line(text, through(product));
            }
          }
          case RowNode some -> line(text, through(some));
        }
      }
    }
    return text.toString();
  }

  private String through(Product product) {
    return gradient(product.out())
        + " → "
        + gradient(product.x())
        + ", by "
        + names.of(product.weights())
        + StepNames.columns(product, true)
        + "ᵀ";
  }

  private String through(RowNode some) {
    Set<String> own = new LinkedHashSet<>();
    Set<String> same = new LinkedHashSet<>();
    Set<String> apart = new LinkedHashSet<>();
    for (Value value : some.in()) {
      if (op.wants(value)) {
        boolean once = value.isShared() && some.out().kind() != Kind.ONCE;
        boolean shared = !value.isShared() && !op.sharedGradients.isOwn(value);
        (once ? apart : shared ? same : own).add("d " + names.of(value));
      }
    }
    List<String> parts = new ArrayList<>();
    if (!own.isEmpty()) {
      parts.add("→ " + String.join(", ", own));
    }
    if (!same.isEmpty()) {
      parts.add("= " + String.join(" = ", same));
    }
    if (!apart.isEmpty()) {
      parts.add("→ " + String.join(", ", apart) + " in a row of each sequence");
    }
    String from =
        some.out().kind() == Kind.ONCE ? "d " + names.of(some.out()) : gradient(some.out());
    return from + " " + String.join("; ", parts);
  }

  // ---------------------------------------------------------------- after all steps

  private String after() {
    StringBuilder text = new StringBuilder();
    for (int node = 0; node < nodes.size(); node++) {
      if (nodes.get(node) instanceof Product product
          && op.weights().isAhead(node)
          && op.wants(product.x())) {
        line(text, through(product));
      }
    }
    nodes.stream()
        .filter(Product.class::isInstance)
        .map(Node::out)
        .distinct()
        .filter(out -> op.keptGradient(out) != null)
        .forEach(out -> weightGradients(text, out));
    nodes.stream()
        .filter(node -> node instanceof RowNode && node.out().kind() != Kind.ONCE)
        .flatMap(node -> ((RowNode) node).in().stream())
        .filter(value -> value.isShared() && op.wants(value))
        .map(names::of)
        .distinct()
        .forEach(name -> line(text, "d " + name + " += the rows of all sequences"));
    for (int node = nodes.size() - 1; node >= 0; node--) {
      Node one = nodes.get(node);
      if (one.out().kind() == Kind.ONCE && op.wants(one.out()) && one instanceof RowNode some) {
        line(text, through(some));
      }
    }
    return text.toString();
  }

  /** Of all products that add up in one value. */
  private void weightGradients(StringBuilder text, Value out) {
    List<String> left = new ArrayList<>();
    List<String> to = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof Product product && product.out().equals(out)) {
        if (wants(product.weights())) {
          left.add(names.of(product.x()));
          to.add("d " + names.of(product.weights()) + StepNames.columns(product, true));
        }
        Parameter bias = product.bias();
        if (bias != null && wants(bias)) {
          left.add("1");
          to.add("d " + names.of(bias) + StepNames.columns(product, false));
        }
      }
    }
    if (op.weights().addsTogether() && left.size() > 1) {
      String all = String.join(", ", to);
      line(text, all + " += [" + String.join(" ", left) + "]ᵀ·" + gradient(out));
      return;
    }
    for (int at = 0; at < left.size(); at++) {
      line(text, to.get(at) + " += " + left.get(at) + "ᵀ·" + gradient(out));
    }
  }

  private boolean wants(Parameter parameter) {
    return op.tape.parameter(parameter).requiresGradient();
  }
}
