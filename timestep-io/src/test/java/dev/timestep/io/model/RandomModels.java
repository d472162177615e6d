package dev.timestep.io.model;

import static dev.timestep.autograd.Padding.SAME;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.ActivationFunction;
import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Pool;
import dev.timestep.nn.AdditiveAttentionConfig;
import dev.timestep.nn.AttentionScale;
import dev.timestep.nn.BatchNormConfig;
import dev.timestep.nn.BidirectionalConfig;
import dev.timestep.nn.Conv1dConfig;
import dev.timestep.nn.DenseConfig;
import dev.timestep.nn.DotAttentionConfig;
import dev.timestep.nn.Dropout;
import dev.timestep.nn.EmbeddingConfig;
import dev.timestep.nn.GeneralAttentionConfig;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.LayerNormConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Merge;
import dev.timestep.nn.MultiHeadAttentionConfig;
import dev.timestep.nn.Pool2d;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.TimeDistributedConfig;
import dev.timestep.nn.TimePoolingConfig;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.ClippedLstmConfig;
import dev.timestep.nn.cell.CoupledLstmConfig;
import dev.timestep.nn.cell.ElmanConfig;
import dev.timestep.nn.cell.GeneralGruConfig;
import dev.timestep.nn.cell.GeneralLstmConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.IndRnnConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.JordanConfig;
import dev.timestep.nn.cell.LayerNormGruConfig;
import dev.timestep.nn.cell.LayerNormLstmConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.MguConfig;
import dev.timestep.nn.cell.MinGruConfig;
import dev.timestep.nn.cell.MinLstmConfig;
import dev.timestep.nn.cell.PeepholeLstmConfig;
import dev.timestep.nn.cell.ProjectedLstmConfig;
import dev.timestep.nn.cell.QrnnConfig;
import dev.timestep.nn.cell.RgLruConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.nn.cell.SlstmConfig;
import dev.timestep.nn.cell.SruConfig;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Models of random layers with random settings, and inputs for them. */
final class RandomModels {
  static final int FEATURES = 3;

  private final SplittableRandom random;

  RandomModels(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** One to five layers; a quarter of the models read token ids. */
  Sequential model() {
    List<LayerConfig> configs = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      configs.add(embedding());
    }
    int more = 1 + random.nextInt(4);
    for (int layer = 0; layer < more; layer++) {
      configs.add(layer());
    }
    Sequential model = Sequential.of(FEATURES, random.nextLong(), configs);
    model.parameters().values().forEach(p -> p.freeze(random.nextInt(5) == 0));
    return model;
  }

  Tensor input(Sequential model) {
    boolean tokens = model.configs().getFirst() instanceof EmbeddingConfig;
    int batch = 1 + random.nextInt(4);
    int time = 1 + random.nextInt(6);
    Tensor input = tokens ? Tensor.zeros(batch, time) : Tensor.zeros(batch, time, FEATURES);
    for (int at = 0; at < input.data().length; at++) {
      input.data()[at] = tokens ? random.nextInt(4) : random.nextFloat() * 4 - 2;
    }
    return input;
  }

  LayerConfig layer() {
    return switch (random.nextInt(11)) {
      case 0 -> new DenseConfig(units(), any(Activation.values()), random.nextBoolean());
      case 1 -> new LayerNormConfig(random.nextFloat() * 1e-3f);
      case 2 -> new Dropout(random.nextDouble());
      case 3 -> bidirectional();
      case 4, 5, 6 -> overTime();
      case 7, 8 -> attention();
      default ->
          new RecurrentConfig(
              cell(), 1 + random.nextInt(3), true, random.nextBoolean(), random.nextDouble());
    };
  }

  private LayerConfig overTime() {
    Padding padding = any(Padding.values());
    int size = 1 + random.nextInt(3);
    return switch (random.nextInt(6)) {
      case 0 -> new BatchNormConfig(random.nextFloat(), random.nextFloat(), random.nextBoolean());
      case 1 ->
          new Conv1dConfig(
              units(),
              size,
              1,
              1 + random.nextInt(2),
              padding,
              any(Activation.values()),
              random.nextBoolean());
      case 2 -> Layers.conv2d(1, 1, units(), 1).activation(any(Activation.values()));
      case 3 -> new Pool2d(random.nextBoolean() ? Pool.MAX : Pool.AVERAGE, 1, 1, 1, 1, SAME);
      case 4 -> TimePoolingConfig.windows(any(Pool.values()), size).stride(1).same();
      default -> TimeDistributedConfig.of(new DenseConfig(units(), Activation.TANH, true));
    };
  }

  private LayerConfig attention() {
    int heads = 1 + random.nextInt(3);
    int context = random.nextInt(4);
    return switch (random.nextInt(4)) {
      case 0 -> new AdditiveAttentionConfig(units());
      case 1 -> new DotAttentionConfig(any(AttentionScale.values()));
      case 2 -> new GeneralAttentionConfig(random.nextBoolean());
      default ->
          new MultiHeadAttentionConfig(
              heads * units(),
              heads,
              context > 0 || random.nextBoolean(),
              context,
              random.nextDouble(),
              random.nextBoolean());
    };
  }

  private BidirectionalConfig bidirectional() {
    Merge merge = any(Merge.values());
    CellConfig forward = cell();
    CellConfig backward = merge == Merge.CONCAT ? cell() : forward;
    return new BidirectionalConfig(
        forward,
        backward,
        merge == Merge.NONE ? Merge.CONCAT : merge,
        1 + random.nextInt(2),
        true,
        random.nextDouble());
  }

  EmbeddingConfig embedding() {
    return new EmbeddingConfig(4 + random.nextInt(5), units(), random.nextInt(5) - 1);
  }

  CellConfig cell() {
    boolean bias = random.nextBoolean();
    Init init = any(Init.values());
    float number = 0.1f + random.nextFloat();
    return switch (random.nextInt(6)) {
      case 0 -> new SimpleRnnConfig(units(), any(Activation.values()), bias, init);
      case 1 -> new GruConfig(units(), any(GruConfig.Form.values()), bias, init);
      case 2 -> composed(bias, init);
      case 3, 4 -> variant(number, bias, init);
      default -> new LstmConfig(units(), bias, random.nextFloat() * 3, init);
    };
  }

  private CellConfig composed(boolean bias, Init init) {
    boolean choice = random.nextBoolean();
    Activation activation = any(Activation.values());
    return switch (random.nextInt(10)) {
      case 0 ->
          new JordanConfig(
              units(), units(), random.nextFloat(), activation, Activation.TANH, bias, init);
      case 1 -> new ElmanConfig(units(), units(), activation, Activation.TANH, bias, init);
      case 2 -> new MguConfig(units(), bias, random.nextFloat(), init);
      case 3 -> new IndRnnConfig(units(), random.nextInt(50), choice, activation, bias, init);
      case 4 -> new SruConfig(units(), -random.nextFloat(), choice, bias);
      case 5 ->
          new QrnnConfig(
              units(), 1 + random.nextInt(2), any(QrnnConfig.Pooling.values()), bias, init);
      case 6 -> new MinGruConfig(units(), choice, bias, init);
      case 7 -> new MinLstmConfig(units(), choice, bias, init);
      case 8 -> new RgLruConfig(units(), 1 + random.nextFloat(), bias, init);
      default ->
          new SlstmConfig(
              units(), any(SlstmConfig.Forget.values()), random.nextFloat(), bias, init);
    };
  }

  private CellConfig variant(float number, boolean bias, Init init) {
    return switch (random.nextInt(8)) {
      case 0 -> new PeepholeLstmConfig(units(), bias, number, init);
      case 1 -> new CoupledLstmConfig(units(), bias, number, init);
      case 2 -> new ProjectedLstmConfig(units(), units(), bias, number, init);
      case 3 -> new LayerNormLstmConfig(units(), number, 1f, init);
      case 4 -> new ClippedLstmConfig(units(), number, bias, 1f, init);
      case 5 -> general(bias, init);
      case 6 -> new LayerNormGruConfig(units(), number, init);
      default ->
          GeneralGruConfig.of(units())
              .form(any(GruConfig.Form.values()))
              .activations(function(), function())
              .bias(bias)
              .init(init);
    };
  }

  private GeneralLstmConfig general(boolean bias, Init init) {
    return new GeneralLstmConfig(
        units(),
        function(),
        function(),
        function(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextFloat(),
        bias,
        1f,
        init);
  }

  private ActivationFunction function() {
    return any(Activation.values()).with(0.1f + random.nextFloat(), random.nextFloat());
  }

  private int units() {
    return 1 + random.nextInt(9);
  }

  private <E> E any(E[] values) {
    return values[random.nextInt(values.length)];
  }
}
