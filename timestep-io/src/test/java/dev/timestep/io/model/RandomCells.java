package dev.timestep.io.model;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.ActivationFunction;
import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Tape;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellAround;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.ClippedLstmConfig;
import dev.timestep.nn.cell.ConvLstmConfig;
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
import dev.timestep.nn.cell.WeightDropCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Cells with random settings, some with others around them. */
final class RandomCells {
  /** Those without a product of the state, whose recurrent dropout is refused. */
  private static final Set<String> ELEMENTWISE =
      Set.of("min_gru", "min_lstm", "qrnn", "rg_lru", "sru");

  private final SplittableRandom random;

  RandomCells(SplittableRandom random) {
    this.random = random;
  }

  /** A cell that reads inputs of this width. */
  CellConfig cell(int features) {
    CellConfig cell = random.nextInt(12) == 0 ? convLstm(features) : plain();
    while (random.nextInt(4) == 0) {
      cell = around(cell, features);
    }
    return cell;
  }

  /** A cell that reads inputs of any width. */
  CellConfig plain() {
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

  private CellConfig around(CellConfig cell, int features) {
    double rate = random.nextDouble();
    double other = random.nextDouble();
    Cell<?> built = cell.build(features, random);
    boolean droppable =
        built.parameters().keySet().stream().anyMatch(name -> name.contains("recurrent_kernel"))
            && !isWeightDropped(built);
    return switch (random.nextInt(droppable ? 4 : 3)) {
      case 0 ->
          cell.inputDropout(rate).recurrentDropout(ELEMENTWISE.contains(cell.kind()) ? 0 : other);
      case 1 -> cell.zoneout(rate, hasMemory(built) ? other : 0);
      case 2 -> cell.learnedState();
      default -> cell.weightDrop(rate);
    };
  }

  private static boolean hasMemory(Cell<?> cell) {
    List<CellState.Role> roles = cell.initialState(Tape.inference(Engine.standard()), 1).roles();
    return roles.contains(CellState.Role.MEMORY) || roles.contains(CellState.Role.SCALED);
  }

  /** Weights are dropped once. */
  private static boolean isWeightDropped(Cell<?> cell) {
    return cell instanceof WeightDropCell<?>
        || (cell instanceof CellAround<?> around && isWeightDropped(around.inner()));
  }

  /** Over one or two axes, whatever channels their sizes leave. */
  private CellConfig convLstm(int features) {
    Padding padding = random.nextBoolean() ? Padding.SAME : Padding.VALID;
    List<ConvLstmConfig.Axis> axes = new ArrayList<>();
    int rest = features;
    for (int axis = 1 + random.nextInt(2); axis > 0; axis--) {
      int size = divisor(rest);
      int kernel = 1 + random.nextInt(Math.min(3, size));
      boolean spread = (kernel - 1) * 2 < size;
      axes.add(
          new ConvLstmConfig.Axis(
              size, kernel, 1 + random.nextInt(2), spread ? 1 + random.nextInt(2) : 1));
      rest /= size;
    }
    // Not both: a convolution has a stride or a dilation.
    axes.replaceAll(
        a -> a.stride() > 1 ? new ConvLstmConfig.Axis(a.size(), a.kernel(), a.stride(), 1) : a);
    return ConvLstmConfig.of(1 + random.nextInt(2), axes, padding)
        .activations(function(), Activation.TANH.standard())
        .bias(random.nextBoolean())
        .init(any(Init.values()));
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

  int units() {
    return 1 + random.nextInt(9);
  }

  /** A number that goes into {@code n}. */
  int divisor(int n) {
    int drawn = 1 + random.nextInt(n);
    while (n % drawn != 0) {
      drawn--;
    }
    return drawn;
  }

  <E> E any(E[] values) {
    return values[random.nextInt(values.length)];
  }
}
