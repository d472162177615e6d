package dev.timestep.bench.learn;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Loss;
import dev.timestep.nn.Losses;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.train.Adam;
import dev.timestep.train.Clipping;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import dev.timestep.train.TrainingResult;
import java.io.IOException;
import java.util.List;

/**
 * The problems whose sequences are drawn: adding and copy memory. An epoch is 100 batches never
 * seen before; after each, a fixed set of other sequences is validated on, and the best weights are
 * at last tested on a third set.
 */
final class DrawnRun {
  private static final int BATCHES = 100;
  private static final int HELD = 1000;
  private static final int TESTED = 5000;

  private DrawnRun() {}

  static void add(List<String> words) throws IOException {
    var arguments =
        new Arguments(
            words,
            LearningRun.defaults(
                "cell", "all", "length", "600", "units", "64", "layers", "1", "rate", "1e-3",
                "batch", "50", "epochs", "100", "clip", "1"));
    int length = arguments.whole("length");
    int batch = arguments.whole("batch");
    IO.println("adding, %d steps; always 1: %.4f".formatted(length, AddingProblem.GUESS));
    for (Cells.Entry cell : Cells.named(arguments.text("cell"))) {
      RecurrentConfig layer = layer(cell, arguments, length);
      long seed = arguments.whole("seed");
      train(
          "add-%d-%s".formatted(length, cell.name()),
          arguments,
          Sequential.of(AddingProblem.FEATURES, seed, layer, Layers.dense(1)),
          Losses.mse(),
          new AddingProblem(length, batch, BATCHES, seed),
          new AddingProblem(length, batch, HELD / batch, seed + 1),
          new AddingProblem(length, batch, TESTED / batch, seed + 2));
    }
  }

  static void copy(List<String> words) throws IOException {
    var arguments =
        new Arguments(
            words,
            LearningRun.defaults(
                "cell", "all", "letters", "10", "length", "100", "units", "64", "layers", "1",
                "rate", "1e-3", "batch", "50", "epochs", "100", "clip", "1"));
    int length = arguments.whole("length");
    int batch = arguments.whole("batch");
    long seed = arguments.whole("seed");
    int letters = arguments.whole("letters");
    var problem = new CopyMemory(length, letters, batch, BATCHES, seed);
    IO.println("copy, %d steps; memoryless: %.4f".formatted(length, problem.memoryless()));
    for (Cells.Entry cell : Cells.named(arguments.text("cell"))) {
      LayerConfig layer = layer(cell, arguments, problem.time()).sequences();
      train(
          "copy-%d-%s".formatted(length, cell.name()),
          arguments,
          Sequential.of(CopyMemory.SYMBOLS, seed, layer, Layers.dense(CopyMemory.SYMBOLS)),
          Losses.softmaxCrossEntropy(),
          problem,
          new CopyMemory(length, letters, batch, HELD / batch, seed + 1),
          new CopyMemory(length, letters, batch, TESTED / batch, seed + 2));
    }
  }

  private static RecurrentConfig layer(Cells.Entry cell, Arguments arguments, int length) {
    return RecurrentConfig.of(cell.cell().of(arguments.whole("units"), length))
        .layers(arguments.whole("layers"));
  }

  private static void train(
      String name,
      Arguments arguments,
      Sequential model,
      Loss loss,
      Batches<Batch> train,
      Batches<Batch> validation,
      Batches<Batch> test)
      throws IOException {
    var config =
        TrainerConfig.defaults()
            .withEpochs(arguments.whole("epochs"))
            .withClipping(Clipping.byNorm(arguments.number("clip")));
    var optimizer = new Adam(arguments.number("rate"));
    var task = new Supervised(model, loss);
    Fit fit = LearningRun.fit(arguments);
    double start = Fit.cpuSeconds();
    TrainingResult result = fit.run(name, task, optimizer, config, train, validation);
    double error = new Trainer<>(task, optimizer, config, fit.engine()).evaluate(test);
    IO.println(
        "RESULT %s  test %.5f  validation %.5f  steps %d  best after %d  cpu %.0f"
            .formatted(
                name,
                error,
                result.bestLoss().orElseThrow(),
                result.steps(),
                result.bestEpoch().orElseThrow() * BATCHES,
                Fit.cpuSeconds() - start));
  }
}
