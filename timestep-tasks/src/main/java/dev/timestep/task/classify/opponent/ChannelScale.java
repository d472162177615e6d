package dev.timestep.task.classify.opponent;

import dev.timestep.io.json.JsonFields;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.tensor.Tensor;
import java.util.Map;

/**
 * Sequences without gaps, channel by channel.
 *
 * <p>A missing value lies on the straight line between the values before and after it; before the
 * first and after the last value it equals that value. A channel without any value in a case has
 * the mean of the channel in training.
 *
 * @param mean [channel] mean of the values in training
 * @param deviation [channel] standard deviation of these values, 1 where they do not vary
 * @param statics how many covariates the cases have
 */
record ChannelScale(float[] mean, float[] deviation, int statics) {

  static ChannelScale fit(Cases train) {
    int channels = train.channels().size();
    float[] mean = new float[channels];
    float[] deviation = new float[channels];
    for (int c = 0; c < channels; c++) {
      int count = 0;
      double sum = 0;
      for (Sequence sequence : train.sequences()) {
        for (float[] step : sequence.values()) {
          if (!Float.isNaN(step[c])) {
            sum += step[c];
            count++;
          }
        }
      }
      double centre = count == 0 ? 0 : sum / count;
      double square = 0;
      for (Sequence sequence : train.sequences()) {
        for (float[] step : sequence.values()) {
          double off = Float.isNaN(step[c]) ? 0 : step[c] - centre;
          square += off * off;
        }
      }
      mean[c] = (float) centre;
      float width = count == 0 ? 0 : (float) Math.sqrt(square / count);
      deviation[c] = width > 0 ? width : 1;
    }
    return new ChannelScale(mean, deviation, train.statics().size());
  }

  /** [channel][step] the values as they are, gaps filled. */
  float[][] filled(Sequence sequence) {
    Cases.checkShape(sequence, mean.length, statics);
    float[][] result = new float[mean.length][sequence.length()];
    for (int c = 0; c < mean.length; c++) {
      for (int t = 0; t < sequence.length(); t++) {
        result[c][t] = sequence.values()[t][c];
      }
      fill(result[c], mean[c]);
    }
    return result;
  }

  /** [channel][step] in standard deviations from the mean of training, gaps filled. */
  float[][] standardised(Sequence sequence) {
    float[][] result = filled(sequence);
    for (int c = 0; c < result.length; c++) {
      for (int t = 0; t < result[c].length; t++) {
        result[c][t] = (result[c][t] - mean[c]) / deviation[c];
      }
    }
    return result;
  }

  private static void fill(float[] values, float otherwise) {
    int last = -1;
    for (int t = 0; t < values.length; t++) {
      if (Float.isNaN(values[t])) {
        continue;
      }
      for (int gap = last + 1; gap < t; gap++) {
        values[gap] =
            last < 0
                ? values[t]
                : values[last] + (values[t] - values[last]) * (gap - last) / (t - last);
      }
      last = t;
    }
    for (int gap = last + 1; gap < values.length; gap++) {
      values[gap] = last < 0 ? otherwise : values[last];
    }
  }

  void write(Map<String, Tensor> to) {
    to.put("channel.mean", Tensor.vector(mean.clone()));
    to.put("channel.deviation", Tensor.vector(deviation.clone()));
  }

  static ChannelScale read(JsonFields settings, StoredTensors tensors) {
    float[] mean = tensors.vector("channel.mean");
    return new ChannelScale(
        mean, tensors.vector("channel.deviation", mean.length), settings.integer("statics"));
  }
}
