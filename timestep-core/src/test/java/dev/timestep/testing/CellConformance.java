package dev.timestep.testing;

import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.FusedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * What every cell promises inside a recurrent layer, as tests for one cell: the library's own cells
 * run through these, and so may a cell of your own.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> keepsWhatACellPromises() {
 *   return CellConformance.of("five gate", FiveGateConfig::of).reference(equations()).tests();
 * }
 * }</pre>
 *
 * <p>Checked are: values and gradients against a float64 {@link ReferenceCell}; that the one
 * operation over the sequence equals the steps one by one; the same bits on any number of threads,
 * for a batch of one, whatever stands in the padding, in two pieces, and in prediction; that a NaN
 * surfaces where it belongs; lengths of 0 and 1, one step, one feature, one unit, odd sizes;
 * streaming; both directions and a stack; and that the weights are all listed and are all that a
 * copy needs.
 *
 * <p>Without a reference gradients are held against central differences of the cell's own forward
 * pass, to a hundredth of their size, and the test of the values skips itself and says so. So does
 * one that names the operation which makes a cell run step by step, where there is one.
 *
 * <p>Published in the test archive of {@code timestep-core} (Maven: type {@code test-jar}), which
 * wants JUnit 6 and AssertJ beside it.
 */
public final class CellConformance {

  /** Makes a cell. */
  @FunctionalInterface
  public interface Build {
    /**
     * A cell.
     *
     * @param features width of its input
     * @param units width of its output
     */
    Cell<?> cell(int features, int units);
  }

  /** Makes a cell with weights from {@code random}. */
  @FunctionalInterface
  interface Factory {
    Cell<?> cell(int features, int units, RandomGenerator random);
  }

  /** A check, to be run. */
  @FunctionalInterface
  private interface Check {
    void run();
  }

  private record Named(String name, Check check) {}

  private final String name;
  private final Factory factory;
  private final boolean fromConfig;
  private final ReferenceCell reference;

  private CellConformance(
      String name, Factory factory, boolean fromConfig, ReferenceCell reference) {
    this.name = name;
    this.factory = factory;
    this.fromConfig = fromConfig;
    this.reference = reference;
  }

  /**
   * The checks of a cell by its settings, in several widths.
   *
   * @param config the settings for so many units, such as {@code LstmConfig::of}
   */
  public static CellConformance of(String name, IntFunction<? extends CellConfig> config) {
    return new CellConformance(name, (f, h, r) -> config.apply(h).build(f, r), true, null);
  }

  /** The checks of a cell by its settings, all in the width that these have. */
  public static CellConformance of(String name, CellConfig config) {
    return new CellConformance(name, (f, h, r) -> config.build(f, r), true, null);
  }

  /**
   * The checks of a cell that has no settings, in several widths.
   *
   * @param build from features and units; the same cell at every call
   */
  public static CellConformance ofCells(String name, Build build) {
    return new CellConformance(name, (f, h, r) -> build.cell(f, h), false, null);
  }

  /** How wide the parts of a cell's state are. */
  public static int[] widths(Cell<?> cell) {
    return CellExperiment.widths(cell);
  }

  /** The same, held against its equations in float64. */
  public CellConformance reference(ReferenceCell equations) {
    return new CellConformance(name, factory, fromConfig, equations);
  }

  /** The checks, for a method with {@code @TestFactory}. */
  public Stream<DynamicTest> tests() {
    return checks().stream()
        .map(one -> DynamicTest.dynamicTest(name + ": " + one.name, () -> run(one)));
  }

  /**
   * Runs all checks.
   *
   * @throws AssertionError when some fail; it names them all
   */
  public void check() {
    List<AssertionError> failures = new ArrayList<>();
    for (Named one : checks()) {
      try {
        run(one);
      } catch (TestAbortedException skipped) {
        // There is nothing to hold the values against, or the cell runs step by step.
      } catch (AssertionError failure) {
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      StringBuilder all = new StringBuilder();
      failures.forEach(failure -> all.append("\n- ").append(failure.getMessage()));
      AssertionError error =
          new AssertionError(failures.size() + " checks of the cell " + name + " failed:" + all);
      failures.forEach(error::addSuppressed);
      throw error;
    }
  }

  /** The cell and the check are named, since not all that runs tests shows their names. */
  private void run(Named one) {
    try {
      one.check.run();
    } catch (TestAbortedException skipped) {
      throw skipped;
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(name + ", " + one.name + ": " + failure.getMessage(), failure);
    }
  }

  private Cell<?> cell(int features, int units) {
    return factory.cell(features, units, new SplittableRandom(5));
  }

  // ---------------------------------------------------------------- the list

  private List<Named> checks() {
    List<Named> all = new ArrayList<>();
    CellChecks checks = new CellChecks(this::cell);
    for (CellSizes sizes : CellSizes.ALL) {
      all.add(gradients(sizes));
    }
    if (reference != null) {
      add(
          all,
          "a gradient that is off by a hundredth in one place would be noticed",
          () -> gradientsOf(CellSizes.SMALL).noticesAHundredth(reference));
    } else {
      all.add(new Named("values are not held against equations", CellConformance::skip));
    }
    add(all, "its steps run over a whole sequence as one operation", checks::asOneOperation);
    for (boolean reverse : new boolean[] {false, true}) {
      String way = reverse ? ", reversed" : "";
      add(all, "one operation equals its steps" + way, () -> checks.oneOpEqualsSteps(reverse));
      add(all, "threads do not change bits" + way, () -> checks.threads(reverse));
      add(all, "a batch of one equals its row" + way, () -> checks.batchOfOne(reverse));
      add(all, "padding never matters" + way, () -> checks.padding(reverse));
      add(all, "a NaN in a real step surfaces" + way, () -> checks.nan(reverse));
      add(all, "a length of 0 returns the initial state" + way, () -> checks.noSteps(reverse));
    }
    if (cell(24, 40) instanceof FusedCell<?> cell && cell.fuses() && cell.units() == 40) {
      add(all, "threads share the work", checks::sharedWork);
    }
    add(all, "a sequence may be run in two pieces", checks::twoPieces);
    add(all, "predicting gives the bits of training", checks::prediction);
    add(all, "a stream answers what the whole sequence answers", checks::streaming);
    add(all, "both directions are one and the other", checks::bothDirections);
    add(all, "a stack is one on the other", checks::stack);
    add(all, "all its weights are among its parameters", checks::listedParameters);
    if (fromConfig) {
      add(all, "a copy of its weights is a copy of the cell", () -> checks.copy(factory));
    }
    return all;
  }

  private static void add(List<Named> all, String name, Check check) {
    all.add(new Named(name, check));
  }

  private Named gradients(CellSizes sizes) {
    return reference == null
        ? new Named(
            "gradients are those of its own steps, " + sizes,
            () -> gradientsOf(sizes).againstDifferences())
        : new Named(
            "values and gradients are those of the reference, " + sizes,
            () -> gradientsOf(sizes).against(reference));
  }

  private CellGradients<?> gradientsOf(CellSizes sizes) {
    return new CellGradients<>(cell(sizes.features(), sizes.units()), sizes);
  }

  private static void skip() {
    throw new TestAbortedException(
        "No reference was given, so no value was compared with the cell's equations. Write its step"
            + " in double precision as a ReferenceCell and hand it to reference(..).");
  }

  @Override
  public String toString() {
    return name;
  }
}
