package dev.timestep.task.forecast.covariate;

import java.util.List;

/**
 * How a column beside the targets becomes inputs: plain fields, stored with the model.
 *
 * <pre>
 *   a number v      (v - centre) / scale
 *   a whole number  the same, and 1 at its place among the levels, else 0
 *   a category      1 at its place among the categories, else 0; of two, 1 for the second, 0 for the
 *                   first, and between them for one that training did not have
 *   a missing cell  the value before it and, in an input of its own, 1
 * </pre>
 *
 * @param column its name
 * @param ahead whether it is known for the rows to be forecast
 * @param centre mean over the training rows; 0 for categories
 * @param scale standard deviation over the training rows; 1 for categories
 * @param categories texts in the order of their inputs; empty for numbers
 * @param levels whole numbers that may be codes, such as days of the week; empty for other numbers
 * @param gaps whether a missing cell has an input of its own
 */
public record Covariate(
    String column,
    boolean ahead,
    double centre,
    double scale,
    List<String> categories,
    List<Double> levels,
    boolean gaps) {
  public Covariate {
    categories = List.copyOf(categories);
    levels = List.copyOf(levels);
    if (!Double.isFinite(centre) || !Double.isFinite(scale) || scale <= 0) {
      throw new IllegalArgumentException(
          "A covariate expects a finite centre and a scale above 0; received %s and %s for %s."
              .formatted(centre, scale, column));
    }
    if (categories.size() == 1 || categories.stream().distinct().count() < categories.size()) {
      throw new IllegalArgumentException(
          "A covariate expects two different categories or more, or none; received %s for %s."
              .formatted(categories, column));
    }
  }

  /** Number of inputs of a row. */
  public int width() {
    return (categories.size() <= 2 ? 1 : categories.size()) + levels.size() + (gaps ? 1 : 0);
  }

  /**
   * Writes the inputs of a row.
   *
   * @param value a number, or the place of a category; -1 for one that training did not have
   * @param missing whether the cell was filled
   * @return where the next input goes
   */
  public int write(double value, boolean missing, float[] to, int at) {
    int next = at;
    if (categories.isEmpty()) {
      to[next++] = (float) ((value - centre) / scale);
      for (double level : levels) {
        to[next++] = value == level ? 1 : 0;
      }
    } else if (categories.size() == 2) {
      to[next++] = value < 0 ? 0.5f : (float) value;
    } else {
      for (int place = 0; place < categories.size(); place++) {
        to[next++] = value == place ? 1 : 0;
      }
    }
    if (gaps) {
      to[next++] = missing ? 1 : 0;
    }
    return next;
  }
}
