package dev.timestep.task.classify.opponent;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * The training cases of a nearest neighbour classifier.
 *
 * @param id of the opponent
 * @param scale fills gaps
 * @param distance between sequences
 * @param cases in the form that the distance compares
 * @param labels [case]
 * @param classes number of classes
 * @param sharpness β of the probabilities
 * @param choice what was chosen
 */
record NearestCases(
    String id,
    ChannelScale scale,
    SequenceDistance distance,
    Steps[] cases,
    int[] labels,
    int classes,
    double sharpness,
    String choice)
    implements FittedOpponent {

  static final String EUCLIDEAN = "nearest_euclidean";
  static final String WARPING = "nearest_dtw";

  /** Stands for the share of a class that has no case. */
  private static final double FAR = 10;

  private static final double LEAST_SHARE = 1e-3;

  static NearestCases of(String id, ChannelScale scale, SequenceDistance distance, Cases train) {
    Steps[] cases =
        train.sequences().stream()
            .map(sequence -> distance.prepare(Steps.of(scale.filled(sequence))))
            .toArray(Steps[]::new);
    return new NearestCases(
        id, scale, distance, cases, train.labels(), train.classes().size(), 1, "");
  }

  NearestCases with(double newSharpness, String newChoice) {
    return new NearestCases(id, scale, distance, cases, labels, classes, newSharpness, newChoice);
  }

  /**
   * [class] scores of a sequence: minus the logarithm of the share of its distance.
   *
   * @param except a case to leave out, or -1
   */
  double[] scores(Sequence sequence, int except) {
    var search = distance.search(distance.prepare(Steps.of(scale.filled(sequence))));
    double[] nearest = new double[classes];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double[] least = new double[cases.length];
    for (int i = 0; i < cases.length; i++) {
      least[i] = search.atLeast(cases[i]);
    }
    // The likely nearest first: what they leave behind is soon too far.
    for (int i : nearestFirst(least)) {
      if (i != except && least[i] < nearest[labels[i]]) {
        double found = search.to(cases[i], nearest[labels[i]]);
        nearest[labels[i]] = Math.min(nearest[labels[i]], found);
      }
    }
    double sum = Arrays.stream(nearest).filter(Double::isFinite).sum();
    double[] scores = new double[classes];
    for (int k = 0; k < classes; k++) {
      double share = Double.isInfinite(nearest[k]) ? FAR : sum == 0 ? 0 : nearest[k] / sum;
      scores[k] = -Math.log(share + LEAST_SHARE);
    }
    return scores;
  }

  private static int[] nearestFirst(double[] least) {
    return IntStream.range(0, least.length)
        .boxed()
        .sorted(Comparator.comparing(i -> least[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  @Override
  public double[] probabilities(Sequence sequence) {
    return Probabilities.of(scores(sequence, -1), sharpness);
  }

  @Override
  public JsonObject settings() {
    JsonObject json = new JsonObject();
    json.addProperty("statics", scale.statics());
    json.add("distance", distance.settings());
    json.addProperty("sharpness", sharpness);
    json.addProperty("choice", choice);
    return json;
  }

  @Override
  public SequencedMap<String, Tensor> tensors() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    scale.write(tensors);
    int channels = scale.mean().length;
    int total = Arrays.stream(cases).mapToInt(Steps::length).sum();
    float[] values = new float[total * channels];
    int at = 0;
    for (Steps steps : cases) {
      System.arraycopy(steps.values(), 0, values, at, steps.values().length);
      at += steps.values().length;
    }
    tensors.put("steps", Tensor.of(values, total, channels));
    tensors.put(
        "lengths",
        Tensor.vector(
            StoredTensors.floats(Arrays.stream(cases).mapToInt(Steps::length).toArray())));
    tensors.put("labels", Tensor.vector(StoredTensors.floats(labels)));
    return tensors;
  }

  static NearestCases read(String id, int classes, JsonFields settings, StoredTensors tensors) {
    ChannelScale scale = ChannelScale.read(settings, tensors);
    JsonFields fields = settings.object("distance");
    SequenceDistance distance =
        id.equals(EUCLIDEAN) ? EuclideanDistance.read(fields) : DynamicTimeWarping.read(fields);
    fields.end();
    int channels = scale.mean().length;
    Tensor steps = tensors.tensor("steps", -1, channels);
    int total = steps.shape().dim(0);
    int[] lengths = tensors.wholes("lengths", 1, total);
    int[] labels = tensors.wholes("labels", 0, classes - 1);
    if (Arrays.stream(lengths).asLongStream().sum() != total || lengths.length != labels.length) {
      throw new IllegalArgumentException(
          "The stored baseline expects lengths that add up to %d steps, and one label each; received"
                  .formatted(total)
              + " %d lengths with the sum %d and %d labels."
                  .formatted(
                      lengths.length, Arrays.stream(lengths).asLongStream().sum(), labels.length));
    }
    Steps[] cases = new Steps[lengths.length];
    int at = 0;
    for (int i = 0; i < cases.length; i++) {
      int end = at + lengths[i] * channels;
      cases[i] = new Steps(Arrays.copyOfRange(steps.data(), at, end), channels);
      at = end;
    }
    return new NearestCases(
        id,
        scale,
        distance,
        cases,
        labels,
        classes,
        settings.number("sharpness"),
        settings.text("choice"));
  }
}
