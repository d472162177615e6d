package dev.timestep.task.fold;

import dev.timestep.autograd.Module;
import dev.timestep.data.Batches;
import dev.timestep.kernel.Engine;
import dev.timestep.task.Recipe;
import dev.timestep.train.Objective;

/**
 * The networks of one candidate, each trained without the cases of its fold: what a job says of
 * them. Everything is a function of the number alone, so that a network can be trained by any
 * thread, at any time, and again after a run that was interrupted.
 *
 * @param <N> the networks
 * @param <B> their batches
 */
public interface FoldNetworks<N extends Module, B> {
  /** The name of the candidate in a checkpoint. */
  String name();

  /** The candidate in words, for example {@code "bidirectional GRU with attention pooling"}. */
  String words();

  /** How many networks there are. */
  int count();

  /** A network before its training. */
  N network(int number);

  /** Network and loss. */
  Objective<B> objective(N network);

  /** What the network learns from. */
  Batches<B> batches(int number);

  /** How it is trained. There is no validation part, so all of its epochs are. */
  Recipe recipe(int number);

  /** The seed of its training. */
  long seed(int number);

  /** What the trained network says of the cases that it was not given, [case][output]. */
  float[][] answers(N network, int number, Engine engine);
}
