package dev.timestep.task.classify.opponent;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.kernel.Engine;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The shares of the classes in training, whatever the sequence: {@code p_k = (n_k + 1) / (n + K)},
 * so that no class has the probability 0 (Laplace's rule of succession).
 */
public final class MajorityClass implements Opponent {
  static final String ID = "majority";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String label() {
    return "majority class";
  }

  @Override
  public FittedOpponent fit(Cases train, Cases validation, long seed, Engine engine) {
    int[] counts = train.counts();
    float[] shares = new float[counts.length];
    for (int k = 0; k < shares.length; k++) {
      shares[k] = (float) ((counts[k] + 1.0) / (train.size() + counts.length));
    }
    return new Shares(shares);
  }

  /**
   * @param shares [class]
   */
  record Shares(float[] shares) implements FittedOpponent {
    @Override
    public String id() {
      return ID;
    }

    @Override
    public String choice() {
      return "nothing to choose";
    }

    @Override
    public double[] probabilities(Sequence sequence) {
      double[] p = new double[shares.length];
      double sum = 0;
      for (float share : shares) {
        sum += share;
      }
      for (int k = 0; k < p.length; k++) {
        p[k] = shares[k] / sum;
      }
      return p;
    }

    @Override
    public JsonObject settings() {
      return new JsonObject();
    }

    @Override
    public SequencedMap<String, Tensor> tensors() {
      SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
      tensors.put("shares", Tensor.vector(shares.clone()));
      return tensors;
    }

    static Shares read(int classes, JsonFields settings, StoredTensors tensors) {
      return new Shares(tensors.vector("shares", classes));
    }
  }
}
