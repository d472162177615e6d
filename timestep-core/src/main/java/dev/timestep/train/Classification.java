package dev.timestep.train;

import dev.timestep.data.ClassNames;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a {@link Classifier} says of one sequence.
 *
 * @param classes that were to be told apart
 * @param number of the predicted class, counted from 0
 * @param probabilities of the classes, by number; their sum is 1 up to rounding
 */
public record Classification(ClassNames classes, int number, List<Double> probabilities) {
  public Classification {
    probabilities = List.copyOf(probabilities);
  }

  /** The name of the predicted class. */
  public String name() {
    return classes.name(number);
  }

  /** The probability of the predicted class. */
  public double probability() {
    return probabilities.get(number);
  }

  /** The probability of a class. */
  public double probability(String name) {
    return probabilities.get(classes.number(name));
  }

  /**
   * The most probable classes, best first; of equal ones the one with the lower number first.
   *
   * @param count how many, at least 1; all of them if there are fewer
   */
  public List<Map.Entry<String, Double>> top(int count) {
    Settings.atLeast("Classification.top", "a number of classes", count, 1);
    return IntStream.range(0, classes.size())
        .boxed()
        .sorted((a, b) -> Double.compare(probabilities.get(b), probabilities.get(a)))
        .limit(count)
        .map(at -> Map.entry(classes.name(at), probabilities.get(at)))
        .toList();
  }
}
