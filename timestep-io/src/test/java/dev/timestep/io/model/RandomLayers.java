package dev.timestep.io.model;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Pool;
import dev.timestep.autograd.TimeWindow;
import dev.timestep.nn.ActivationPenalty;
import dev.timestep.nn.AdditiveAttentionConfig;
import dev.timestep.nn.AttentionPoolingConfig;
import dev.timestep.nn.AttentionScale;
import dev.timestep.nn.BatchNormConfig;
import dev.timestep.nn.BidirectionalConfig;
import dev.timestep.nn.Conv1dConfig;
import dev.timestep.nn.Conv2dConfig;
import dev.timestep.nn.DenseConfig;
import dev.timestep.nn.DotAttentionConfig;
import dev.timestep.nn.Dropout;
import dev.timestep.nn.EmbeddingConfig;
import dev.timestep.nn.GeneralAttentionConfig;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.LayerNormConfig;
import dev.timestep.nn.MaskingConfig;
import dev.timestep.nn.Merge;
import dev.timestep.nn.MultiHeadAttentionConfig;
import dev.timestep.nn.Pool2d;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.RecurrentStackConfig;
import dev.timestep.nn.ReverseTime;
import dev.timestep.nn.Skip;
import dev.timestep.nn.TimeDistributedConfig;
import dev.timestep.nn.TimePoolingConfig;
import dev.timestep.nn.VariationalDropout;
import dev.timestep.nn.cell.CellConfig;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Layers with random settings. */
final class RandomLayers {
  private final SplittableRandom random;
  private final RandomCells cells;

  RandomLayers(SplittableRandom random) {
    this.random = random;
    this.cells = new RandomCells(random);
  }

  /** A layer that keeps all steps, one for one. */
  LayerConfig steps(int features) {
    return switch (random.nextInt(12)) {
      case 0, 1 -> values(features);
      case 2 -> bidirectional(features, true);
      case 3 -> stack(true);
      case 4 -> new MaskingConfig(recurrent(features), random.nextInt(2) - 1, random.nextBoolean());
      case 5 -> timeDistributed(features);
      case 6, 7 -> attention();
      case 8 ->
          random.nextBoolean() ? new ReverseTime() : new VariationalDropout(random.nextDouble());
      case 9 -> sameSteps();
      default -> recurrent(features);
    };
  }

  private LayerConfig recurrent(int features) {
    // The layers of a stack read each other's outputs, whose width not every cell can read.
    int layers = 1 + random.nextInt(3);
    CellConfig cell = layers == 1 ? cells.cell(features) : cells.plain();
    return new RecurrentConfig(cell, layers, true, random.nextBoolean(), between(layers));
  }

  private LayerConfig sameSteps() {
    int size = 1 + random.nextInt(3);
    return random.nextBoolean()
        ? TimePoolingConfig.windows(cells.any(Pool.values()), size).stride(1).same()
        : conv1d(size, 1, 1 + random.nextInt(2), random.nextBoolean());
  }

  private Conv1dConfig conv1d(int size, int stride, int dilation, boolean causal) {
    return new Conv1dConfig(
        cells.units(),
        size,
        stride,
        dilation,
        causal ? Padding.CAUSAL : Padding.SAME,
        cells.any(Activation.values()),
        random.nextBoolean());
  }

  /** A layer that makes fewer steps, or possibly so. */
  LayerConfig fewerSteps() {
    int size = 1 + random.nextInt(3);
    int stride = 1 + random.nextInt(2);
    return random.nextBoolean()
        ? conv1d(size, stride, 1, random.nextBoolean()).padding(cells.any(Padding.values()))
        : new TimePoolingConfig(
            cells.any(Pool.values()),
            new TimeWindow(size, stride, 1, random.nextBoolean() ? Padding.VALID : Padding.SAME));
  }

  /** A layer that makes one value of a sequence. */
  LayerConfig whole(int features) {
    return switch (random.nextInt(5)) {
      case 0 -> TimePoolingConfig.whole(cells.any(Pool.values()));
      case 1 -> new AttentionPoolingConfig(cells.units());
      case 2 -> bidirectional(features, false);
      case 3 -> stack(false);
      default ->
          new RecurrentConfig(cells.cell(features), 1, false, random.nextBoolean(), between(1));
    };
  }

  /** A layer that looks at each value by itself. */
  LayerConfig values(int features) {
    return switch (random.nextInt(7)) {
      case 0 -> dense();
      case 1 -> new LayerNormConfig(random.nextFloat() * 1e-3f);
      case 2 -> new Dropout(random.nextDouble());
      case 3 ->
          new BatchNormConfig(random.nextFloat(), 0.01f + random.nextFloat(), random.nextBoolean());
      case 4 -> new ActivationPenalty(random.nextDouble(), random.nextDouble());
      default -> image(features);
    };
  }

  private DenseConfig dense() {
    return new DenseConfig(cells.units(), cells.any(Activation.values()), random.nextBoolean());
  }

  /** Of whatever height and width go into the features; the rest are channels. */
  private LayerConfig image(int features) {
    int height = cells.divisor(features);
    int width = cells.divisor(features / height);
    int stride = 1 + random.nextInt(2);
    Padding padding = random.nextBoolean() ? Padding.SAME : Padding.VALID;
    int size = 1 + random.nextInt(Math.min(3, Math.min(height, width)));
    return random.nextBoolean()
        ? new Conv2dConfig(
            height,
            width,
            1 + random.nextInt(2),
            1 + random.nextInt(Math.min(3, height)),
            1 + random.nextInt(Math.min(3, width)),
            stride,
            padding,
            cells.any(Activation.values()),
            random.nextBoolean())
        : new Pool2d(
            random.nextBoolean() ? Pool.MAX : Pool.AVERAGE, height, width, size, stride, padding);
  }

  private LayerConfig timeDistributed(int features) {
    int steps = cells.divisor(features);
    return random.nextBoolean()
        ? TimeDistributedConfig.of(values(features))
        : new TimeDistributedConfig(whole(features / steps), steps);
  }

  private LayerConfig stack(boolean sequences) {
    List<CellConfig> parts = Stream.generate(cells::plain).limit(1 + random.nextInt(3)).toList();
    return new RecurrentStackConfig(
        parts, cells.any(Skip.values()), sequences, random.nextBoolean(), between(parts.size()));
  }

  private LayerConfig attention() {
    int heads = 1 + random.nextInt(3);
    int context = random.nextInt(4);
    return switch (random.nextInt(4)) {
      case 0 -> new AdditiveAttentionConfig(cells.units());
      case 1 -> new DotAttentionConfig(cells.any(AttentionScale.values()));
      case 2 -> new GeneralAttentionConfig(random.nextBoolean());
      default ->
          new MultiHeadAttentionConfig(
              heads * cells.units(),
              heads,
              context > 0 || random.nextBoolean(),
              context,
              random.nextDouble(),
              random.nextBoolean());
    };
  }

  private BidirectionalConfig bidirectional(int features, boolean sequences) {
    int layers = 1 + random.nextInt(2);
    CellConfig forward = layers == 1 ? cells.cell(features) : cells.plain();
    Merge merge = cells.any(Merge.values());
    return new BidirectionalConfig(
        forward,
        merge == Merge.CONCAT ? cells.plain() : forward,
        merge == Merge.NONE ? Merge.CONCAT : merge,
        layers,
        sequences,
        between(layers));
  }

  /** A rate of dropout between so many layers. */
  private double between(int layers) {
    double rate = random.nextDouble();
    return layers == 1 ? 0 : rate;
  }

  /** Vectors of tokens, sometimes with whole words dropped. */
  LayerConfig embedding(int tokens) {
    EmbeddingConfig table =
        new EmbeddingConfig(tokens, cells.units(), random.nextInt(tokens + 1) - 1);
    return random.nextInt(3) == 0 ? table.wordDropout(random.nextDouble()) : table;
  }
}
