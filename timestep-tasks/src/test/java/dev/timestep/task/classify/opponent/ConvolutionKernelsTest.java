package dev.timestep.task.classify.opponent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConvolutionKernelsTest {
  @Test
  void takesTheFeaturesAskedForWhateverTheLength() {
    for (int length : new int[] {1, 2, 9, 24, 150, 1000}) {
      ConvolutionKernels kernels = ConvolutionKernels.fit(draw(4, 1, length), 9_996, 1);
      assertThat(kernels.biases()).hasSize(9_996);
      assertThat(kernels.dilations()[kernels.dilations().length - 1] * 8)
          .isLessThanOrEqualTo(Math.max(8, length - 1));
      for (float feature : kernels.features(draw(1, 1, 3)[0])) {
        assertThat(feature).isBetween(0f, 1f);
      }
    }
  }

  /** Every feature once more by the definition: weights 2 and -1, zeros beyond the ends. */
  @Test
  void equalsTheConvolutionWrittenOut() {
    float[][][] cases = draw(5, 3, 40);
    ConvolutionKernels kernels = ConvolutionKernels.fit(cases, 84 * 20, 3);
    float[][] x = draw(6, 3, 40)[5];
    float[] features = kernels.features(x);
    int feature = 0;
    int channel = 0;
    for (int d = 0; d < kernels.dilations().length; d++) {
      int kernel = 0;
      for (int i = 0; i < 9; i++) {
        for (int j = i + 1; j < 9; j++) {
          for (int k = j + 1; k < 9; k++) {
            double[] weights = {-1, -1, -1, -1, -1, -1, -1, -1, -1};
            weights[i] = weights[j] = weights[k] = 2;
            int count = kernels.channelCounts()[d * 84 + kernel];
            int dilation = kernels.dilations()[d];
            boolean inside = (d + kernel) % 2 == 1 && 40 > 8 * dilation;
            for (int b = 0; b < kernels.thresholds()[d]; b++) {
              int above = 0;
              int steps = 0;
              for (int t = inside ? 4 * dilation : 0; t < (inside ? 40 - 4 * dilation : 40); t++) {
                double sum = 0;
                for (int c = channel; c < channel + count; c++) {
                  for (int at = 0; at < 9; at++) {
                    int step = t + (at - 4) * dilation;
                    float value = step < 0 || step >= 40 ? 0 : x[kernels.channels()[c]][step];
                    sum += weights[at] * value;
                  }
                }
                steps++;
                above += sum > kernels.biases()[feature] ? 1 : 0;
              }
              assertThat(Math.abs(features[feature] - (double) above / steps))
                  .as("dilation %d kernel %d threshold %d", dilation, kernel, b)
                  .isLessThan(1e-6);
              feature++;
            }
            channel += count;
            kernel++;
          }
        }
      }
    }
    assertThat(feature).isEqualTo(84 * 20);
  }

  @Test
  void seesNoLevel() {
    float[][][] cases = draw(3, 1, 60);
    ConvolutionKernels kernels = ConvolutionKernels.fit(cases, 84, 1);
    float[][] raised = {cases[0][0].clone()};
    for (int t = 0; t < 60; t++) {
      raised[0][t] += 4;
    }
    float[] features = kernels.features(cases[0]);
    float[] high = kernels.features(raised);
    // Kernels that stay inside the sequence sum to 0; those with the odd number here do.
    int same = 0;
    for (int k = 1; k < 84; k += 2) {
      same += Math.abs(features[k] - high[k]) < 1e-3 ? 1 : 0;
    }
    assertThat(same).isEqualTo(42);
  }

  private static float[][][] draw(int count, int channels, int length) {
    Random random = new Random(5);
    float[][][] cases = new float[count][channels][length];
    for (float[][] one : cases) {
      for (float[] channel : one) {
        for (int t = 0; t < length; t++) {
          channel[t] = (float) random.nextGaussian();
        }
      }
    }
    return cases;
  }
}
