package dev.timestep.train;

import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Everything that a training run needs to continue after a step as if it had never stopped.
 *
 * <p>For a file it is two maps: {@link #tensors()} and {@link #properties()}, from which {@link
 * #of} makes it again, with every bit.
 *
 * @param settings what must not differ when training continues, by name
 * @param counters where the run stands
 * @param history of the epochs that were completed
 * @param tensors copies of the weights under {@code weights/NAME}, the best weights under {@code
 *     best/NAME}, their average under {@code average/NAME}, the optimizer's memory under {@code
 *     optimizer/SLOT/NAME}, what the objective carries from batch to batch under {@code
 *     carried/NAME}; of these only what the run has
 */
public record TrainingState(
    SequencedMap<String, String> settings,
    Counters counters,
    List<EpochResult> history,
    SequencedMap<String, Tensor> tensors) {

  static final String WEIGHTS = "weights/";
  static final String BEST = "best/";
  static final String AVERAGE = "average/";
  static final String OPTIMIZER = "optimizer/";
  static final String CARRIED = "carried/";

  public TrainingState {
    settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
    history = List.copyOf(history);
    tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
  }

  /**
   * Where a run stands.
   *
   * @param steps of the trainer
   * @param optimizerSteps updates of the optimizer
   * @param averageUpdates updates of the average of weights
   * @param epoch the current epoch, from 0
   * @param batch the next batch of the epoch, from 0
   * @param losses of each part of the loss, over the epoch's batches so far
   * @param examples of the epoch so far
   * @param learningRate of the last step
   * @param seconds spent on the epoch's steps so far
   * @param bestEpoch with the lowest validation loss, or the best by another goal, from 1; 0 before
   *     there is one
   * @param bestLoss its validation loss; infinite before there is one
   * @param epochsWithoutGain epochs since then
   * @param schedule what the schedule remembers
   * @param kernels with which the run computed; others may round differently
   */
  public record Counters(
      long steps,
      long optimizerSteps,
      long averageUpdates,
      int epoch,
      int batch,
      List<LossSum> losses,
      long examples,
      double learningRate,
      double seconds,
      int bestEpoch,
      double bestLoss,
      int epochsWithoutGain,
      Schedule.Memory schedule,
      String kernels) {
    public Counters {
      losses = List.copyOf(losses);
    }
  }

  /**
   * One part of the loss, added up over batches.
   *
   * @param sum Σ loss · weight
   * @param weight Σ weight: elements that the loss is the mean of
   */
  public record LossSum(double sum, double weight) {
    /** With a batch more; one of weight 0 does not count. */
    LossSum with(double loss, double more) {
      return more == 0 ? this : new LossSum(sum + loss * more, weight + more);
    }
  }

  /** The tensors under one prefix, without it. */
  SequencedMap<String, Tensor> under(String prefix) {
    SequencedMap<String, Tensor> found = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), tensor);
          }
        });
    return found;
  }

  /** All that is not a tensor, as text that {@link #of} reads back exactly. */
  public SequencedMap<String, String> properties() {
    return StateText.write(this);
  }

  /**
   * The state with these tensors and {@link #properties()}.
   *
   * @throws IllegalArgumentException when a property is missing or is not a number; the message
   *     names it
   */
  public static TrainingState of(
      SequencedMap<String, String> properties, SequencedMap<String, Tensor> tensors) {
    return StateText.read(properties, tensors);
  }

  /** In what {@code now} differs from the settings of this state, one sentence each. */
  List<String> differences(SequencedMap<String, String> now) {
    List<String> found = new ArrayList<>();
    settings.forEach(
        (name, then) -> {
          String current = now.getOrDefault(name, "none");
          if (!current.equals(then)) {
            found.add(name + " was " + then + " and is " + current);
          }
        });
    now.forEach(
        (name, current) -> {
          if (!settings.containsKey(name)) {
            found.add(name + " was none and is " + current);
          }
        });
    return found;
  }
}
