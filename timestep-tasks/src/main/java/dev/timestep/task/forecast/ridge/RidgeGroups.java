package dev.timestep.task.forecast.ridge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weights of a fitted ridge regression for all steps and targets; all that a forecast needs
 * beside its inputs.
 *
 * @param horizon steps that are forecast
 * @param groups targets by penalty
 */
public record RidgeGroups(int horizon, List<Group> groups) {

  /** Targets with one penalty, and their weights together. */
  public record Group(int[] targets, RidgeWeights weights) {}

  /** Where the numbers of a stored group come from. */
  public interface Numbers {
    /** So many numbers of a group. */
    double[] of(int group, long count);
  }

  /** Copies the list. */
  public RidgeGroups {
    groups = List.copyOf(groups);
  }

  /**
   * The groups that {@link #numbers} gave.
   *
   * @param lagInputs number of lag inputs L
   * @param known number of known features K
   * @param targets of each group
   */
  public static RidgeGroups of(
      int horizon, int lagInputs, int known, List<int[]> targets, Numbers numbers) {
    List<Group> groups = new ArrayList<>();
    for (int at = 0; at < targets.size(); at++) {
      int members = targets.get(at).length;
      long columns = (long) horizon * members;
      long count = columns * (lagInputs + known + 2L) + lagInputs;
      groups.add(
          new Group(
              targets.get(at), weights(horizon, members, lagInputs, known, numbers.of(at, count))));
    }
    return new RidgeGroups(horizon, groups);
  }

  private static RidgeWeights weights(
      int horizon, int members, int lagInputs, int known, double[] numbers) {
    int columns = horizon * members;
    double[][] lag = new double[lagInputs][];
    int at = 0;
    for (int l = 0; l < lagInputs; l++, at += columns) {
      lag[l] = Arrays.copyOfRange(numbers, at, at + columns);
    }
    double[][] features = new double[columns][];
    for (int column = 0; column < columns; column++, at += known) {
      features[column] = Arrays.copyOfRange(numbers, at, at + known);
    }
    int centre = at + columns + lagInputs;
    return new RidgeWeights(
        steps(horizon),
        members,
        lag,
        features,
        Arrays.copyOfRange(numbers, at, at + columns),
        Arrays.copyOfRange(numbers, at + columns, centre),
        Arrays.copyOfRange(numbers, centre, centre + columns));
  }

  private static int[] steps(int horizon) {
    int[] steps = new int[horizon];
    Arrays.setAll(steps, step -> step);
    return steps;
  }

  /** The numbers of a group, row by row: lag, known, intercept, centres of lags, centre. */
  public double[] numbers(int group) {
    RidgeWeights weights = groups.get(group).weights();
    List<double[]> rows = new ArrayList<>(Arrays.asList(weights.lag()));
    rows.addAll(Arrays.asList(weights.known()));
    rows.addAll(List.of(weights.intercept(), weights.lagCentre(), weights.centre()));
    return rows.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** The targets of each group. */
  public List<int[]> targets() {
    return groups.stream().map(Group::targets).toList();
  }

  /** Number of known features of a row. */
  public int known() {
    return groups.getFirst().weights().known()[0].length;
  }

  /** Number of lag inputs. */
  public int lagInputs() {
    return groups.getFirst().weights().lag().length;
  }

  /**
   * Forecasts all targets at one origin.
   *
   * @param design inputs of the same shape as those fitted on
   * @param origin first row to be forecast
   * @return [target][step]
   */
  public double[][] forecast(RidgeDesign design, int origin) {
    if (design.lagInputs() != lagInputs() || design.knownInputs() != known()) {
      throw new IllegalArgumentException(
          ("A ridge regression of %d lag inputs and %d known features expects as many; received"
                  + " %d and %d.")
              .formatted(lagInputs(), known(), design.lagInputs(), design.knownInputs()));
    }
    int targets = groups.stream().mapToInt(group -> group.targets().length).sum();
    double[][] forecast = new double[targets][horizon];
    for (Group group : groups) {
      double[] columns = group.weights().forecast(design, origin);
      int members = group.targets().length;
      for (int i = 0; i < columns.length; i++) {
        forecast[group.targets()[i % members]][i / members] = columns[i];
      }
    }
    return forecast;
  }
}
