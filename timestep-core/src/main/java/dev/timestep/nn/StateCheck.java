package dev.timestep.nn;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refuses what a custom cell may get wrong about its state, before anything is computed. */
final class StateCheck {
  private StateCheck() {}

  /** Refuses a state to start from without a row for each sequence, or with another output. */
  static void initial(Object layer, CellState state, int batch, int units) {
    for (Variable part : state.variables()) {
      if (part.shape().rank() != 2 || part.shape().dim(0) != batch) {
        throw new IllegalArgumentException(
            layer
                + " expects a cell whose initialState(tape, "
                + batch
                + ") has parts ["
                + batch
                + ", width]; received "
                + part.shape()
                + ". A state has one row per sequence.");
      }
    }
    checkOutput(layer, state);
    if (state.output().shape().last() != units) {
      throw new IllegalArgumentException(
          layer
              + " expects a cell whose output is as wide as its units(), "
              + units
              + "; received a state with the output "
              + text(state.output())
              + ".");
    }
  }

  /** Refuses a step that changes the number of parts, or the shape of one. */
  static void afterStep(Object layer, List<Variable> before, CellState next) {
    List<Variable> after = next.variables();
    if (!shapes(before).equals(shapes(after))) {
      throw new IllegalArgumentException(
          layer
              + " starts from a state "
              + text(before)
              + ", but after a step "
              + text(after)
              + ". A cell's state keeps its parts and their shapes.");
    }
    checkOutput(layer, next);
  }

  /** Refuses states to start from that are not one a cell, each of as many parts as the cell's. */
  static void given(StateLayer layer, Tape tape, @Nullable List<List<Variable>> initial) {
    List<Cell<?>> cells = layer.cells();
    for (int at = 0; initial != null && at < Math.max(cells.size(), initial.size()); at++) {
      int expected = at < cells.size() ? cells.get(at).initialState(tape, 1).variables().size() : 0;
      int received = at < initial.size() ? initial.get(at).size() : 0;
      if (expected != received) {
        throw new IllegalArgumentException(
            layer
                + " expects a state for each of its "
                + cells.size()
                + " cells, "
                + expected
                + " parts for cell "
                + (at + 1)
                + "; received "
                + initial.size()
                + " states, "
                + received
                + " parts for that cell. Give it the states of a layer of the same cells.");
      }
    }
  }

  private static void checkOutput(Object layer, CellState state) {
    List<Variable> parts = state.variables();
    if (parts.isEmpty() || parts.getFirst() != state.output()) {
      throw new IllegalArgumentException(
          layer
              + " expects a cell whose state has its output as the first of its variables();"
              + " received the output "
              + text(state.output())
              + " and the variables "
              + text(parts)
              + ". Return the output first.");
    }
  }

  private static List<Shape> shapes(List<Variable> parts) {
    return parts.stream().map(Variable::shape).toList();
  }

  private static String text(List<Variable> parts) {
    return parts.stream().map(StateCheck::text).collect(Collectors.joining(", ", "(", ")"));
  }

  /** In the form of users, with the batch size left open. */
  private static String text(Variable part) {
    int[] sizes = part.shape().toArray();
    return sizes.length == 2 ? "[batch, " + sizes[1] + "]" : Arrays.toString(sizes);
  }
}
