package dev.timestep.task.classify.opponent;

import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Some ten thousand features of a sequence: how much of it lies above thresholds after convolution.
 *
 * <p>There are 84 kernels of 9 weights, all choices of three weights 2 among weights -1, each at
 * several dilations d. A kernel looks at one channel, or at the sum of some drawn at random. With
 *
 * <pre>  C[t] = Σ_c ( 3 Σ_{k in its three} x_c[t + (k - 4) d] - Σ_{k=0..8} x_c[t + (k - 4) d] )
 * </pre>
 *
 * a feature is the share of t with {@code C[t] > b}. The thresholds b are quantiles of C of
 * training cases drawn at random. Every other kernel looks only at those t where the kernel does
 * not reach beyond the ends, if there are any; elsewhere x is 0, the mean of training. So a
 * sequence of any length has these features.
 *
 * <p>Source: Dempster, Schmidt and Webb, "MiniRocket: A Very Fast (Almost) Deterministic Transform
 * for Time Series Classification", KDD 2021; the kernels, dilations and thresholds are theirs.
 *
 * @param dilations [D] ascending
 * @param thresholds [D] thresholds per kernel at each dilation
 * @param channelCounts [D * 84] how many channels a kernel at a dilation sums
 * @param channels these channels, one after the other
 * @param biases [features] the thresholds, by dilation, then kernel
 */
record ConvolutionKernels(
    int[] dilations, int[] thresholds, int[] channelCounts, int[] channels, float[] biases) {

  static final int KERNELS = 84;
  private static final int LENGTH = 9;
  private static final int MOST_DILATIONS = 32;
  private static final int MOST_CHANNELS = 9;
  private static final double GOLDEN = (Math.sqrt(5) + 1) / 2;
  private static final int[][] THREE = threes();

  private static int[][] threes() {
    int[][] threes = new int[KERNELS][];
    int at = 0;
    for (int i = 0; i < LENGTH; i++) {
      for (int j = i + 1; j < LENGTH; j++) {
        for (int k = j + 1; k < LENGTH; k++) {
          threes[at++] = new int[] {i, j, k};
        }
      }
    }
    return threes;
  }

  /** Draws kernels and thresholds. */
  static ConvolutionKernels fit(float[][][] cases, int features, long seed) {
    int longest = Arrays.stream(cases).mapToInt(x -> x[0].length).max().orElseThrow();
    int perKernel = Math.max(1, features / KERNELS);
    int[][] plan = plan(longest, perKernel);
    SplittableRandom random = new SplittableRandom(seed);
    int combinations = plan[0].length * KERNELS;
    int[] counts = new int[combinations];
    int[] channels = drawChannels(cases[0].length, counts, random);
    int total = Arrays.stream(plan[1]).sum() * KERNELS;
    ConvolutionKernels kernels =
        new ConvolutionKernels(plan[0], plan[1], counts, channels, new float[total]);
    kernels.drawBiases(cases, random);
    return kernels;
  }

  /** Dilations up to the length of the longest case, and how many thresholds each one has. */
  private static int[][] plan(int longest, int perKernel) {
    int most = Math.min(perKernel, MOST_DILATIONS);
    double exponent = Math.max(0, Math.log((longest - 1) / (LENGTH - 1.0)) / Math.log(2));
    int[] dilations = new int[most];
    int[] counts = new int[most];
    int used = 0;
    for (int i = 0; i < most; i++) {
      int dilation = (int) Math.pow(2, most == 1 ? 0 : exponent * i / (most - 1));
      if (used == 0 || dilations[used - 1] != dilation) {
        dilations[used++] = dilation;
      }
      counts[used - 1]++;
    }
    int given = 0;
    for (int i = 0; i < used; i++) {
      counts[i] = counts[i] * (perKernel / most);
      given += counts[i];
    }
    for (int i = 0; given < perKernel; i = (i + 1) % used, given++) {
      counts[i]++;
    }
    return new int[][] {Arrays.copyOf(dilations, used), Arrays.copyOf(counts, used)};
  }

  private static int[] drawChannels(int channels, int[] counts, SplittableRandom random) {
    double exponent = Math.log(Math.min(channels, MOST_CHANNELS) + 1) / Math.log(2);
    int[] drawn = new int[counts.length * MOST_CHANNELS];
    int used = 0;
    int[] all = new int[channels];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = channels == 1 ? 1 : (int) Math.pow(2, random.nextDouble() * exponent);
      Arrays.setAll(all, c -> c);
      for (int c = 0; c < counts[i]; c++) {
        int swap = c + random.nextInt(channels - c);
        int chosen = all[swap];
        all[swap] = all[c];
        all[c] = chosen;
        drawn[used++] = chosen;
      }
    }
    return Arrays.copyOf(drawn, used);
  }

  private void drawBiases(float[][][] cases, SplittableRandom random) {
    int feature = 0;
    int firstChannel = 0;
    for (int d = 0; d < dilations.length; d++) {
      for (int k = 0; k < KERNELS; k++) {
        int combination = d * KERNELS + k;
        int channelEnd = firstChannel + channelCounts[combination];
        Filter filter = new Filter(cases[random.nextInt(cases.length)], dilations[d]);
        float[] values = filter.convolve(THREE[k], channels, firstChannel, channelEnd).clone();
        Arrays.sort(values);
        for (int b = 0; b < thresholds[d]; b++) {
          double share = (feature + 1) * GOLDEN % 1;
          double at = share * (values.length - 1);
          int below = (int) at;
          float low = values[below];
          float high = values[Math.min(below + 1, values.length - 1)];
          biases[feature++] = (float) (low + (at - below) * (high - low));
        }
        firstChannel = channelEnd;
      }
    }
  }

  /** [features] of one sequence {@code x} [channel][step]. */
  float[] features(float[][] x) {
    float[] result = new float[biases.length];
    int feature = 0;
    int firstChannel = 0;
    for (int d = 0; d < dilations.length; d++) {
      Filter filter = new Filter(x, dilations[d]);
      for (int k = 0; k < KERNELS; k++) {
        int channelEnd = firstChannel + channelCounts[d * KERNELS + k];
        float[] values = filter.convolve(THREE[k], channels, firstChannel, channelEnd);
        firstChannel = channelEnd;
        int reach = dilations[d] * (LENGTH / 2);
        boolean inside = (d + k) % 2 == 1 && values.length > 2 * reach;
        int from = inside ? reach : 0;
        int to = inside ? values.length - reach : values.length;
        for (int b = 0; b < thresholds[d]; b++, feature++) {
          result[feature] = share(values, from, to, biases[feature]);
        }
      }
    }
    return result;
  }

  private static float share(float[] values, int from, int to, float bias) {
    int above = 0;
    for (int t = from; t < to; t++) {
      above += values[t] > bias ? 1 : 0;
    }
    return (float) above / (to - from);
  }

  void write(Map<String, Tensor> to) {
    to.put("kernels.dilations", Tensor.vector(StoredTensors.floats(dilations)));
    to.put("kernels.thresholds", Tensor.vector(StoredTensors.floats(thresholds)));
    to.put("kernels.channel_counts", Tensor.vector(StoredTensors.floats(channelCounts)));
    to.put("kernels.channels", Tensor.vector(StoredTensors.floats(channels)));
    to.put("kernels.biases", Tensor.vector(biases.clone()));
  }

  static ConvolutionKernels read(int channels, StoredTensors tensors) {
    int[] dilations = tensors.wholes("kernels.dilations", 1, Integer.MAX_VALUE);
    int[] thresholds = tensors.wholes("kernels.thresholds", 0, 1 << 20);
    int[] counts = tensors.wholes("kernels.channel_counts", 1, channels);
    int[] drawn = tensors.wholes("kernels.channels", 0, channels - 1);
    if (thresholds.length != dilations.length
        || counts.length != dilations.length * KERNELS
        || Arrays.stream(counts).sum() != drawn.length) {
      throw new IllegalArgumentException(
          ("The stored baseline expects thresholds and %d channel counts for each of %d dilations;"
                  + " received %d thresholds, %d counts and %d channels.")
              .formatted(
                  KERNELS, dilations.length, thresholds.length, counts.length, drawn.length));
    }
    float[] biases = tensors.vector("kernels.biases", Arrays.stream(thresholds).sum() * KERNELS);
    return new ConvolutionKernels(dilations, thresholds, counts, drawn, biases);
  }

  /** One sequence at one dilation. */
  private static final class Filter {
    private final int length;
    private final int dilation;

    /** [channel] the sequence between zeros as wide as the kernel reaches. */
    private final float[][] padded;

    /** [channel][t] minus the sum of all nine. */
    private final float[][] minusAll;

    private final float[] values;

    Filter(float[][] x, int dilation) {
      length = x[0].length;
      this.dilation = dilation;
      values = new float[length];
      padded = new float[x.length][length + (LENGTH - 1) * dilation];
      minusAll = new float[x.length][length];
      for (int c = 0; c < x.length; c++) {
        System.arraycopy(x[c], 0, padded[c], LENGTH / 2 * dilation, length);
        for (int k = 0; k < LENGTH; k++) {
          int offset = k * dilation;
          for (int t = 0; t < length; t++) {
            minusAll[c][t] -= padded[c][t + offset];
          }
        }
      }
    }

    /** C of one kernel; the array is used again by the next call. */
    float[] convolve(int[] three, int[] channels, int from, int to) {
      Arrays.fill(values, 0);
      int first = three[0] * dilation;
      int second = three[1] * dilation;
      int third = three[2] * dilation;
      for (int i = from; i < to; i++) {
        float[] x = padded[channels[i]];
        float[] all = minusAll[channels[i]];
        for (int t = 0; t < length; t++) {
          values[t] += all[t] + 3 * (x[t + first] + x[t + second] + x[t + third]);
        }
      }
      return values;
    }
  }
}
