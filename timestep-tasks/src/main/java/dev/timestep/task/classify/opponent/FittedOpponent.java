package dev.timestep.task.classify.opponent;

import com.google.gson.JsonObject;
import dev.timestep.kernel.Engine;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.tensor.Tensor;
import java.util.List;
import java.util.SequencedMap;

/**
 * An opponent that has learned. It can be written, field by field and tensor by tensor, and read
 * back by {@link OpponentFile}; the one read back gives the same bits.
 */
public interface FittedOpponent {
  /** The {@link Opponent#id()} that it came from. */
  String id();

  /** What was chosen, for people: for example {@code "window 3 %, chosen on 50 cases"}. */
  String choice();

  /**
   * [class] probabilities, in the order of the classes learned; they sum to 1 and none is 0.
   *
   * @throws IllegalArgumentException if channels or statics are not those learned
   */
  double[] probabilities(Sequence sequence);

  /** The settings, without the numbers that {@link #tensors()} holds. */
  JsonObject settings();

  /** The numbers learned, by name. */
  SequencedMap<String, Tensor> tensors();

  /** [case][class] probabilities of many cases, spread over the threads of the engine. */
  default double[][] probabilities(List<Sequence> sequences, Engine engine) {
    double[][] all = new double[sequences.size()][];
    engine.workers().parallel(all.length, i -> all[i] = probabilities(sequences.get(i)));
    return all;
  }
}
