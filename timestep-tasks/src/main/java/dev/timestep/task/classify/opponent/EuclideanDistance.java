package dev.timestep.task.classify.opponent;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;

/**
 * Euclidean distance: {@code d² = Σ_t Σ_c (a[t][c] - b[t][c])²}, on the values as they are.
 *
 * <p>A sequence of another length is stretched or shrunk to the length of the longest training case
 * first, linear between its steps.
 *
 * @param length steps of the longest training case
 */
record EuclideanDistance(int length) implements SequenceDistance {
  @Override
  public Steps prepare(Steps steps) {
    return steps.resampled(length);
  }

  @Override
  public Search search(Steps query) {
    float[] a = query.values();
    return (candidate, bound) -> {
      float[] b = candidate.values();
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        double off = a[i] - b[i];
        sum += off * off;
      }
      return sum < bound ? sum : Double.POSITIVE_INFINITY;
    };
  }

  @Override
  public double cost() {
    return length;
  }

  @Override
  public JsonObject settings() {
    JsonObject json = new JsonObject();
    json.addProperty("length", length);
    return json;
  }

  static EuclideanDistance read(JsonFields fields) {
    int length = fields.integer("length");
    if (length < 1) {
      throw fields.refuse("length", "1 or more", Integer.toString(length));
    }
    return new EuclideanDistance(length);
  }

  @Override
  public String describe() {
    return "Euclidean distance over " + length + " steps";
  }
}
