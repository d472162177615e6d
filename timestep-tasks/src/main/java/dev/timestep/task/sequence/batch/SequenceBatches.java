package dev.timestep.task.sequence.batch;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.Shuffle;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Training cases in batches, changed a little in every epoch; a batch is a function of the seed,
 * the epoch and its number alone.
 *
 * <p>Where lengths differ, the shuffled cases are sorted by length in runs of {@value #RUN}
 * batches, so that little of a batch is padding.
 */
public final class SequenceBatches implements Batches<Batch> {
  private static final int RUN = 8;

  private final List<Tensor> cases;
  private final int[] labels;
  private final int channels;
  private final int size;
  private final Augmentation augmentation;
  private final long seed;

  /**
   * Batches of cases.
   *
   * @param cases each [time, features]
   * @param labels class numbers
   * @param channels how many of the features may be changed
   */
  public SequenceBatches(
      List<Tensor> cases,
      int[] labels,
      int channels,
      int size,
      Augmentation augmentation,
      long seed) {
    this.cases = List.copyOf(cases);
    this.labels = labels.clone();
    this.channels = channels;
    this.size = size;
    this.augmentation = augmentation;
    this.seed = seed;
  }

  @Override
  public int count() {
    return Math.ceilDiv(cases.size(), size);
  }

  @Override
  public int examples() {
    return cases.size();
  }

  @Override
  public Batch get(int epoch, int index) {
    int[] order = order(epoch);
    // A last batch of one case has no spread to normalise by, so sizes differ by one at most.
    int from = (int) ((long) index * order.length / count());
    int to = (int) ((long) (index + 1) * order.length / count());
    List<Tensor> chosen = new ArrayList<>();
    int[] targets = new int[to - from];
    for (int at = from; at < to; at++) {
      SplittableRandom random = new SplittableRandom(Arrays.hashCode(new long[] {seed, epoch, at}));
      Tensor one = cases.get(order[at]);
      chosen.add(
          augmentation.equals(Augmentation.NONE) ? one : augmentation.apply(one, channels, random));
      targets[at - from] = labels[order[at]];
    }
    return batch(chosen, targets);
  }

  private int[] order(int epoch) {
    int[] order = Shuffle.order(cases.size(), seed, epoch);
    int run = RUN * size;
    if (cases.stream().map(Tensor::shape).distinct().count() == 1 || order.length <= size) {
      return order;
    }
    Integer[] boxed = Arrays.stream(order).boxed().toArray(Integer[]::new);
    for (int from = 0; from < boxed.length; from += run) {
      Arrays.sort(
          boxed,
          from,
          Math.min(boxed.length, from + run),
          Comparator.comparingInt(one -> cases.get(one).shape().dim(0)));
    }
    return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
  }

  /** Cases one under the other, padded with zeros to the longest. */
  public static Batch batch(List<Tensor> cases, int[] labels) {
    int[] lengths = cases.stream().mapToInt(one -> one.shape().dim(0)).toArray();
    int time = Arrays.stream(lengths).max().orElse(0);
    int features = cases.getFirst().shape().dim(1);
    Tensor inputs = Tensor.zeros(lengths.length, time, features);
    Tensor targets = Tensor.zeros(lengths.length);
    for (int at = 0; at < lengths.length; at++) {
      float[] one = cases.get(at).data();
      System.arraycopy(one, 0, inputs.data(), at * time * features, one.length);
      targets.data()[at] = labels[at];
    }
    Lengths all = Lengths.of(lengths);
    return new Batch(inputs, all.allEqual(time) ? null : all, targets);
  }

  @Override
  public String describe() {
    Shape first = cases.getFirst().shape();
    return cases.size() + " cases like " + first + ", shuffled with seed " + seed;
  }
}
