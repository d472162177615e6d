package dev.timestep.task.sequence.batch;

import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How a case becomes what a network reads: numbers of the size of one, without gaps.
 *
 * <pre>
 * x′ = (x − mean) / deviation        0 where x is missing
 * mask = 1 where x is missing, else 0
 * </pre>
 *
 * <p>Mean and deviation are those of all steps of the training cases. A channel of zeros and ones,
 * as letters are, stays as it is. A channel of one value has the deviation 1. Only what lacks
 * values in training has a mask; where another column lacks one later, its mean stands in.
 * Covariates that do not change are read at every step.
 *
 * <p>Features in their order: channels, masks of channels, covariates, masks of covariates.
 *
 * @param channels the scale of each channel
 * @param statics the scale of each covariate that does not change
 * @param least steps that are read at least, 1 or more; a shorter case goes on with zeros, the
 *     means of the training cases
 * @param lengths how long the training cases were
 */
public record SequenceInputs(
    List<Scale> channels, List<Scale> statics, int least, SequenceLengths lengths) {
  private static final double JITTER = 0.05;
  private static final double STRETCH = 0.1;
  private static final double WARP = 0.1;

  /**
   * The scale of one column.
   *
   * @param name the column, for messages
   * @param mean what is taken away
   * @param deviation what is divided by; more than 0
   * @param masked whether a further feature says where a value is missing
   */
  public record Scale(String name, double mean, double deviation, boolean masked) {
    /** Refuses a deviation that cannot be divided by. */
    public Scale {
      if (!Double.isFinite(mean) || !(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "The scale of "
                + name
                + " expects a finite mean and a deviation above 0; received "
                + mean
                + " and "
                + deviation
                + ". Fit it on training cases with finite values.");
      }
    }

    private float filled(float value) {
      return Float.isNaN(value) ? 0f : (float) scaled(value);
    }

    /** A value in deviations from the mean. */
    public double scaled(float value) {
      return (value - mean) / deviation;
    }
  }

  /** Takes copies of the lists. */
  public SequenceInputs {
    channels = List.copyOf(channels);
    statics = List.copyOf(statics);
    if (least < 1) {
      throw new IllegalArgumentException(
          "A network reads 1 step or more of a case; received least " + least + ".");
    }
  }

  /** The same for a network that reads so many steps at least. */
  public SequenceInputs withLeast(int steps) {
    return new SequenceInputs(channels, statics, steps, lengths);
  }

  /**
   * The scales and lengths of training cases.
   *
   * @throws IllegalArgumentException when a value is infinite; the message names case and column
   */
  public static SequenceInputs fit(SequenceSet train) {
    List<Scale> channels = new ArrayList<>();
    // A letter that stands for several gives each a share: not 0 or 1, and yet no measurement.
    boolean letters = train.reading().letters().isPresent();
    for (int channel = 0; channel < train.channels().size(); channel++) {
      Scale fitted = scale(train, train.channels().get(channel), values(channel));
      channels.add(letters ? new Scale(fitted.name(), 0, 1, fitted.masked()) : fitted);
    }
    List<Scale> statics = new ArrayList<>();
    for (int at = 0; at < train.statics().size(); at++) {
      int column = at;
      statics.add(
          scale(train, train.statics().get(at), one -> new float[] {one.statics()[column]}));
    }
    return new SequenceInputs(channels, statics, 1, SequenceLengths.of(train.cases()));
  }

  /** The same scales for a model that is trained further on other cases. */
  public SequenceInputs trainedFurther(SequenceSet train) {
    return new SequenceInputs(
        channels, statics, least, lengths.and(SequenceLengths.of(train.cases())));
  }

  /** The values of a column of one case. */
  private interface Column {
    float[] of(Sequence one);
  }

  private static Column values(int channel) {
    return one -> {
      float[] values = new float[one.length()];
      for (int t = 0; t < values.length; t++) {
        values[t] = one.values()[t][channel];
      }
      return values;
    };
  }

  private static Scale scale(SequenceSet train, String name, Column column) {
    long count = 0;
    double sum = 0;
    boolean missing = false;
    boolean indicator = true;
    for (Sequence one : train.cases()) {
      for (float value : column.of(one)) {
        if (Float.isInfinite(value)) {
          throw infinite(name, one, value);
        }
        missing |= Float.isNaN(value);
        indicator &= Float.isNaN(value) || value == 0 || value == 1;
        sum += Float.isNaN(value) ? 0 : value;
        count += Float.isNaN(value) ? 0 : 1;
      }
    }
    if (indicator || count == 0) {
      return new Scale(name, 0, 1, missing);
    }
    double mean = sum / count;
    double squares = sumOf(train, column, value -> (value - mean) * (value - mean));
    double deviation = Math.sqrt(squares / count);
    // What is left of a constant after rounding would otherwise be blown up to the size of one.
    boolean constant = deviation <= 1e-6 * Math.abs(mean);
    return new Scale(name, mean, constant ? 1 : deviation, missing);
  }

  private static double sumOf(SequenceSet train, Column column, ToDoubleFunction<Float> of) {
    double sum = 0;
    for (Sequence one : train.cases()) {
      for (float value : column.of(one)) {
        sum += Float.isNaN(value) ? 0 : of.applyAsDouble(value);
      }
    }
    return sum;
  }

  private static IllegalArgumentException infinite(String name, Sequence one, float value) {
    return new IllegalArgumentException(
        "A network expects finite values, or missing ones; received "
            + value
            + " in "
            + name
            + " of case "
            + one.id()
            + ". Correct it, or leave the cell empty.");
  }

  /** Width of what a network reads at each step. */
  public int features() {
    return channels.size() + statics.size() + masks(channels) + masks(statics);
  }

  /** What the features are, for example {@code "speed"} and {@code "speed is missing"}. */
  public List<String> featureNames() {
    return Stream.of(channels, statics)
        .flatMap(
            columns ->
                Stream.concat(
                    columns.stream().map(Scale::name),
                    columns.stream()
                        .filter(Scale::masked)
                        .map(column -> column.name() + " is missing")))
        .toList();
  }

  /** The changes of training cases that such inputs bear: letters bear none. */
  public Augmentation augmentation() {
    boolean letters = channels.stream().allMatch(one -> one.mean() == 0 && one.deviation() == 1);
    if (letters) {
      return Augmentation.NONE;
    }
    // A mask does not move with its channel.
    boolean moves = masks(channels) == 0;
    return new Augmentation(JITTER, STRETCH, moves ? WARP : 0);
  }

  private static int masks(List<Scale> columns) {
    return (int) columns.stream().filter(Scale::masked).count();
  }

  /**
   * One case as a network reads it.
   *
   * @return [time, features], with {@code least} steps or more
   * @throws IllegalArgumentException when the case has other columns than training had, an infinite
   *     value, or no step
   */
  public Tensor steps(Sequence one) {
    check(one);
    int features = features();
    Tensor steps = Tensor.zeros(Math.max(least, one.length()), features);
    for (int t = 0; t < one.length(); t++) {
      int at = write(one, channels, one.values()[t], steps.data(), t * features);
      write(one, statics, one.statics(), steps.data(), at);
    }
    return steps;
  }

  private static int write(Sequence one, List<Scale> columns, float[] row, float[] to, int from) {
    int at = from;
    for (int column = 0; column < row.length; column++) {
      if (Float.isInfinite(row[column])) {
        throw infinite(columns.get(column).name(), one, row[column]);
      }
      to[at++] = columns.get(column).filled(row[column]);
    }
    for (int column = 0; column < row.length; column++) {
      if (columns.get(column).masked()) {
        to[at++] = Float.isNaN(row[column]) ? 1f : 0f;
      }
    }
    return at;
  }

  private void check(Sequence one) {
    if (one.length() == 0) {
      throw new IllegalArgumentException(
          "A network expects cases of one step or more; received case "
              + one.id()
              + " without a step. Leave it out.");
    }
    for (float[] row : one.values()) {
      checkCount(one, "channels", channels, row.length);
    }
    checkCount(one, "covariates", statics, one.statics().length);
  }

  private static void checkCount(Sequence one, String what, List<Scale> columns, int count) {
    if (count != columns.size()) {
      throw new IllegalArgumentException(
          "The model was trained on "
              + columns.size()
              + " "
              + what
              + " "
              + columns.stream().map(Scale::name).limit(8).toList()
              + "; received "
              + count
              + " in case "
              + one.id()
              + ". Give the same columns as in training.");
    }
  }
}
