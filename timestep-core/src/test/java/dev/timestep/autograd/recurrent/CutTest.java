package dev.timestep.autograd.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.Recurrent;
import dev.timestep.nn.Signal;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a layer is cut among threads, its outputs and gradients have the same bits. */
class CutTest {
  private static final int[] THREADS = {2, 3, 8};

  /** A layer and a batch that are cut in some way. */
  record Case(CellConfig cell, int time, int batch, int features, boolean ragged, boolean reverse) {
    @Override
    public String toString() {
      return cell
          + " T=%d B=%d F=%d".formatted(time, batch, features)
          + (ragged ? " ragged" : "")
          + (reverse ? " reversed" : "");
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    CellConfig[] cells = {
      // Cut by sequences on two or three threads; on eight, more than there are sequences, the
      // wider ones by units, 100 of which are no whole number of panels. Where the input kernel is
      // large, x·W is computed ahead.
      LstmConfig.of(24),
      LstmConfig.of(100),
      GruConfig.of(24),
      GruConfig.of(132),
      SimpleRnnConfig.of(40),
      SimpleRnnConfig.of(260),
      new GruConfig(100, GruConfig.Form.RESET_BEFORE, true, Init.PYTORCH)
    };
    for (CellConfig cell : cells) {
      for (int features : new int[] {3, 72, 270}) {
        cases.add(new Case(cell, 6, 7, features, false, false));
        cases.add(new Case(cell, 6, 7, features, true, true));
      }
      cases.add(new Case(cell, 3, 1, 72, false, true));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bitsDoNotDependOnTheCut(Case one) {
    float[] alone = numbers(one, 1);
    for (int threads : THREADS) {
      // Not element by element: a hundred thousand boxes each.
      assertThat(Arrays.equals(numbers(one, threads), alone)).as("%d threads", threads).isTrue();
    }
  }

  /** Outputs, final state and gradients of weights and inputs. */
  private static float[] numbers(Case one, int threads) {
    SplittableRandom random = new SplittableRandom(5);
    Recurrent<?> layer = new Recurrent<>(one.cell.build(one.features, random), true, one.reverse);
    Tensor x = Tensor.zeros(one.batch, one.time, one.features);
    for (int at = 0; at < x.data().length; at++) {
      x.data()[at] = (float) random.nextDouble(-1, 1);
    }
    int[] lengths = random.ints(one.batch, 0, one.time + 1).toArray();
    try (Workers workers = new Workers(threads)) {
      Tape tape = Tape.recording(new Engine(KernelProvider.chosen(), workers));
      Variable input = tape.input(x.swapBatchAndTime());
      Signal signal = new Signal(input, one.ragged ? Lengths.of(lengths) : null);
      Variable y = layer.forward(tape, signal).value();
      tape.backward(y.square().sum());
      List<float[]> all = new ArrayList<>();
      all.add(y.value().data());
      all.add(input.gradientValue().data());
      layer.parameters().values().forEach(parameter -> all.add(parameter.gradient()));
      int size = all.stream().mapToInt(part -> part.length).sum();
      float[] joined = new float[size];
      int at = 0;
      for (float[] part : all) {
        System.arraycopy(part, 0, joined, at, part.length);
        at += part.length;
      }
      return joined;
    }
  }

  @Test
  void largeWeightsAreCutByUnitsAndSmallOnesBySequences() {
    StepLayout layout = StepLayout.of(10, 32, null, false);
    assertThat(Cut.of(layout, 2, 64, 4 * 64 * 71, true).byUnits()).isFalse();
    assertThat(Cut.of(layout, 2, 512, 4 * 512 * 1024, true).byUnits()).isTrue();
    assertThat(Cut.of(layout, 2, 512, 4 * 512 * 1024, false).byUnits()).isFalse();
    assertThat(Cut.of(layout, 1, 512, 4 * 512 * 1024, true).parts()).hasSize(1);
    // With fewer sequences than threads, the rest of the threads find work in the units.
    StepLayout few = StepLayout.of(10, 7, null, false);
    assertThat(Cut.of(few, 8, 100, 4 * 100 * 172, true).byUnits()).isTrue();
    assertThat(Cut.of(few, 2, 100, 4 * 100 * 172, true).byUnits()).isFalse();
  }

  @Test
  void partsCoverAllUnitsAndAllSequencesOnce() {
    for (int threads = 1; threads <= 9; threads++) {
      for (int units : new int[] {40, 100, 256, 300}) {
        StepLayout layout = StepLayout.of(4, 5, null, false);
        Cut cut = Cut.of(layout, threads, units, 4L * units * (units + 600), true);
        int[][] covered = new int[5][units];
        for (Part part : cut.parts()) {
          for (int p = part.from; p < part.from + part.sequences(); p++) {
            for (int unit = part.unit; unit < part.unit + part.width; unit++) {
              covered[p][unit]++;
            }
          }
        }
        for (int[] row : covered) {
          assertThat(row).containsOnly(1);
        }
      }
    }
  }
}
