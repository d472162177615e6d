package dev.timestep.task.forecast.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.NumberText;
import dev.timestep.task.message.TaskException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reconciliation beside NumPy, which writes all matrices out: {@code reconcile.py}. */
class ReconcilerTest {
  private static final int STEPS = 3;
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f", "g");
  private static final Grouping REGION =
      new Grouping("region", List.of("north", "north", "north", "south", "south", "west", "west"));
  private static final Grouping PRODUCT =
      new Grouping("product", List.of("tea", "tea", "rice", "tea", "rice", "rice", "rice"));

  private final Map<String, double[]> golden = new LinkedHashMap<>();

  ReconcilerTest() throws IOException {
    try (InputStream in = ReconcilerTest.class.getResourceAsStream("/hierarchy/reconcile.csv")) {
      String text =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
      text.lines()
          .map(line -> line.split(",", -1))
          .forEach(
              cells ->
                  golden.put(
                      cells[0] + " " + cells[1] + " " + cells[2],
                      Arrays.stream(cells, 3, cells.length)
                          .mapToDouble(Double::parseDouble)
                          .toArray()));
    }
  }

  private static Hierarchy hierarchy(String key) {
    return key.startsWith("nested")
        ? Hierarchy.nested(IDS, List.of(REGION))
        : Hierarchy.crossed(IDS, List.of(REGION, PRODUCT));
  }

  /** Rows of the golden file for each node; one that is another under a new name has nonsense. */
  private double[][] rows(String key, String what, Hierarchy hierarchy, double nonsense) {
    double[][] rows = new double[hierarchy.size()][];
    int next = 0;
    for (int node = 0; node < rows.length; node++) {
      if (hierarchy.same(node) == node) {
        rows[node] = Objects.requireNonNull(golden.get(key + " " + what + " " + next++));
      }
    }
    for (int node = 0; node < rows.length; node++) {
      if (rows[node] == null) {
        rows[node] = new double[rows[hierarchy.same(node)].length];
        Arrays.fill(rows[node], nonsense);
      }
    }
    assertThat(golden).doesNotContainKey(key + " " + what + " " + next);
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"nested-40", "nested-6", "crossed-40", "crossed-6"})
  void forecastsAreThoseOfTheFormulasWrittenOut(String key) {
    Hierarchy hierarchy = hierarchy(key);
    double[][] base = rows(key, "base", hierarchy, 12345);
    double[][] errors = rows(key, "errors", hierarchy, 99);
    for (Reconciliation method : Reconciliation.values()) {
      double[] expected = golden.get(key + " reconciled " + method);
      double[][] values =
          Reconciler.of(hierarchy, method, errors).withDecimals(11).reconcile(base).values();
      int at = 0;
      for (int node = 0; node < hierarchy.size(); node++) {
        if (hierarchy.same(node) == node) {
          double[] one = Arrays.copyOfRange(expected, at, at += STEPS);
          assertThat(values[node]).as(method + " " + node).containsExactly(one, within(2e-9));
        } else {
          assertThat(values[node]).isEqualTo(values[hierarchy.same(node)]);
        }
      }
      assertThat(at).isEqualTo(expected.length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nested-40", "nested-6", "crossed-40", "crossed-6"})
  void theShareOfShrinkageIsThatOfR(String key) {
    Hierarchy hierarchy = hierarchy(key);
    double[][] errors = rows(key, "errors", hierarchy, 99);
    double[][] own =
        IntStream.range(0, errors.length)
            .filter(node -> hierarchy.same(node) == node)
            .mapToObj(node -> errors[node])
            .toArray(double[][]::new);
    double[] squares =
        Arrays.stream(own)
            .mapToDouble(row -> Arrays.stream(row).map(e -> e * e).average().orElseThrow())
            .toArray();
    assertThat(Shrinkage.intensity(own, squares))
        .isCloseTo(golden.get(key + " share ")[0], within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void writtenForecastsAddUpToTheLastDigit(Reconciliation method) {
    var random = new SplittableRandom(3);
    Hierarchy hierarchy = Hierarchy.crossed(IDS, List.of(REGION, PRODUCT));
    for (int trial = 0; trial < 50; trial++) {
      double[][] base = noise(random, hierarchy.size(), 5, 1000);
      double[][] errors = noise(random, hierarchy.size(), 4, 30);
      Reconciled all = Reconciler.of(hierarchy, method, errors).reconcile(base);
      for (int node = 0; node < hierarchy.size(); node++) {
        for (int step = 0; step < 5; step++) {
          BigDecimal sum = BigDecimal.ZERO;
          for (int leaf : hierarchy.leaves(node)) {
            sum = sum.add(NumberText.decimal(all.values()[hierarchy.groups() + leaf][step]));
          }
          assertThat(NumberText.decimal(all.values()[node][step])).isEqualByComparingTo(sum);
        }
      }
    }
  }

  /** What already adds up is not changed by more than a unit of the grid. */
  @ParameterizedTest
  @EnumSource
  void forecastsThatAddUpAreKept(Reconciliation method) {
    var random = new SplittableRandom(4);
    Hierarchy hierarchy = hierarchy("crossed");
    double[][] leaves = noise(random, 7, STEPS, 100);
    double[][] base = new double[hierarchy.size()][STEPS];
    for (int node = 0; node < base.length; node++) {
      for (int leaf : hierarchy.leaves(node)) {
        for (int step = 0; step < STEPS; step++) {
          base[node][step] += leaves[leaf][step];
        }
      }
    }
    double[][] errors = noise(random, hierarchy.size(), 9, 30);
    double[][] values = Reconciler.of(hierarchy, method, errors).reconcile(base).values();
    for (int node = 0; node < base.length; node++) {
      assertThat(values[node]).containsExactly(base[node], within(1e-3));
    }
  }

  @Test
  void errorsOfEachStepWeighThatStep() {
    var random = new SplittableRandom(5);
    Hierarchy hierarchy = hierarchy("nested");
    double[][] base = noise(random, hierarchy.size(), 2, 100);
    double[][] near = noise(random, hierarchy.size(), 12, 5);
    double[][] far = noise(random, hierarchy.size(), 12, 80);
    Reconciliation mint = Reconciliation.MINT_SHRINK;
    double[][] both =
        Reconciler.bySteps(hierarchy, mint, List.of(near, far))
            .withDecimals(6)
            .reconcile(base)
            .values();
    double[][] first =
        Reconciler.of(hierarchy, mint, near).withDecimals(6).reconcile(base).values();
    double[][] second =
        Reconciler.of(hierarchy, mint, far).withDecimals(6).reconcile(base).values();
    for (int node = 0; node < both.length; node++) {
      assertThat(both[node]).containsExactly(first[node][0], second[node][1]);
    }
    assertThat(first[0][1]).isNotEqualTo(second[0][1]);
    assertThatThrownBy(
            () ->
                Reconciler.bySteps(hierarchy, mint, List.of(near, far))
                    .reconcile(noise(random, hierarchy.size(), 3, 1)))
        .hasMessageContaining("for each of the 3 steps, or for all at once")
        .hasMessageContaining("for 2 steps");
  }

  @Test
  void noForecastIsBelowZeroWhereThatIsAsked() {
    Hierarchy hierarchy = Hierarchy.nested(List.of("a", "b"), List.of());
    double[][] base = {{3}, {-5}, {10}};
    Reconciler ols = Reconciler.of(hierarchy, Reconciliation.OLS);
    assertThat(ols.reconcile(base).values()[1][0]).isNegative();
    Reconciled all = ols.notNegative().reconcile(base);
    assertThat(all.values()[1][0]).isZero();
    assertThat(all.values()[0][0]).isEqualTo(all.values()[2][0]).isPositive();
    double[][] moved = all.shifted(1, new double[][] {{-9}, {-5}, {4}});
    assertThat(moved).isDeepEqualTo(new double[][] {{0}, {0}, {9}});
  }

  @Test
  void quantilesMoveWithTheirPoint() {
    Hierarchy hierarchy = Hierarchy.nested(List.of("a"), List.of());
    // The total is the same series as its one leaf: its own forecast is not read.
    Reconciled all =
        Reconciler.of(hierarchy, Reconciliation.OLS).reconcile(new double[][] {{70}, {50}});
    assertThat(all.values()).isDeepEqualTo(new double[][] {{50}, {50}});
    double[][] quantiles = {{40}, {50}, {65}};
    assertThat(all.shifted(0, quantiles)).isDeepEqualTo(quantiles);
    Hierarchy two = Hierarchy.nested(List.of("a", "b"), List.of());
    Reconciled moved =
        Reconciler.of(two, Reconciliation.BOTTOM_UP).reconcile(new double[][] {{70}, {50}, {30}});
    assertThat(moved.shifted(0, new double[][] {{60}, {70}, {90}}))
        .isDeepEqualTo(new double[][] {{70}, {80}, {100}});
  }

  /** A leaf that was never wrong stays; the others share what is to be changed. */
  @ParameterizedTest
  @EnumSource(names = {"WLS_VARIANCE", "MINT_SHRINK"})
  void aNodeWithoutErrorsIsKept(Reconciliation method) {
    var random = new SplittableRandom(6);
    Hierarchy hierarchy = hierarchy("nested");
    double[][] base = noise(random, hierarchy.size(), 2, 100);
    double[][] errors = noise(random, hierarchy.size(), 5, 10);
    int never = hierarchy.groups() + 2;
    Arrays.fill(errors[never], 0);
    Reconciled all = Reconciler.of(hierarchy, method, errors).reconcile(base);
    assertThat(all.values()[never]).containsExactly(base[never], within(1e-3));
    assertThat(all.values()[never + 1][0]).isNotCloseTo(base[never + 1][0], within(1e-3));
  }

  /** Nothing is known of any node: then all weigh the same, as with least squares. */
  @ParameterizedTest
  @EnumSource(names = {"WLS_VARIANCE", "MINT_SHRINK"})
  void withoutAnyErrorsAllNodesWeighTheSame(Reconciliation method) {
    Hierarchy hierarchy = hierarchy("nested");
    double[][] base = noise(new SplittableRandom(7), hierarchy.size(), 2, 100);
    double[][] values =
        Reconciler.of(hierarchy, method, new double[hierarchy.size()][5]).reconcile(base).values();
    assertThat(values)
        .isDeepEqualTo(Reconciler.of(hierarchy, Reconciliation.OLS).reconcile(base).values());
  }

  /** Errors that add up themselves, and two cases only: the matrix of covariances has rank 2. */
  @Test
  void shrinkageKeepsTheAnswerUniqueWithTwoCases() {
    var random = new SplittableRandom(8);
    List<String> ids = IntStream.range(0, 60).mapToObj(leaf -> "s" + leaf).toList();
    List<String> groups = IntStream.range(0, 60).mapToObj(leaf -> "g" + leaf % 6).toList();
    Hierarchy hierarchy = Hierarchy.nested(ids, List.of(new Grouping("group", groups)));
    double[][] leafErrors = noise(random, 60, 2, 10);
    double[][] errors = new double[hierarchy.size()][2];
    for (int node = 0; node < errors.length; node++) {
      for (int leaf : hierarchy.leaves(node)) {
        errors[node][0] += leafErrors[leaf][0];
        errors[node][1] += leafErrors[leaf][1];
      }
    }
    double[][] base = noise(random, hierarchy.size(), 3, 50);
    double[][] values =
        Reconciler.of(hierarchy, Reconciliation.MINT_SHRINK, errors).reconcile(base).values();
    assertThat(Arrays.stream(values).flatMapToDouble(Arrays::stream))
        .allSatisfy(value -> assertThat(Math.abs(value)).isLessThan(1_000));
    // Constant errors have no variance of their products: the share is at its least.
    for (double[] row : errors) {
      Arrays.fill(row, 4);
    }
    assertThat(
            Reconciler.of(hierarchy, Reconciliation.MINT_SHRINK, errors).reconcile(base).values())
        .hasDimensions(hierarchy.size(), 3);
  }

  @Test
  void wrongInputIsRefusedByNode() {
    Hierarchy hierarchy = Hierarchy.nested(List.of("a", "b"), List.of());
    Reconciler ols = Reconciler.of(hierarchy, Reconciliation.OLS);
    assertThatThrownBy(() -> ols.reconcile(new double[][] {{1, 2}, {1, Double.NaN}, {0, 1}}))
        .isInstanceOf(TaskException.class)
        .hasMessage(
            "Reconciliation expects a finite forecast of every node; received NaN for \"a\", step"
                + " 2. Forecast it by another model, or leave its series out.");
    assertThatThrownBy(() -> ols.reconcile(new double[][] {{1}, {1}}))
        .hasMessage("Reconciliation expects a forecast for each of the 3 nodes; received 2.");
    assertThatThrownBy(() -> ols.reconcile(new double[][] {{1}, {1}, {1, 2}}))
        .hasMessageContaining("received 2 for \"b\" and 1 for \"total\"");
    assertThatThrownBy(() -> Reconciler.of(hierarchy, Reconciliation.MINT_SHRINK))
        .hasMessage(
            "Reconciliation by minimum trace with shrinkage expects past errors of each node;"
                + " received none. Give them, or take bottom_up, ols or wls_struct.");
    double[][] one = {{1}, {2}, {3}};
    assertThatThrownBy(() -> Reconciler.of(hierarchy, Reconciliation.WLS_VARIANCE, one))
        .hasMessageContaining("two cases or more for every node; received 1 for \"total\"");
    double[][] hole = {{1, 2}, {2, 3}, {3, Double.POSITIVE_INFINITY}};
    assertThatThrownBy(() -> Reconciler.of(hierarchy, Reconciliation.WLS_VARIANCE, hole))
        .hasMessageContaining("received Infinity for \"b\", case 2");
    assertThatThrownBy(() -> ols.withDecimals(16)).hasMessageContaining("received 16");
  }

  @Test
  void tooManyGroupsAreLeftToTheirSums() {
    int count = 2 * (Reconciler.MOST_GROUPS + 1);
    List<String> ids = IntStream.range(0, count).mapToObj(leaf -> "s" + leaf).toList();
    List<String> groups = IntStream.range(0, count).mapToObj(leaf -> "g" + leaf / 2).toList();
    Hierarchy hierarchy = Hierarchy.nested(ids, List.of(new Grouping("group", groups)));
    assertThatThrownBy(() -> Reconciler.of(hierarchy, Reconciliation.OLS))
        .hasMessage(
            "Reconciliation by least squares expects at most 4,000 groups; received 4,002. Take"
                + " bottom_up, or fewer columns of groups.");
    double[][] base = new double[hierarchy.size()][1];
    Arrays.stream(base).forEach(row -> row[0] = 0.1);
    assertThat(Reconciler.of(hierarchy, Reconciliation.BOTTOM_UP).reconcile(base).values()[0][0])
        .isEqualTo(800.2);
  }

  @Test
  void methodsAreFoundByTheirId() {
    assertThat(Reconciliation.of("mint_shrink")).contains(Reconciliation.MINT_SHRINK);
    assertThat(Reconciliation.of("magic")).isEmpty();
    assertThat(Reconciliation.ids())
        .containsExactly("bottom_up", "ols", "wls_struct", "wls_variance", "mint_shrink");
  }

  private static double[][] noise(SplittableRandom random, int rows, int columns, double size) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      Arrays.setAll(row, at -> size * random.nextGaussian());
    }
    return values;
  }
}
