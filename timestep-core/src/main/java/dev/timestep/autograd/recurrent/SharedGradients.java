package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.recurrent.StepProgram.Kind;
import dev.timestep.autograd.recurrent.StepProgram.Node;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.autograd.recurrent.StepProgram.RowNode;
import dev.timestep.autograd.recurrent.StepProgram.Value;
import java.util.List;

/**
 * Which values need no gradient of their own: that of a term that only a sum reads is the sum's. By
 * the time the walk back reaches what computed the term, all that reads the sum has added to it.
 */
final class SharedGradients {
  private final StepProgram program;

  /** By value: the value whose gradient its own is. */
  private final Value[] owners;

  SharedGradients(StepProgram program) {
    this.program = program;
    this.owners = program.values().toArray(new Value[0]);
    List<Node> nodes = program.nodes();
    // From the last node on, so that what a sum's gradient is is known before its terms are.
    for (int node = nodes.size() - 1; node >= 0; node--) {
      if (nodes.get(node) instanceof RowNode sum) {
        for (int at = 0; at < sum.in().size(); at++) {
          Value term = sum.in().get(at);
          if (sum.kernel().passesGradient(at)
              && term.kind() == Kind.ROWS
              && sum.out().kind() == Kind.ROWS
              && term.width() == sum.out().width()
              && readings(term) == 1) {
            owners[term.index()] = owners[sum.out().index()];
          }
        }
      }
    }
  }

  /** How often a value is read: in the step, in slices, and after it. */
  private int readings(Value value) {
    int count = program.after().contains(value) ? 1 : 0;
    for (Value view : program.values()) {
      count += value.equals(view.of()) ? 1 : 0;
    }
    for (Node node : program.nodes()) {
      count +=
          switch (node) {
            case Product product -> product.x().equals(value) ? 1 : 0;
            case RowNode rows -> (int) rows.in().stream().filter(value::equals).count();
          };
    }
    return count;
  }

  /** The value whose gradient that of {@code value} is: itself, or a sum of which it is a term. */
  Value owner(Value value) {
    return owners[value.index()];
  }

  boolean isOwn(Value value) {
    return owners[value.index()].equals(value);
  }
}
