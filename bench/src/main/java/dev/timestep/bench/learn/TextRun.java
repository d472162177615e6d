package dev.timestep.bench.learn;

import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.WeightDropConfig;
import dev.timestep.train.Adam;
import dev.timestep.train.CarriedState;
import dev.timestep.train.Clipping;
import dev.timestep.train.Optimizer;
import dev.timestep.train.RmsProp;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import dev.timestep.train.TrainingResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A text, character by character, with the state carried from piece to piece. The defaults are
 * those of char-rnn (Karpathy 2015): two layers of 128, pieces of 50, 50 readers, RMSProp.
 *
 * <p>What is held back is the text's tail, or, as in char-rnn, the end of each reader's stretch.
 */
final class TextRun {
  private static final int HELD_READERS = 10;
  private static final int HELD_TIME = 100;

  /** Steps of the windows that a transformer would read: each is read without what came before. */
  private static final int WINDOW = 256;

  private TextRun() {}

  private record Split(TextPieces train, TextPieces held, TextPieces windows) {}

  static void run(List<String> words) throws IOException {
    var arguments = new Arguments(words, defaults());
    int[] text =
        Files.readString(Path.of(arguments.text("data")), StandardCharsets.UTF_8).chars().toArray();
    int[] symbols = Arrays.stream(text).distinct().sorted().toArray();
    for (int at = 0; at < text.length; at++) {
      text[at] = Arrays.binarySearch(symbols, text[at]);
    }
    Split split = split(arguments, text, symbols.length);
    IO.println(
        "text of %d characters, %d different; train %s; validation %s"
            .formatted(text.length, symbols.length, split.train.describe(), split.held.describe()));
    for (Cells.Entry cell : Cells.named(arguments.text("cell"))) {
      train(cell, arguments, split, symbols.length);
    }
  }

  private static Map<String, String> defaults() {
    return LearningRun.defaults(
        "data",
        "",
        "cell",
        "lstm",
        "split",
        "readers",
        "held",
        "0.05",
        "units",
        "128",
        "layers",
        "2",
        "dropout",
        "0",
        "weight-drop",
        "0",
        "optimizer",
        "rmsprop",
        "rate",
        "2e-3",
        "full",
        "10",
        "decay",
        "0.97",
        "clip",
        "0.1",
        "time",
        "50",
        "batch",
        "50",
        "epochs",
        "50",
        "average",
        "0");
  }

  private static Split split(Arguments arguments, int[] text, int symbols) {
    int readers = arguments.whole("batch");
    int time = arguments.whole("time");
    double share = 1 - arguments.number("held");
    TextPieces.Part train;
    TextPieces.Part held;
    if (arguments.text("split").equals("tail")) {
      int cut = (int) (share * text.length);
      train = TextPieces.Part.between(0, cut, readers);
      held = TextPieces.Part.between(cut, text.length, HELD_READERS);
    } else {
      TextPieces.Part all = TextPieces.Part.between(0, text.length, readers);
      int cut = (int) (share * (all.steps() / time)) * time;
      train = all.first(cut);
      held = all.after(cut);
    }
    return new Split(
        new TextPieces(text, train, time, symbols, true),
        new TextPieces(text, held, HELD_TIME, symbols, true),
        new TextPieces(text, held, WINDOW, symbols, false));
  }

  private static void train(Cells.Entry cell, Arguments arguments, Split split, int symbols)
      throws IOException {
    double dropout = arguments.number("dropout");
    double weightDrop = arguments.number("weight-drop");
    CellConfig plain = cell.cell().of(arguments.whole("units"), split.train.time());
    RecurrentConfig layers =
        RecurrentConfig.of(weightDrop > 0 ? new WeightDropConfig(plain, weightDrop) : plain)
            .layers(arguments.whole("layers"))
            .dropout(arguments.whole("layers") == 1 ? 0 : dropout)
            .sequences();
    Sequential model =
        Sequential.of(
            symbols,
            arguments.whole("seed"),
            layers,
            Layers.dropout(dropout),
            Layers.dense(symbols));
    TrainerConfig config =
        TrainerConfig.defaults()
            .withEpochs(arguments.whole("epochs"))
            .withClipping(Clipping.byValue(arguments.number("clip")))
            .withAverageDecay(arguments.number("average"))
            .withSchedule(new LateDecay(arguments.whole("full"), arguments.number("decay")));
    double rate = arguments.number("rate");
    Optimizer optimizer =
        arguments.text("optimizer").equals("adam")
            ? new Adam(rate)
            : new RmsProp(rate, 0.95, 1e-8, 0);
    String name = "text-%s-%s".formatted(arguments.text("split"), cell.name());
    Fit fit = LearningRun.fit(arguments);
    var task = new CarriedState(model, Losses.softmaxCrossEntropy());
    TrainingResult result = fit.run(name, task, optimizer, config, split.train, split.held);
    var trainer = new Trainer<>(task, optimizer, config, fit.engine());
    IO.println(
        "RESULT %s  validation %.4f nats a character  in windows of %d without state %.4f  epoch %d  cpu %.0f"
            .formatted(
                name,
                trainer.evaluate(split.held),
                WINDOW,
                trainer.evaluate(split.windows),
                result.bestEpoch().orElseThrow(),
                Fit.cpuSeconds()));
  }
}
