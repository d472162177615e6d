package dev.timestep.task.forecast.transform;

import com.google.gson.JsonElement;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.OtherValues;
import dev.timestep.task.message.TaskException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How the targets of a table are read before they are learned: a function of each.
 *
 * <pre>{@code
 * Transforms transforms = Transforms.fit(TransformKind.LOG, List.of("sales"), series, 4383, 7, axis::text);
 * double[][] learned = transforms.apply(series);
 * double forecast = transforms.invert(0, forecastOfLearned);
 * }</pre>
 *
 * @param targets names of the columns; none where values are read as they are
 * @param each the function of each
 */
public record Transforms(List<String> targets, List<Transform> each) {
  /** Values as they are. */
  public static final Transforms NONE = new Transforms(List.of(), List.of());

  /** Takes copies of the lists. */
  public Transforms {
    targets = List.copyOf(targets);
    each = List.copyOf(each);
  }

  /**
   * Fits a function for each target to its first rows.
   *
   * @param kind which one
   * @param targets names
   * @param series [target][row]
   * @param rows that may be read: those of the training part
   * @param season rows per season, 1 if there is none
   * @param row words for a row of the file, for messages
   * @throws TaskException that names the first value which does not fit
   */
  public static Transforms fit(
      TransformKind kind,
      List<String> targets,
      double[][] series,
      int rows,
      int season,
      IntFunction<String> row) {
    if (kind == TransformKind.NONE) {
      return NONE;
    }
    List<Transform> fitted = new ArrayList<>();
    for (int k = 0; k < series.length; k++) {
      String target = targets.get(k);
      double[] read = Arrays.copyOf(series[k], rows);
      require(kind, target, read, row);
      fitted.add(kind.fit(target, read, season));
    }
    return new Transforms(targets, fitted);
  }

  private static void require(
      TransformKind kind, String target, double[] values, IntFunction<String> row) {
    for (int at = 0; at < values.length; at++) {
      if (!kind.takes(values[at])) {
        throw kind.refusal(values[at], "in column \"%s\" at %s".formatted(target, row.apply(at)));
      }
    }
  }

  /** Which function all targets are read by. */
  public TransformKind kind() {
    return isNone() ? TransformKind.NONE : each.getFirst().kind();
  }

  /** Whether values are read as they are. */
  public boolean isNone() {
    return each.isEmpty();
  }

  /**
   * Refuses values that have no transform.
   *
   * @param series [target][row]
   * @param row words for a row of the file
   * @throws TaskException that names the first such value
   */
  public void check(double[][] series, IntFunction<String> row) {
    for (int k = 0; k < each.size(); k++) {
      require(each.get(k).kind(), targets.get(k), series[k], row);
    }
  }

  /**
   * The series as they are learned.
   *
   * @param series [target][row] of values that were {@linkplain #check checked}; NaN where one is
   *     missing
   */
  public double[][] apply(double[][] series) {
    if (isNone()) {
      return series;
    }
    double[][] learned = new double[series.length][];
    Arrays.setAll(learned, k -> each.get(k).apply(series[k]));
    return learned;
  }

  /** From a value as it is learned to one in the column's unit. */
  public double invert(int target, double learned) {
    return isNone() ? learned : each.get(target).invert(learned);
  }

  /** What was chosen, for people: {@code "sales by its logarithm"}; empty for none. */
  public List<String> words() {
    return IntStream.range(0, each.size())
        .mapToObj(k -> targets.get(k) + " by its " + each.get(k).words())
        .toList();
  }

  /** How a codec of records writes and reads them. */
  public static OtherValues inRecords() {
    return new OtherValues() {
      @Override
      public boolean holds(Class<?> type) {
        return type == Transforms.class;
      }

      @Override
      public JsonElement write(Object value) {
        Transforms transforms = (Transforms) value;
        SequencedMap<String, Transform> byTarget = new LinkedHashMap<>();
        for (int k = 0; k < transforms.each().size(); k++) {
          byTarget.put(transforms.targets().get(k), transforms.each().get(k));
        }
        return TransformFile.write(byTarget);
      }

      @Override
      public Object read(Class<?> type, JsonFields fields, String name) {
        SequencedMap<String, Transform> byTarget = TransformFile.read(fields, name);
        return new Transforms(List.copyOf(byTarget.keySet()), List.copyOf(byTarget.values()));
      }
    };
  }
}
