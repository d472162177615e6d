package dev.timestep.bench.learn;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.train.Adam;
import dev.timestep.train.Clipping;
import dev.timestep.train.Metric;
import dev.timestep.train.Metrics;
import dev.timestep.train.Supervised;
import dev.timestep.train.TrainerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * DNA splice junctions by cross-validation: of ten folds each is tested on once, the one after it
 * chooses the epoch, and the other eight are trained on.
 */
final class SpliceRun {
  private SpliceRun() {}

  static void run(List<String> words) throws IOException {
    Arguments arguments = arguments(words);
    SpliceJunctions data = SpliceJunctions.read(Path.of(arguments.text("data")));
    for (Cells.Entry cell : Cells.named(arguments.text("cell"))) {
      double start = Fit.cpuSeconds();
      double accuracy = accuracy(data, cell, arguments);
      IO.println(
          "RESULT splice-%s  accuracy %.4f  folds %d  cpu %.0f"
              .formatted(cell.name(), accuracy, arguments.whole("only"), Fit.cpuSeconds() - start));
    }
  }

  /** Share of sequences recognised while they were not trained on. */
  static double accuracy(SpliceJunctions data, List<String> words) throws IOException {
    Arguments arguments = arguments(words);
    return accuracy(data, Cells.named(arguments.text("cell")).getFirst(), arguments);
  }

  private static double accuracy(SpliceJunctions data, Cells.Entry cell, Arguments arguments)
      throws IOException {
    Metric all = Metrics.accuracy();
    for (int fold = 0; fold < arguments.whole("only"); fold++) {
      Metric one = Metrics.accuracy();
      fold(data, cell, arguments, fold, one, all);
      IO.println("splice-%s  fold %d  accuracy %.4f".formatted(cell.name(), fold, one.value()));
    }
    return all.value();
  }

  private static Arguments arguments(List<String> words) {
    return new Arguments(
        words,
        LearningRun.defaults(
            "data", "", "cell", "gru", "folds", "10", "only", "10", "units", "32", "layers", "2",
            "dropout", "0.3", "rate", "3e-3", "batch", "32", "epochs", "12", "clip", "1"));
  }

  private static void fold(
      SpliceJunctions data, Cells.Entry cell, Arguments arguments, int fold, Metric... metrics)
      throws IOException {
    long seed = arguments.whole("seed");
    int batch = arguments.whole("batch");
    int folds = arguments.whole("folds");
    Parts parts = Parts.of(data.folds(folds, seed), fold, folds);
    double dropout = arguments.number("dropout");
    RecurrentConfig layer =
        RecurrentConfig.of(cell.cell().of(arguments.whole("units"), SpliceJunctions.TIME))
            .layers(arguments.whole("layers"))
            .dropout(arguments.whole("layers") == 1 ? 0 : dropout);
    Sequential model =
        Sequential.of(
            SpliceJunctions.FEATURES,
            seed + fold,
            layer.sequences().bidirectional(),
            new Middle(),
            Layers.dropout(dropout),
            Layers.dense(SpliceJunctions.CLASSES.size()));
    var config =
        TrainerConfig.defaults()
            .withEpochs(arguments.whole("epochs"))
            .withClipping(Clipping.byNorm(arguments.number("clip")));
    var task = new Supervised(model, Losses.softmaxCrossEntropy());
    Batches<Batch> train = Batches.shuffled(data.select(parts.train), batch, seed);
    Batches<Batch> held = Batches.inOrder(data.select(parts.held), batch);
    Fit fit = LearningRun.fit(arguments);
    fit.run(
        "splice-%s-%d".formatted(cell.name(), fold),
        task,
        new Adam(arguments.number("rate")),
        config,
        train,
        held);
    task.measure(fit.engine(), Batches.inOrder(data.select(parts.test), batch), metrics);
  }

  /** The numbers of the sequences of each part. */
  private record Parts(List<Integer> train, List<Integer> held, List<Integer> test) {
    static Parts of(int[] foldOf, int fold, int folds) {
      Parts parts = new Parts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int row = 0; row < foldOf.length; row++) {
        boolean next = foldOf[row] == (fold + 1) % folds;
        (foldOf[row] == fold ? parts.test : next ? parts.held : parts.train).add(row);
      }
      return parts;
    }
  }
}
