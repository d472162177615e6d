package dev.timestep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.io.model.ConfigCodec;
import dev.timestep.io.model.ConfigRegistry;
import dev.timestep.io.model.SequentialModels;
import dev.timestep.nn.Layers;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.CellConformance;
import dev.timestep.testing.ReferenceCell;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A custom cell runs through the checks of the library's cells, and into a model file. */
class TwoLevelCellConformanceTest {

  // docs/recurrent-layers.md shows this.
  @TestFactory
  Stream<DynamicTest> keepsWhatEveryCellPromises() {
    return CellConformance.of("two-level", TwoLevelCell.Config::new)
        .reference(TwoLevelCellConformanceTest::step)
        .tests();
  }

  /** The same step in double precision, for one sequence. */
  private static double[][] step(Map<String, double[]> w, double[] x, double[][] state) {
    int units = state[0].length;
    double[] a = tanh(x, w.get("W"), state[1], w.get("U"), w.get("b"), units);
    double[] h = tanh(a, w.get("V"), state[0], w.get("R"), w.get("c"), units);
    return new double[][] {h, a};
  }

  private static double[] tanh(
      double[] below, double[] w, double[] before, double[] u, double[] bias, int units) {
    double[] sum =
        ReferenceCell.add(
            ReferenceCell.times(below, w, units), ReferenceCell.times(before, u, units), bias);
    return Arrays.stream(sum).map(Math::tanh).toArray();
  }

  @Test
  void isSavedUnderANameOfItsOwn(@TempDir Path folder) {
    Sequential model =
        Sequential.of(3, 42, RecurrentConfig.of(new TwoLevelCell.Config(8)), Layers.dense(1));
    Path file = folder.resolve("two-level.timestep");

    ConfigRegistry registry =
        ConfigRegistry.standard().withCell(ConfigCodec.of("two_level", TwoLevelCell.Config.class));
    SequentialModels.save(file, model, registry);
    Sequential loaded = SequentialModels.load(file, registry).model();

    Tensor x = Tensor.of(new float[] {1, 2, 3, -1, 0, 1}, 1, 2, 3);
    assertThat(loaded.predict(x).data()).isEqualTo(model.predict(x).data());
  }
}
