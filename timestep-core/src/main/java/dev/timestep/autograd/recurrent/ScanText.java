package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.recurrent.StepProgram.Kind;
import dev.timestep.autograd.recurrent.StepProgram.Node;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.autograd.recurrent.StepProgram.RowNode;
import dev.timestep.autograd.recurrent.StepProgram.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a {@link ScanOp} runs its program forward, and what it keeps, in text; {@link WalkBackText}
 * goes on with the way back. Both ask the op itself, so that the text is what is done.
 */
final class ScanText {
  private static final double BYTES_IN_MEGABYTE = 1e6;

  private final ScanOp op;
  private final StepProgram program;
  private final StepNames names;
  private final StringBuilder text = new StringBuilder();

  private ScanText(ScanOp op, StepNames names) {
    this.op = op;
    this.program = op.program;
    this.names = names;
  }

  /** The text. */
  static String of(ScanOp op, StepNames names) {
    ScanText it = new ScanText(op, names);
    it.beforeTheSteps();
    it.steps();
    it.values();
    return op.keeps ? it.text + WalkBackText.of(op, names) : it.text.toString();
  }

  // ---------------------------------------------------------------- when

  private void beforeTheSteps() {
    TextTable lines = new TextTable(2, 2);
    List<Node> nodes = program.nodes();
    for (int node = 0; node < nodes.size(); node++) {
      if (op.weights().isAhead(node)) {
        lines.add(names.line(nodes.get(node)), "for all " + WalkBackText.rows(op) + " at once");
      } else if (nodes.get(node).out().kind() == Kind.ONCE) {
        lines.add(names.line(nodes.get(node)), "once");
      }
    }
    text.append(TextTable.section("before the steps", lines.toString()));
  }

  private void steps() {
    List<String> products = new ArrayList<>();
    List<String> others = new ArrayList<>();
    List<Node> nodes = program.nodes();
    for (int node = 0; node < nodes.size(); node++) {
      Value out = nodes.get(node).out();
      if (!op.weights().isAhead(node) && out.kind() != Kind.ONCE) {
        (nodes.get(node) instanceof Product ? products : others).add(names.of(out));
      }
    }
    TextTable lines = new TextTable(2, 2);
    lines.add("products", listed(products));
    lines.add("others", listed(others));
    text.append(
        TextTable.section("in each step, for the sequences that have not ended", lines.toString()));
  }

  private static String listed(List<String> some) {
    return some.isEmpty() ? "none" : some.stream().distinct().collect(Collectors.joining(", "));
  }

  // ---------------------------------------------------------------- where

  private void values() {
    TextTable kept = new TextTable(3, 3);
    List<String> passing = new ArrayList<>();
    List<String> gradients = new ArrayList<>();
    long width = 0;
    for (Value value : program.values()) {
      boolean kind = value.kind() == Kind.ROWS || value.kind() == Kind.STATE;
      if (kind && op.kept(value) != null) {
        kept.add(names.of(value), StepText.width(value), String.join(", ", reasons(value)));
        width += value.width();
      } else if (value.kind() == Kind.ROWS && program.computes(value)) {
        passing.add(names.of(value));
      }
      if (hasGradientOfAllRows(value)) {
        gradients.add("d " + names.of(value));
        width += value.width();
      }
    }
    String all = kept + (gradients.isEmpty() ? "" : "  " + listed(gradients) + "\n");
    long numbers = width * op.layout.rows();
    String size = TextTable.count(numbers) + " numbers, " + megabytes(numbers);
    text.append(TextTable.section("kept of all " + WalkBackText.rows(op) + ": " + size, all));
    text.append(
        TextTable.section(
            "in a few rows, overwritten by the next step", "  " + listed(passing) + "\n"));
  }

  private static String megabytes(long floats) {
    return String.format(Locale.ROOT, "%.1f MB", floats * Float.BYTES / BYTES_IN_MEGABYTE);
  }

  private boolean hasGradientOfAllRows(Value value) {
    return value.kind() != Kind.VIEW
        && !value.isShared()
        && op.sharedGradients.isOwn(value)
        && op.keptGradient(value) != null;
  }

  /** What reads a value once its step is over. */
  private List<String> reasons(Value value) {
    List<String> reasons = new ArrayList<>();
    List<Node> nodes = program.nodes();
    for (int part = 0; part < program.after().size(); part++) {
      if (program.after().get(part).equals(value)) {
        reasons.add("it is " + names.after(part));
      }
    }
    for (int node = 0; node < nodes.size(); node++) {
      if (op.weights().isAhead(node) && nodes.get(node).out().equals(value)) {
        reasons.add("computed before the steps");
      }
    }
    String products =
        wanted()
            .filter(node -> node instanceof Product product && product.x().root().equals(value))
            .map(node -> "d " + names.of(((Product) node).weights()))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!products.isEmpty()) {
      reasons.add("for " + products);
    }
    String slopes =
        wanted()
            .filter(node -> node instanceof RowNode some && backwardReads(some, value))
            .map(node -> names.of(node.out()))
            .collect(Collectors.joining(", "));
    if (!slopes.isEmpty()) {
      reasons.add("for the way back through " + slopes);
    }
    return reasons;
  }

  private Stream<Node> wanted() {
    return program.nodes().stream().filter(node -> op.wants(node.out()));
  }

  private static boolean backwardReads(RowNode some, Value value) {
    return (some.kernel().readsOutput() && some.out().equals(value))
        || (some.kernel().readsInputs()
            && some.in().stream().anyMatch(in -> in.root().equals(value)));
  }
}
