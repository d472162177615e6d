package dev.timestep.task.classify.opponent;

import dev.timestep.task.sequence.Sequence;
import dev.timestep.tensor.Tensor;
import java.util.Map;

/**
 * Covariates that do not change along a sequence, in standard deviations from the mean of training;
 * one that is missing is 0.
 *
 * @param mean [static]
 * @param deviation [static], 1 where the values do not vary
 */
record StaticScale(float[] mean, float[] deviation) {

  static StaticScale fit(Cases train) {
    int statics = train.statics().size();
    float[] mean = new float[statics];
    float[] deviation = new float[statics];
    for (int s = 0; s < statics; s++) {
      int column = s;
      double[] values =
          train.sequences().stream()
              .mapToDouble(sequence -> sequence.statics()[column])
              .filter(value -> !Double.isNaN(value))
              .toArray();
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      double centre = values.length == 0 ? 0 : sum / values.length;
      double square = 0;
      for (double value : values) {
        square += (value - centre) * (value - centre);
      }
      float width = values.length == 0 ? 0 : (float) Math.sqrt(square / values.length);
      mean[s] = (float) centre;
      deviation[s] = width > 0 ? width : 1;
    }
    return new StaticScale(mean, deviation);
  }

  float[] standardised(Sequence sequence) {
    float[] result = new float[mean.length];
    for (int s = 0; s < result.length; s++) {
      float value = sequence.statics()[s];
      result[s] = Float.isNaN(value) ? 0 : (value - mean[s]) / deviation[s];
    }
    return result;
  }

  void write(Map<String, Tensor> to) {
    if (mean.length > 0) {
      to.put("static.mean", Tensor.vector(mean.clone()));
      to.put("static.deviation", Tensor.vector(deviation.clone()));
    }
  }

  static StaticScale read(int statics, StoredTensors tensors) {
    return statics == 0
        ? new StaticScale(new float[0], new float[0])
        : new StaticScale(
            tensors.vector("static.mean", statics), tensors.vector("static.deviation", statics));
  }
}
