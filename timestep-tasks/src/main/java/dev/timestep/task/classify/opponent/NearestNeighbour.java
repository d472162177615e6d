package dev.timestep.task.classify.opponent;

import dev.timestep.judge.Reliability;
import dev.timestep.kernel.Engine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The class of the nearest training case.
 *
 * <p>With {@code d_k} the squared distance to the nearest case of class k, the probabilities are
 *
 * <pre>  p_k ∝ (d_k / Σ_j d_j + 10⁻³)^(-β)</pre>
 *
 * so that the most probable class is that of the nearest neighbour, and units do not matter; β is
 * chosen on held-out cases. The window of dynamic time warping makes the fewest errors there; of
 * equal windows it is the narrowest. Held out are the validation cases, or without them each
 * training case in turn; as many as some 1.5·10⁹ additions allow, in the shares of the classes.
 * Where one prediction would take more than some 3·10⁸ additions, as many cases as that allows are
 * kept, in the same shares; {@link FittedOpponent#choice()} says how many.
 */
public final class NearestNeighbour implements Opponent {
  private static final double[] WINDOWS = {
    0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.10, 0.12, 0.15, 0.20
  };
  private static final double ADDITIONS = 1.5e9;
  private static final double ADDITIONS_PER_PREDICTION = 3e8;
  private static final int FEWEST_QUERIES = 30;

  private final String id;
  private final String label;
  private final double[] windows;

  private NearestNeighbour(String id, String label, double... windows) {
    this.id = id;
    this.label = label;
    this.windows = windows;
  }

  /** With Euclidean distance. */
  public static NearestNeighbour euclidean() {
    return new NearestNeighbour(NearestCases.EUCLIDEAN, "nearest neighbour (Euclidean)");
  }

  /** With dynamic time warping, the window chosen on held-out cases. */
  public static NearestNeighbour warping() {
    return new NearestNeighbour(NearestCases.WARPING, "nearest neighbour (DTW)", WINDOWS);
  }

  /**
   * With dynamic time warping in one window.
   *
   * @param window share of the longer sequence, 0 to 1
   */
  public static NearestNeighbour warping(double window) {
    if (!(window >= 0 && window <= 1)) {
      throw new IllegalArgumentException(
          "NearestNeighbour expects a window from 0 to 1; received " + window + ".");
    }
    return new NearestNeighbour(NearestCases.WARPING, "nearest neighbour (DTW)", window);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public FittedOpponent fit(Cases all, Cases validation, long seed, Engine engine) {
    ChannelScale scale = ChannelScale.fit(all);
    List<SequenceDistance> distances = distances(all.longest());
    Cases train = kept(all, distances.getLast());
    boolean leaveOneOut = validation.size() == 0;
    Cases judged = leaveOneOut ? train : validation;
    int[] held = judged.spread(heldOut(judged, train, distances));
    int[] labels = IntStream.of(held).map(i -> judged.labels()[i]).toArray();
    NearestCases best = null;
    double[][] bestScores = {};
    int fewest = Integer.MAX_VALUE;
    for (SequenceDistance distance : distances) {
      NearestCases nearest = NearestCases.of(id, scale, distance, train);
      double[][] scores = new double[held.length][];
      engine
          .workers()
          .parallel(
              scores.length,
              i ->
                  scores[i] =
                      nearest.scores(judged.sequences().get(held[i]), leaveOneOut ? held[i] : -1));
      int errors = errors(scores, labels);
      if (best == null || errors < fewest) {
        best = nearest;
        bestScores = scores;
        fewest = errors;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no distance");
    }
    String choice =
        "%s; %d of %d held-out cases wrong%s"
            .formatted(
                best.distance().describe(),
                fewest,
                held.length,
                train.size() == all.size()
                    ? ""
                    : "; %d of %d cases are kept".formatted(train.size(), all.size()));
    return best.with(Probabilities.fitSharpness(bestScores, labels), choice);
  }

  private List<SequenceDistance> distances(int longest) {
    if (windows.length == 0) {
      return List.of(new EuclideanDistance(longest));
    }
    int steps = DynamicTimeWarping.of(0, longest).length();
    Map<Integer, SequenceDistance> byWidth = new TreeMap<>();
    for (double window : windows) {
      DynamicTimeWarping warping = DynamicTimeWarping.of(window, longest);
      byWidth.putIfAbsent(warping.width(steps, steps), warping);
    }
    return List.copyOf(byWidth.values());
  }

  private static Cases kept(Cases all, SequenceDistance dearest) {
    double cost = dearest.cost() * all.channels().size();
    int count = (int) Math.clamp(ADDITIONS_PER_PREDICTION / cost, 1, all.size());
    return count == all.size() ? all : all.select(all.spread(count));
  }

  private static int heldOut(Cases judged, Cases train, List<SequenceDistance> distances) {
    double cost =
        distances.stream().mapToDouble(SequenceDistance::cost).sum()
            * train.channels().size()
            * train.size();
    return (int)
        Math.clamp(ADDITIONS / cost, Math.min(FEWEST_QUERIES, judged.size()), judged.size());
  }

  private static int errors(double[][] scores, int[] labels) {
    int errors = 0;
    for (int i = 0; i < labels.length; i++) {
      errors += Reliability.likeliest(scores[i]) == labels[i] ? 0 : 1;
    }
    return errors;
  }
}
