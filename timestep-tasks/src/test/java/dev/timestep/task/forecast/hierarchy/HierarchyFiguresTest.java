package dev.timestep.task.forecast.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.forecast.statistical.Ets;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/hierarchy.md: 40 series of months in 5 regions, whose noise is partly that of
 * the country and of the region. Each node is forecast by seasonal naive or by ETS, then
 * reconciled.
 */
@Tag("figures")
class HierarchyFiguresTest {
  private static final int SEASON = 12;
  private static final int ROWS = 120;
  private static final int HORIZON = 12;
  private static final int LEAVES = 40;
  private static final int REGIONS = 5;
  private static final int SEEDS = 10;

  /** Forecasts and errors one row ahead of one node. */
  private record Node(double[] forecast, double[] errors) {}

  private interface Forecaster {
    Node forecast(double[] known);
  }

  @Test
  void reconciledForecastsAreNotWorseThanTheirBase() {
    double[][] naive = table("seasonal naive", HierarchyFiguresTest::seasonalNaive);
    double[][] ets = table("ETS", HierarchyFiguresTest::ets);
    int mint = Reconciliation.MINT_SHRINK.ordinal();
    // Sums of seasonal naive forecasts are seasonal naive forecasts of sums: nothing to reconcile.
    assertThat(naive[mint]).containsExactly(new double[] {1, 1, 1}, within(1e-5));
    assertThat(Arrays.stream(ets[mint]).average().orElseThrow()).isLessThanOrEqualTo(1);
  }

  /** [method][level] mean over seeds of the level's absolute error over that of its base. */
  private static double[][] table(String base, Forecaster forecaster) {
    double[][] sums = new double[Reconciliation.values().length][3];
    int[] better = new int[sums.length];
    for (int seed = 1; seed <= SEEDS; seed++) {
      double[][] ratios = ratios(seed, forecaster);
      for (int method = 0; method < sums.length; method++) {
        for (int level = 0; level < 3; level++) {
          sums[method][level] += ratios[method][level] / SEEDS;
        }
        better[method] += Arrays.stream(ratios[method]).sum() <= 3 + 1e-5 ? 1 : 0;
      }
    }
    for (Reconciliation method : Reconciliation.values()) {
      double[] levels = sums[method.ordinal()];
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.3f | %.3f | %.3f | %.3f | %d of %d |%n",
          base,
          method.label(),
          levels[0],
          levels[1],
          levels[2],
          Arrays.stream(levels).average().orElseThrow(),
          better[method.ordinal()],
          SEEDS);
    }
    return sums;
  }

  private static double[][] ratios(int seed, Forecaster forecaster) {
    Hierarchy hierarchy =
        Hierarchy.nested(
            IntStream.range(0, LEAVES).mapToObj(leaf -> "shop" + leaf).toList(),
            List.of(
                new Grouping(
                    "region",
                    IntStream.range(0, LEAVES).mapToObj(leaf -> "r" + leaf % REGIONS).toList())));
    double[][] values = nodes(hierarchy, generated(seed));
    List<Node> nodes = new ArrayList<>();
    for (double[] one : values) {
      nodes.add(forecaster.forecast(Arrays.copyOf(one, ROWS)));
    }
    double[][] base = nodes.stream().map(Node::forecast).toArray(double[][]::new);
    double[][] errors = nodes.stream().map(Node::errors).toArray(double[][]::new);
    double[] alone = levelErrors(hierarchy, values, base);
    double[][] ratios = new double[Reconciliation.values().length][3];
    for (Reconciliation method : Reconciliation.values()) {
      double[][] all = Reconciler.of(hierarchy, method, errors).reconcile(base).values();
      double[] together = levelErrors(hierarchy, values, all);
      Arrays.setAll(ratios[method.ordinal()], level -> together[level] / alone[level]);
    }
    return ratios;
  }

  /** The mean absolute error of each level. */
  private static double[] levelErrors(
      Hierarchy hierarchy, double[][] values, double[][] forecasts) {
    double[] sums = new double[3];
    for (int node = 0; node < forecasts.length; node++) {
      int level = hierarchy.levels().indexOf(hierarchy.level(node));
      for (int step = 0; step < HORIZON; step++) {
        sums[level] += Math.abs(values[node][ROWS + step] - forecasts[node][step]);
      }
    }
    return sums;
  }

  private static double[][] nodes(Hierarchy hierarchy, double[][] leaves) {
    double[][] nodes = new double[hierarchy.size()][leaves[0].length];
    for (int node = 0; node < nodes.length; node++) {
      for (int leaf : hierarchy.leaves(node)) {
        for (int row = 0; row < leaves[leaf].length; row++) {
          nodes[node][row] += leaves[leaf][row];
        }
      }
    }
    return nodes;
  }

  /** Level, trend and season of each shop; noise of the country, the region and the shop. */
  private static double[][] generated(int seed) {
    var random = new SplittableRandom(seed);
    int rows = ROWS + HORIZON;
    double[] country = noise(random, rows, 0.7, 2);
    double[][] regions = new double[REGIONS][];
    Arrays.setAll(regions, region -> noise(random, rows, 0.6, 3));
    double[][] leaves = new double[LEAVES][rows];
    for (int leaf = 0; leaf < LEAVES; leaf++) {
      double size = 60 + 120 * random.nextDouble();
      double trend = 0.4 * random.nextGaussian();
      double swing = size * (0.1 + 0.2 * random.nextDouble());
      double phase = random.nextDouble() * 2;
      double[] own = noise(random, rows, 0.3, 10);
      for (int row = 0; row < rows; row++) {
        leaves[leaf][row] =
            size
                + trend * row
                + swing * Math.sin(2 * Math.PI * row / SEASON + phase)
                + country[row]
                + regions[leaf % REGIONS][row]
                + own[row];
      }
    }
    return leaves;
  }

  /** Noise that fades: each row keeps a share of the last one. */
  private static double[] noise(SplittableRandom random, int rows, double kept, double size) {
    double[] noise = new double[rows];
    double last = 0;
    for (int row = 0; row < rows; row++) {
      last = kept * last + size * random.nextGaussian();
      noise[row] = last;
    }
    return noise;
  }

  private static Node seasonalNaive(double[] known) {
    double[] forecast = Arrays.copyOfRange(known, ROWS - SEASON, ROWS);
    double[] errors = new double[ROWS - SEASON];
    Arrays.setAll(errors, row -> known[row + SEASON] - known[row]);
    return new Node(forecast, errors);
  }

  private static Node ets(double[] known) {
    FittedSeries fitted = Ets.automatic().fit(known, SEASON);
    int[] origins = IntStream.range(2 * SEASON, ROWS).toArray();
    SeriesForecast[] ahead = fitted.forecasts(known, origins, 1);
    double[] errors = new double[origins.length];
    Arrays.setAll(errors, at -> known[origins[at]] - ahead[at].point()[0]);
    return new Node(fitted.forecast(known, ROWS, HORIZON).point(), errors);
  }
}
