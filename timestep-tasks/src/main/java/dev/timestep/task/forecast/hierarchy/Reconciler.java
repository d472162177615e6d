package dev.timestep.task.forecast.hierarchy;

import dev.timestep.task.message.Require;
import dev.timestep.task.message.TaskException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Brings forecasts of series and groups, made one by one, to agree: each group becomes the exact
 * sum of its leaves.
 *
 * <pre>{@code
 * Reconciler reconciler = Reconciler.of(shops, Reconciliation.MINT_SHRINK, errors);
 * Reconciled next = reconciler.notNegative().reconcile(base);   // base: [node][step]
 * double total = next.values()[0][0];
 * }</pre>
 *
 * <p>A node that is the {@link Hierarchy#same} series as another one gets that one's forecast; its
 * own is not read.
 *
 * <p>Immutable, and safe to share between threads.
 */
public final class Reconciler {
  /** Groups whose differences are solved at once: 4,000 take 128 MB and some ten seconds. */
  static final int MOST_GROUPS = 4_000;

  private final Hierarchy hierarchy;
  private final Reconciliation method;

  /** One for all steps or one for each; none where the leaves stay as they are. */
  private final List<Projection> projections;

  private final boolean notNegative;
  private final OptionalInt decimals;

  private Reconciler(
      Hierarchy hierarchy,
      Reconciliation method,
      List<Projection> projections,
      boolean notNegative,
      OptionalInt decimals) {
    this.hierarchy = hierarchy;
    this.method = method;
    this.projections = projections;
    this.notNegative = notNegative;
    this.decimals = decimals;
  }

  /**
   * For a method that needs no errors.
   *
   * @throws TaskException if the method needs errors, or there are more than 4,000 groups
   */
  public static Reconciler of(Hierarchy hierarchy, Reconciliation method) {
    if (method.needsErrors()) {
      throw new TaskException(
          "Reconciliation by %s expects past errors of each node; received none. Give them, or take"
                  .formatted(method.label())
              + " %s, %s or %s."
                  .formatted(
                      Reconciliation.BOTTOM_UP.id(),
                      Reconciliation.OLS.id(),
                      Reconciliation.WLS_STRUCT.id()));
    }
    int[] groups = ownGroups(hierarchy, method);
    return of(
        hierarchy,
        method,
        groups.length == 0
            ? List.of()
            : List.of(new Projection(hierarchy, ErrorWeights.of(hierarchy, method), groups)));
  }

  /**
   * With past errors, the same for all steps.
   *
   * @param errors [node][case], actual less forecast, of one step or of several; two cases or more.
   *     A method that needs none does not read them
   * @throws TaskException that names the node whose errors do not fit
   */
  public static Reconciler of(Hierarchy hierarchy, Reconciliation method, double[][] errors) {
    return bySteps(hierarchy, method, List.<double[][]>of(errors));
  }

  /**
   * With past errors of each step.
   *
   * @param errors for each step [node][case]
   * @throws TaskException that names the node whose errors do not fit
   */
  public static Reconciler bySteps(
      Hierarchy hierarchy, Reconciliation method, List<double[][]> errors) {
    if (!method.needsErrors()) {
      return of(hierarchy, method);
    }
    errors.forEach(one -> requireErrors(hierarchy, one));
    int[] groups = ownGroups(hierarchy, method);
    if (groups.length == 0) {
      return of(hierarchy, method, List.of());
    }
    int[] nodes =
        IntStream.concat(
                Arrays.stream(groups), IntStream.range(hierarchy.groups(), hierarchy.size()))
            .toArray();
    boolean covariances = method == Reconciliation.MINT_SHRINK;
    return of(
        hierarchy,
        method,
        errors.stream()
            .map(one -> new Projection(hierarchy, ErrorWeights.of(one, covariances, nodes), groups))
            .toList());
  }

  private static Reconciler of(
      Hierarchy hierarchy, Reconciliation method, List<Projection> projections) {
    return new Reconciler(hierarchy, method, projections, false, OptionalInt.empty());
  }

  /** Groups that are no other node under another name; none where the leaves are kept. */
  private static int[] ownGroups(Hierarchy hierarchy, Reconciliation method) {
    if (method == Reconciliation.BOTTOM_UP) {
      return new int[0];
    }
    int[] groups =
        IntStream.range(0, hierarchy.groups())
            .filter(node -> hierarchy.same(node) == node)
            .toArray();
    if (groups.length > MOST_GROUPS) {
      throw new TaskException(
          "Reconciliation by %s expects at most %,d groups; received %,d. Take %s, or fewer columns"
                  .formatted(
                      method.label(), MOST_GROUPS, groups.length, Reconciliation.BOTTOM_UP.id())
              + " of groups.");
    }
    return groups;
  }

  /**
   * The same, but no forecast is below zero: a leaf below zero becomes zero, and its groups add it
   * as that. Source: T. Di Fonzo, D. Girolimetto, "Spatio-temporal reconciliation of solar
   * forecasts" (2023), who found this as good as a search among all non-negative forecasts.
   */
  public Reconciler notNegative() {
    return new Reconciler(hierarchy, method, projections, true, decimals);
  }

  /**
   * The same with the decimals that will be shown or stored, or with as many as add up ({@link
   * DecimalGrid}). Without it a leaf of middle size has seven digits.
   *
   * @param wanted from 0 to 15
   */
  public Reconciler withDecimals(int wanted) {
    Require.that(
        "The reconciliation's decimals", wanted >= 0 && wanted <= 15, "0 to 15 places", wanted);
    return new Reconciler(hierarchy, method, projections, notNegative, OptionalInt.of(wanted));
  }

  /** The hierarchy. */
  public Hierarchy hierarchy() {
    return hierarchy;
  }

  /** The method. */
  public Reconciliation method() {
    return method;
  }

  /**
   * Forecasts that add up.
   *
   * @param base [node][step], the forecast of each node
   * @throws TaskException that names the node whose forecast is missing or not finite
   */
  public Reconciled reconcile(double[][] base) {
    requireForecasts(base);
    double[][] leaves = leaves(base);
    if (notNegative) {
      for (double[] leaf : leaves) {
        Arrays.setAll(leaf, step -> Math.max(0, leaf[step]));
      }
    }
    DecimalGrid grid =
        decimals.isPresent()
            ? DecimalGrid.fitting(leaves, decimals.getAsInt())
            : DecimalGrid.fitting(leaves);
    return new Reconciled(
        hierarchy, base, grid.addUp(hierarchy, leaves), grid.decimals(), notNegative);
  }

  private double[][] leaves(double[][] base) {
    int steps = base[0].length;
    if (projections.isEmpty()) {
      return Arrays.stream(base, hierarchy.groups(), base.length)
          .map(double[]::clone)
          .toArray(double[][]::new);
    }
    if (projections.size() == 1) {
      return projections.getFirst().leaves(base);
    }
    if (projections.size() != steps) {
      throw new TaskException(
          "Reconciliation expects errors for each of the %d steps, or for all at once; received"
                  .formatted(steps)
              + " errors for %d steps.".formatted(projections.size()));
    }
    double[][] leaves = new double[hierarchy.leafCount()][steps];
    for (int step = 0; step < steps; step++) {
      int at = step;
      double[][] one =
          Arrays.stream(base).map(row -> new double[] {row[at]}).toArray(double[][]::new);
      double[][] ofStep = projections.get(step).leaves(one);
      for (int leaf = 0; leaf < leaves.length; leaf++) {
        leaves[leaf][step] = ofStep[leaf][0];
      }
    }
    return leaves;
  }

  private void requireForecasts(double[][] base) {
    requireNodes(hierarchy, "forecast", base);
    for (int node = 0; node < base.length; node++) {
      if (base[node].length == 0 || base[node].length != base[0].length) {
        throw new TaskException(
            "Reconciliation expects forecasts of as many steps for every node; received %d for"
                    .formatted(base[node].length)
                + " \"%s\" and %d for \"%s\"."
                    .formatted(
                        hierarchy.names().get(node), base[0].length, hierarchy.names().get(0)));
      }
      for (int step = 0; step < base[node].length; step++) {
        if (!Double.isFinite(base[node][step])) {
          throw new TaskException(
              "Reconciliation expects a finite forecast of every node; received %s for \"%s\", step"
                      .formatted(base[node][step], hierarchy.names().get(node))
                  + " %d. Forecast it by another model, or leave its series out."
                      .formatted(step + 1));
        }
      }
    }
  }

  private static void requireErrors(Hierarchy hierarchy, double[][] errors) {
    requireNodes(hierarchy, "row of errors", errors);
    for (int node = 0; node < errors.length; node++) {
      String name = hierarchy.names().get(node);
      if (errors[node].length < 2 || errors[node].length != errors[0].length) {
        throw new TaskException(
            "Reconciliation expects errors of the same two cases or more for every node; received"
                + " %d for \"%s\" and %d for \"%s\"."
                    .formatted(
                        errors[node].length, name, errors[0].length, hierarchy.names().get(0)));
      }
      for (int at = 0; at < errors[node].length; at++) {
        if (!Double.isFinite(errors[node][at])) {
          throw new TaskException(
              "Reconciliation expects finite errors; received %s for \"%s\", case %d. Leave that"
                      .formatted(errors[node][at], name, at + 1)
                  + " case out for all nodes.");
        }
      }
    }
  }

  private static void requireNodes(Hierarchy hierarchy, String what, double[][] rows) {
    if (rows.length != hierarchy.size()) {
      throw new TaskException(
          "Reconciliation expects a %s for each of the %d nodes; received %d."
              .formatted(what, hierarchy.size(), rows.length));
    }
  }
}
