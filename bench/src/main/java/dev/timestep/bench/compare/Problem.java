package dev.timestep.bench.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * The numbers of a shape: weights, inputs, targets. Every process draws the same ones from the same
 * seed. All is in PyTorch's layout and under its names: time-major, weights [gates, inputs].
 */
final class Problem {
  /** How many different steps a stream has, after which they come again. */
  static final int STREAM_STEPS = 16;

  private static final long SEED = 20_250;

  private final ShapeSpec shape;
  private final SequencedMap<String, float[]> weights = new LinkedHashMap<>();
  private final List<String> suffixes = new ArrayList<>();
  private final float[] inputs;
  private final float[] targets;
  private final int[] lengths;

  Problem(ShapeSpec shape) {
    this.shape = shape;
    SplittableRandom random = new SplittableRandom(SEED);
    int steps = (shape.stream() ? STREAM_STEPS : shape.time()) * shape.batch();
    if (shape.words() > 0) {
      weights.put("embedding", uniform(random, 0.1, shape.words() * shape.features()));
    }
    if (shape.cell().isConvolution()) {
      Convolutions sizes = new Convolutions(shape);
      drawKernels(random, sizes);
      inputs = uniform(random, 1.5, shape.batch() * sizes.places(0) * shape.features());
      targets = uniform(random, 0.5, sizes.outputs());
      lengths = filled(shape);
      return;
    }
    for (int layer = 0; layer < shape.layers(); layer++) {
      for (int direction = 0; direction < shape.directions(); direction++) {
        String suffix = "_l" + layer + (direction == 1 ? "_reverse" : "");
        suffixes.add(suffix);
        drawLayer(random, suffix, shape.inputWidth(layer));
      }
    }
    int outputs = shape.directions() * shape.units();
    if (shape.words() > 0) {
      double bound = 1 / Math.sqrt(outputs);
      weights.put("out.weight", uniform(random, bound, shape.words() * outputs));
      weights.put("out.bias", uniform(random, bound, shape.words()));
      inputs = ids(random, shape.words(), steps);
      targets = ids(random, shape.words(), steps);
    } else {
      inputs = uniform(random, 1.5, steps * shape.features());
      targets = uniform(random, 0.5, shape.batch() * outputs);
    }
    lengths = filled(shape);
    if (shape.shortest() > 0) {
      Arrays.setAll(lengths, b -> random.nextInt(shape.shortest(), shape.time() + 1));
    }
  }

  private static int[] filled(ShapeSpec shape) {
    int[] lengths = new int[shape.batch()];
    Arrays.fill(lengths, shape.time());
    return lengths;
  }

  private void drawKernels(SplittableRandom random, Convolutions sizes) {
    for (int layer = 0; layer < shape.layers(); layer++) {
      int count = sizes.weights(layer);
      double bound = Math.sqrt((double) shape.units() / count);
      weights.put("weight_l" + layer, uniform(random, bound, count));
      weights.put("bias_l" + layer, uniform(random, bound, shape.units()));
    }
  }

  private void drawLayer(SplittableRandom random, String suffix, int width) {
    int rows = shape.gateColumns();
    double bound = 1 / Math.sqrt(shape.units());
    weights.put("weight_ih" + suffix, uniform(random, bound, rows * width));
    weights.put("weight_hh" + suffix, uniform(random, bound, rows * shape.units()));
    weights.put("bias_ih" + suffix, uniform(random, bound, rows));
    // Only in the GRU does the second bias do what the first cannot.
    boolean second = shape.cell() == Cell.GRU;
    weights.put("bias_hh" + suffix, second ? uniform(random, bound, rows) : new float[rows]);
  }

  private static float[] uniform(SplittableRandom random, double bound, int count) {
    float[] values = new float[count];
    for (int at = 0; at < count; at++) {
      values[at] = (float) random.nextDouble(-bound, bound);
    }
    return values;
  }

  private static float[] ids(SplittableRandom random, int words, int count) {
    float[] ids = new float[count];
    for (int at = 0; at < count; at++) {
      ids[at] = random.nextInt(words);
    }
    return ids;
  }

  ShapeSpec shape() {
    return shape;
  }

  /** {@code _l0}, {@code _l0_reverse}, …: what the names of a layer's weights end with. */
  List<String> layerSuffixes() {
    return suffixes;
  }

  float[] weight(String name) {
    float[] values = weights.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "No weights named " + name + "; there are " + weights.keySet() + ".");
    }
    return values;
  }

  /** Whether training changes these weights: not a second bias that only repeats the first. */
  boolean isTrained(String name) {
    return !name.startsWith("bias_hh") || shape.cell() == Cell.GRU;
  }

  /**
   * [T, B, F], or word numbers [T, B]; of a stream [{@value #STREAM_STEPS}, B, F]; images [B, T, T,
   * F].
   */
  float[] inputs() {
    return inputs;
  }

  /**
   * [B, directions·H] for the last step's output, or word numbers [T, B]; for all places of a
   * convolution's output, in the order of its inputs.
   */
  float[] targets() {
    return targets;
  }

  /** Real steps of each sequence. */
  int[] lengths() {
    return lengths;
  }

  /** Sum of the lengths. */
  long totalSteps() {
    return Arrays.stream(lengths).asLongStream().sum();
  }

  /** A matrix [rows, columns] turned into [columns, rows]. */
  static float[] transposed(float[] matrix, int rows, int columns) {
    float[] turned = new float[matrix.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        turned[c * rows + r] = matrix[r * columns + c];
      }
    }
    return turned;
  }
}
