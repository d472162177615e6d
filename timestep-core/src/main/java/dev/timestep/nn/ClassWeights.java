package dev.timestep.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a case counts in a loss, by its class. The loss is the weighted mean Σ w·loss / Σ w, so
 * a weight of 2 is the same as giving each case of the class twice, and a factor that all classes
 * share changes nothing.
 *
 * <pre>{@code
 * Loss loss = Losses.softmaxCrossEntropy(ClassWeights.balanced(900, 90, 10));
 * }</pre>
 *
 * <p>PyTorch's {@code CrossEntropyLoss(weight)} takes the same mean. Its {@code pos_weight} of the
 * binary loss and Keras' {@code class_weight} divide by the number of cases instead, so that a rare
 * class there also changes the size of the steps.
 *
 * @param values one for each class, by its number; each finite and 0 or more, one above 0
 */
public record ClassWeights(List<Float> values) {
  public ClassWeights {
    values = List.copyOf(values);
    boolean some = false;
    for (int at = 0; at < values.size(); at++) {
      float value = values.get(at);
      if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "ClassWeights expects finite weights of 0 or more; received "
                + value
                + " for class "
                + at
                + ".");
      }
      some |= value > 0;
    }
    if (values.size() < 2 || !some) {
      throw new IllegalArgumentException(
          "ClassWeights expects one weight for each of two classes or more, of which one is above"
              + " 0; received "
              + values
              + ".");
    }
  }

  /** These weights, by the number of the class. */
  public static ClassWeights of(double... weights) {
    List<Float> values = new ArrayList<>(weights.length);
    for (double weight : weights) {
      values.add((float) weight);
    }
    return new ClassWeights(values);
  }

  /**
   * Weights that let each class count as much as any other: cases / (classes · cases of the class).
   * Their mean over the cases is 1.
   *
   * @param cases of each class in the training part, by the number of the class
   * @throws IllegalArgumentException when a class has no case
   */
  public static ClassWeights balanced(int... cases) {
    long all = 0;
    for (int at = 0; at < cases.length; at++) {
      if (cases[at] < 1) {
        throw new IllegalArgumentException(
            "ClassWeights.balanced expects one case or more of each class; received "
                + cases[at]
                + " of class "
                + at
                + ". Leave the class out, or give its weight with ClassWeights.of.");
      }
      all += cases[at];
    }
    double total = all;
    return of(Arrays.stream(cases).mapToDouble(n -> total / ((double) cases.length * n)).toArray());
  }

  /** The weight of a class. */
  public float of(int label) {
    return values.get(label);
  }

  /** What a checkpoint holds of the weights of a loss; empty when there are none. */
  static String describe(@Nullable ClassWeights weights) {
    return weights == null ? "" : "class weights " + weights.values();
  }

  /** Number of classes. */
  public int classes() {
    return values.size();
  }
}
