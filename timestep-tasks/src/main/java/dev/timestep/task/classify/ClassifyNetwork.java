package dev.timestep.task.classify;

import dev.timestep.autograd.Activation;
import dev.timestep.nn.BatchNormConfig;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.task.sequence.batch.SequenceLengths;
import java.util.ArrayList;
import java.util.List;

/** The networks from which validation chooses one. */
public enum ClassifyNetwork {
  /** Both directions of time, every step read, pooled by attention. */
  BIDIRECTIONAL("network of a bidirectional %s with attention pooling"),

  /** Patterns of a few steps first, then their order; all steps count alike. */
  CONVOLUTION("network of convolutions and a bidirectional %s with mean pooling"),

  /**
   * Weights of their own for each step, for sequences of one length that are cut at a landmark: the
   * others know order, but hardly that something is at step 30.
   */
  ALIGNED("network of a convolution and a bidirectional %s with weights for each step");

  /** Steps that a recurrent layer reads at most, roughly: more are pooled first. */
  private static final int STEPS = 96;

  private final String words;

  ClassifyNetwork(String words) {
    this.words = words;
  }

  /** The network with a recurrent cell, in words. */
  public String words(ClassifySettings settings) {
    return words.formatted(settings.recurrent().cell().name());
  }

  /** Those that fit training cases of these lengths. */
  static List<ClassifyNetwork> of(SequenceLengths lengths) {
    return lengths.equal() ? List.of(values()) : List.of(BIDIRECTIONAL, CONVOLUTION);
  }

  /**
   * The layers of the network; logits [batch, classes] come out.
   *
   * @param settings the recurrent layers, and the rate of dropout before them and before the
   *     output; convolutions are as wide
   * @param lengths of the training cases
   */
  List<LayerConfig> layers(ClassifySettings settings, SequenceLengths lengths, int classes) {
    List<LayerConfig> layers = new ArrayList<>();
    RecurrentConfig recurrent = settings.recurrent().stack();
    double dropout = settings.recurrent().dropout();
    int longest = lengths.longest();
    int units = recurrent.cell().units();
    int pool = Math.max(1, Math.min(lengths.shortest(), Math.ceilDiv(longest, STEPS)));
    if (this == BIDIRECTIONAL) {
      if (pool > 1) {
        layers.add(Layers.conv1d(units, 2 * pool + 1).same().stride(pool));
      }
    } else if (this == ALIGNED) {
      addConvolution(layers, units, Math.min(5, longest));
      if (pool > 1) {
        layers.add(Layers.maxPool1d(pool).same());
      }
    } else {
      int kernel = longest < 16 ? 3 : longest < 48 ? 5 : 7;
      addConvolution(layers, units, kernel);
      if (pool > 1) {
        layers.add(Layers.maxPool1d(pool).same());
      }
      addConvolution(layers, units, Math.min(5, kernel));
      addConvolution(layers, units, 3);
    }
    layers.add(Layers.dropout(dropout));
    layers.add(Layers.bidirectional(recurrent.sequences()));
    if (this == ALIGNED) {
      layers.add(Layers.dropout(dropout));
      layers.add(Layers.conv1d(classes, Math.ceilDiv(longest, pool)));
      layers.add(Layers.averageOverTime());
      return layers;
    }
    layers.add(this == BIDIRECTIONAL ? Layers.attentionPooling(units) : Layers.averageOverTime());
    layers.add(Layers.dropout(dropout));
    layers.add(Layers.dense(classes));
    return layers;
  }

  /** Steps that it reads at least: a shorter case goes on with means. */
  int least(SequenceLengths lengths) {
    return this == ALIGNED ? lengths.longest() : 1;
  }

  private static void addConvolution(List<LayerConfig> layers, int filters, int kernel) {
    layers.add(Layers.conv1d(filters, kernel).same().activation(Activation.RELU));
    layers.add(BatchNormConfig.torch());
  }
}
