package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.recurrent.StepProgram.Node;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.autograd.recurrent.StepProgram.RowNode;
import dev.timestep.autograd.recurrent.StepProgram.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first place where two runs of a step went apart.
 *
 * @param one what the one did there
 * @param other what the other did there
 */
record StepDifference(String one, String other) {

  /** The first difference of two runs; null where they did the same. */
  static @Nullable StepDifference between(CellStep step, StepTrace one, StepTrace other) {
    StepProgram first = one.program();
    StepProgram second = other.program();
    int nodes = Math.max(first.nodes().size(), second.nodes().size());
    for (int at = 0; at < nodes; at++) {
      Node here = at < first.nodes().size() ? first.nodes().get(at) : null;
      Node there = at < second.nodes().size() ? second.nodes().get(at) : null;
      if (here == null || there == null || !same(here, there)) {
        return told(step, one, here, other, there);
      }
    }
    if (!Objects.equals(obstacle(one), obstacle(other))) {
      return told(step, one, null, other, null);
    }
    for (int part = 0; part < Math.min(first.after().size(), second.after().size()); part++) {
      Value here = first.after().get(part);
      Value there = second.after().get(part);
      if (here.index() != there.index()) {
        return new StepDifference(
            returned(part, new StepNames(first, step), here),
            returned(part, new StepNames(second, step), there));
      }
    }
    return null;
  }

  private static @Nullable String obstacle(StepTrace trace) {
    return trace instanceof StepTrace.Stopped stopped ? stopped.obstacle() : null;
  }

  private static String returned(int part, StepNames names, Value value) {
    return names.after(part) + " = " + names.of(value);
  }

  private static StepDifference told(
      CellStep step, StepTrace one, @Nullable Node here, StepTrace other, @Nullable Node there) {
    StepNames names = new StepNames(one.program(), step);
    StepNames others = new StepNames(other.program(), step);
    String first = line(one, names, here);
    String second = line(other, others, there);
    if (first.equals(second) && here != null && there != null) {
      // Constants, of which the lines show only the ends.
      first += apart(here, there);
      second += apart(there, here);
    }
    return new StepDifference(first, second);
  }

  private static String line(StepTrace trace, StepNames names, @Nullable Node node) {
    if (node != null) {
      return names.line(node);
    }
    return trace instanceof StepTrace.Stopped stopped ? stopped.obstacle() : "nothing more";
  }

  /** The first number of a constant that is another one in {@code there}. */
  private static String apart(Node here, Node there) {
    if (here instanceof RowNode one && there instanceof RowNode other) {
      for (int at = 0; at < Math.min(one.in().size(), other.in().size()); at++) {
        float[] a = one.in().get(at).constant();
        float[] b = other.in().get(at).constant();
        int place = a == null || b == null ? -1 : Arrays.mismatch(a, b);
        if (a != null && place >= 0 && place < a.length) {
          return " with " + a[place] + " in column " + place;
        }
      }
    }
    return "";
  }

  // ---------------------------------------------------------------- equal computations

  private static boolean same(Node here, Node there) {
    if (here.out().index() != there.out().index()
        || here.out().kind() != there.out().kind()
        || here.out().width() != there.out().width()) {
      return false;
    }
    return switch (here) {
      case Product one ->
          there instanceof Product other
              && same(one.x(), other.x())
              && one.weights() == other.weights()
              && one.from() == other.from()
              && one.bias() == other.bias();
      case RowNode one ->
          there instanceof RowNode other
              && same(one.in(), other.in())
              && formula(one).equals(formula(other));
    };
  }

  private static boolean same(List<Value> some, List<Value> others) {
    boolean same = some.size() == others.size();
    for (int at = 0; same && at < some.size(); at++) {
      same = same(some.get(at), others.get(at));
    }
    return same;
  }

  private static boolean same(Value one, Value other) {
    return one.index() == other.index()
        && one.kind() == other.kind()
        && one.width() == other.width()
        && one.parameter() == other.parameter()
        && Arrays.equals(one.constant(), other.constant());
  }

  private static String formula(RowNode node) {
    List<String> places = node.in().stream().map(value -> "#" + value.index()).toList();
    return node.kernel().formula(places, node.out().width());
  }
}
