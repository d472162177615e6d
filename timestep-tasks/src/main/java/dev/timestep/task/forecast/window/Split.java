package dev.timestep.task.forecast.window;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.Part;
import dev.timestep.task.message.TaskException;

/**
 * Borders of the training, validation and test rows of one series, in that order in time.
 *
 * <p>Training rows are {@code [0, train)}, validation rows {@code [train, train + validation)},
 * test rows the {@code test} rows after them. Rows after the last part are left unused, which
 * happens only when row counts are given and they add up to less than the series.
 *
 * @param rows rows of the whole series
 * @param train rows of the training part
 * @param validation rows of the validation part
 * @param test rows of the test part
 */
public record Split(int rows, int train, int validation, int test) {

  /** What is used when nothing is said: the last tenth is the test, the tenth before validates. */
  public static final String DEFAULT = "0.8/0.1/0.1";

  private static final String HOW =
      "Give three fractions that add up to 1 ("
          + setting("split")
          + " 0.8/0.1/0.1) or three row counts "
          + "("
          + setting("split")
          + " 4383/548/548), oldest part first.";

  /** Checks that each part has rows and that together they fit the series. */
  public Split {
    if (train < 1 || validation < 1 || test < 1) {
      throw new TaskException(
          "Split expects at least one row in each part; received %d/%d/%d of %d rows. %s"
              .formatted(train, validation, test, rows, HOW));
    }
    if ((long) train + validation + test > rows) {
      throw new TaskException(
          "Split expects parts that fit into the series' %d rows; received %d/%d/%d. %s"
              .formatted(rows, train, validation, test, HOW));
    }
  }

  /**
   * Reads a split as written on the command line.
   *
   * @param text three numbers with {@code /} between them: fractions that add up to 1, or row
   *     counts
   * @param rows rows of the series
   * @return the split; the test part of a fraction split ends at the last row
   * @throws IllegalArgumentException if the text is not three numbers, mixes fractions and counts,
   *     looks like percentages, or leaves a part empty
   */
  public static Split parse(String text, int rows) {
    String[] parts = text.strip().split("/", -1);
    if (parts.length != 3) {
      throw new TaskException(
          "Split expects three numbers with / between; received \"" + text + "\". " + HOW);
    }
    double[] numbers = new double[3];
    boolean counts = true;
    for (int i = 0; i < 3; i++) {
      String part = parts[i].strip();
      counts &= part.matches("\\d+");
      try {
        numbers[i] = Double.parseDouble(part);
      } catch (NumberFormatException e) {
        throw new TaskException(
            "Split expects numbers; received \"" + part + "\" in \"" + text + "\". " + HOW, e);
      }
    }
    return counts ? ofCounts(text, numbers, rows) : ofFractions(text, numbers, rows);
  }

  private static Split ofCounts(String text, double[] numbers, int rows) {
    double sum = numbers[0] + numbers[1] + numbers[2];
    if (sum == 100 && rows > 100) {
      throw new TaskException(
          "Split received \"%s\", which looks like percentages but means row counts. %s"
              .formatted(text, HOW));
    }
    if (sum > rows) {
      throw new TaskException(
          "Split expects parts that fit into the series' %d rows; received \"%s\". %s"
              .formatted(rows, text, HOW));
    }
    return new Split(rows, (int) numbers[0], (int) numbers[1], (int) numbers[2]);
  }

  private static Split ofFractions(String text, double[] numbers, int rows) {
    double sum = numbers[0] + numbers[1] + numbers[2];
    boolean inside = true;
    for (double number : numbers) {
      inside &= number > 0 && number < 1;
    }
    if (!inside || !(Math.abs(sum - 1) <= 1e-6)) {
      throw new TaskException(
          "Split expects three fractions between 0 and 1 that add up to 1; received \"%s\". %s"
              .formatted(text, HOW));
    }
    int validation = (int) Math.round(numbers[1] * rows);
    int test = (int) Math.round(numbers[2] * rows);
    if (Math.min(rows - validation - test, Math.min(validation, test)) < 1) {
      throw new TaskException(
          "The series has %d %s, too few for the split %s: each part needs at least one row. "
                  .formatted(rows, rows == 1 ? "row" : "rows", text)
              + "Give a longer series"
              + (text.equals(DEFAULT)
                  ? "."
                  : ", or larger fractions with " + setting("split") + "."));
    }
    return new Split(rows, rows - validation - test, validation, test);
  }

  /** The first row of a part. */
  public int begin(Part part) {
    return switch (part) {
      case TRAIN -> 0;
      case VALIDATION -> train;
      case TEST -> train + validation;
    };
  }

  /** The row after the last row of a part. */
  public int end(Part part) {
    return switch (part) {
      case TRAIN -> train;
      case VALIDATION -> train + validation;
      case TEST -> train + validation + test;
    };
  }

  /** Unused rows after the test part. */
  public int unused() {
    return rows - end(Part.TEST);
  }
}
