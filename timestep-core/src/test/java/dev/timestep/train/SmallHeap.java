package dev.timestep.train;

import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.tensor.TensorMemoryError;

/**
 * Trains one step of a softmax over many words, in a JVM of its own with a heap of a given size.
 */
final class SmallHeap {
  private SmallHeap() {}

  /** Arguments: sequences of a batch, steps, words. */
  public static void main(String[] arguments) {
    int batch = Integer.parseInt(arguments[0]);
    int time = Integer.parseInt(arguments[1]);
    int words = Integer.parseInt(arguments[2]);
    try {
      Sequential model =
          Sequential.of(
              1, 1, Layers.embedding(words, 4), Layers.gru(4).sequences(), Layers.dense(words));
      var trainer =
          new Trainer<>(
              new Supervised(model, Losses.softmaxCrossEntropy()),
              new Sgd(0.1),
              TrainerConfig.defaults(),
              Engine.withThreads(1));
      Batch ids = new Batch(Tensor.zeros(batch, time), null, Tensor.zeros(batch, time));
      System.out.printf("trained, loss %.3f%n", trainer.step(ids).loss());
    } catch (TensorMemoryError full) {
      System.out.println(full.getMessage());
    }
  }
}
