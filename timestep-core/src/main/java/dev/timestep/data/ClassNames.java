package dev.timestep.data;

import dev.timestep.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of classes and their numbers, counted from 0, as losses and metrics take them.
 *
 * <pre>{@code
 * ClassNames classes = ClassNames.of(List.of("walk", "run", "walk"));   // run is 0, walk is 1
 * Tensor targets = classes.numbers(List.of("walk", "run", "walk"));     // [3]: 1, 0, 1
 * }</pre>
 */
public final class ClassNames {
  private final List<String> names;
  private final Map<String, Integer> numbers;

  private ClassNames(List<String> names) {
    this.names = List.copyOf(names);
    this.numbers = HashMap.newHashMap(names.size());
    for (int at = 0; at < names.size(); at++) {
      Integer before = numbers.putIfAbsent(names.get(at), at);
      if (before != null) {
        throw new IllegalArgumentException(
            "ClassNames expects every name once; \""
                + names.get(at)
                + "\" is both class "
                + before
                + " and class "
                + at
                + ".");
      }
    }
    if (names.size() < 2) {
      throw new IllegalArgumentException(
          "ClassNames expects two classes or more; received "
              + names
              + ". With one class there is nothing to tell apart: check the column or the filter"
              + " that the labels came from.");
    }
  }

  /**
   * The classes of some labels, in the order of {@link String#compareTo}, so that they depend on
   * which labels there are and not on their order. A blank or the case of a letter makes another
   * class.
   *
   * @param labels of the training part, with repetitions
   */
  public static ClassNames of(List<String> labels) {
    return new ClassNames(labels.stream().distinct().sorted().toList());
  }

  /** Exactly these classes, of which the first is number 0: for a yes or no, the no. */
  public static ClassNames inOrder(String... names) {
    return new ClassNames(List.of(names));
  }

  /** The names, by number. */
  public List<String> names() {
    return names;
  }

  /** Number of classes. */
  public int size() {
    return names.size();
  }

  /** The name of a class. */
  public String name(int number) {
    if (number < 0 || number >= size()) {
      throw new IllegalArgumentException(
          "ClassNames expects a class from 0 to " + (size() - 1) + "; received " + number + ".");
    }
    return names.get(number);
  }

  /** The number of a class. */
  public int number(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException(
          "ClassNames expects one of "
              + names.stream().limit(10).toList()
              + (size() > 10 ? " and " + (size() - 10) + " others" : "")
              + "; received \""
              + name
              + "\". A class that was not in the training part cannot be predicted: give the"
              + " training part cases of it, or leave those rows out.");
    }
    return number;
  }

  /** The numbers of some labels as targets, {@code [labels]}. */
  public Tensor numbers(List<String> labels) {
    float[] all = new float[labels.size()];
    for (int at = 0; at < all.length; at++) {
      all[at] = number(labels.get(at));
    }
    return Tensor.of(all, all.length);
  }

  /** How many of some labels are of each class, by number. */
  public int[] count(List<String> labels) {
    int[] counts = new int[size()];
    labels.forEach(label -> counts[number(label)]++);
    return counts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassNames that && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  @Override
  public String toString() {
    return "ClassNames" + names;
  }
}
