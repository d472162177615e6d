package dev.timestep.task.classify.opponent;

/**
 * A sequence for distances: the channels of a step lie side by side.
 *
 * @param values [step * channels + channel]
 * @param channels number of channels
 */
record Steps(float[] values, int channels) {

  /**
   * @param byChannel [channel][step]
   */
  static Steps of(float[][] byChannel) {
    int channels = byChannel.length;
    float[] values = new float[channels * byChannel[0].length];
    for (int c = 0; c < channels; c++) {
      for (int t = 0; t < byChannel[c].length; t++) {
        values[t * channels + c] = byChannel[c][t];
      }
    }
    return new Steps(values, channels);
  }

  int length() {
    return values.length / channels;
  }

  /** The sequence stretched or shrunk to {@code length} steps, linear between its own. */
  Steps resampled(int length) {
    if (length == length()) {
      return this;
    }
    float[] result = new float[length * channels];
    for (int t = 0; t < length; t++) {
      double at = length == 1 ? 0 : (double) t * (length() - 1) / (length - 1);
      int before = (int) at;
      int after = Math.min(before + 1, length() - 1);
      double share = at - before;
      for (int c = 0; c < channels; c++) {
        float from = values[before * channels + c];
        result[t * channels + c] = (float) (from + share * (values[after * channels + c] - from));
      }
    }
    return new Steps(result, channels);
  }

  /** Means of {@code count} steps at a time, the last ones of what is left. */
  Steps averaged(int count) {
    if (count == 1) {
      return this;
    }
    int length = (length() + count - 1) / count;
    float[] result = new float[length * channels];
    for (int t = 0; t < length; t++) {
      int end = Math.min((t + 1) * count, length());
      for (int c = 0; c < channels; c++) {
        double sum = 0;
        for (int step = t * count; step < end; step++) {
          sum += values[step * channels + c];
        }
        result[t * channels + c] = (float) (sum / (end - t * count));
      }
    }
    return new Steps(result, channels);
  }
}
