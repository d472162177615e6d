package dev.timestep.task.forecast.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.forecast.ForecastBatch;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PooledRidgeTest {
  private static final int WINDOWS = 60;
  private static final int STEPS = 2;

  private final Random random = new Random(3);

  private Tensor noise(int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.data().length; i++) {
      tensor.data()[i] = (float) (2 + random.nextGaussian());
    }
    return tensor;
  }

  /** Targets that a line in the inputs gives, in units of each window. */
  private ForecastBatch line(Optional<Tensor> counts) {
    Tensor past = noise(3, WINDOWS, 2);
    Tensor future = noise(STEPS, WINDOWS, 4);
    Tensor spread = noise(1, WINDOWS, 1);
    Tensor target = Tensor.zeros(STEPS, WINDOWS, 1);
    for (int b = 0; b < WINDOWS; b++) {
      spread.data()[b] = Math.abs(spread.data()[b]) + 0.5f;
      for (int h = 0; h < STEPS; h++) {
        double y =
            0.7 - h + 0.3 * past.data()[b * 2] - 0.2 * past.data()[(2 * WINDOWS + b) * 2 + 1];
        y += 1.5 * future.data()[(h * WINDOWS + b) * 4 + 1];
        target.data()[h * WINDOWS + b] = (float) (y * spread.data()[b]);
      }
    }
    return new ForecastBatch(past, future, Optional.empty(), spread, target, counts);
  }

  @Test
  void itFindsALineThatIsThere() {
    ForecastBatch batch = line(Optional.empty());
    PooledMoments moments = new PooledMoments(batch);
    moments.add(batch);

    float[] out = PooledRidge.of(moments, 1e-9).forward(batch);
    for (int i = 0; i < out.length; i++) {
      assertThat(out[i]).isCloseTo(batch.target().data()[i], within(1e-3f));
    }
  }

  @Test
  void aStrongPenaltyLeavesTheMean() {
    ForecastBatch batch = line(Optional.empty());
    PooledMoments moments = new PooledMoments(batch);
    moments.add(batch);

    PooledRidge ridge = PooledRidge.of(moments, 1e12);
    for (int h = 0; h < STEPS; h++) {
      double mean = 0;
      for (int b = 0; b < WINDOWS; b++) {
        mean += batch.target().data()[h * WINDOWS + b] / batch.spread().data()[b] / WINDOWS;
      }
      assertThat(ridge.bias()[h][0]).isCloseTo(mean, within(1e-4));
    }
  }

  @Test
  void batchesAddUp() {
    ForecastBatch first = line(Optional.empty());
    ForecastBatch second = line(Optional.empty());
    PooledMoments both = new PooledMoments(first);
    both.add(first);
    both.add(second);
    PooledMoments other = new PooledMoments(second);
    other.add(second);
    other.add(first);

    double[][] a = PooledRidge.of(both, 0.01).shared();
    double[][] b = PooledRidge.of(other, 0.01).shared();
    for (int l = 0; l < a.length; l++) {
      for (int c = 0; c < a[l].length; c++) {
        assertThat(a[l][c]).isCloseTo(b[l][c], within(1e-6));
      }
    }
  }

  @Test
  void aWindowWithAFilledTargetIsPassedOver() {
    Tensor counts = Tensor.zeros(STEPS, WINDOWS, 1);
    Arrays.fill(counts.data(), 1f);
    counts.data()[WINDOWS + 5] = 0;
    ForecastBatch batch = line(Optional.of(counts));
    batch.target().data()[WINDOWS + 5] = 1e6f;
    PooledMoments moments = new PooledMoments(batch);
    moments.add(batch);

    assertThat(moments.count()).isEqualTo(WINDOWS - 1);
    assertThat(PooledRidge.of(moments, 1e-9).forward(batch)[0])
        .isCloseTo(batch.target().data()[0], within(1e-3f));
  }

  @Test
  void anInputThatDoesNotVaryHasNoWeight() {
    ForecastBatch batch = line(Optional.empty());
    for (int b = 0; b < WINDOWS; b++) {
      batch.past().data()[b * 2 + 1] = 7;
    }
    PooledMoments moments = new PooledMoments(batch);
    moments.add(batch);

    assertThat(PooledRidge.of(moments, 0.01).shared()[1]).containsOnly(0);
  }
}
