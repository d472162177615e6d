package dev.timestep.golden;

import static java.lang.System.Logger.Level.INFO;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** Writes all golden files into the folder given as the first argument. */
public final class Generate {
  private static final RecurrentCase.Size SMALL = new RecurrentCase.Size("small", 5, 3, 4, 6);
  private static final RecurrentCase.Size AWKWARD = new RecurrentCase.Size("awkward", 7, 5, 3, 17);
  private static final RecurrentCase.Size TINY = new RecurrentCase.Size("tiny", 6, 5, 3, 3);
  private static final RecurrentCase.Size RAGGED = new RecurrentCase.Size("small", 7, 5, 4, 6);

  /** Unsorted, one of length 1, and none as long as the padded batch of seven steps. */
  private static final int[] LENGTHS = {4, 6, 1, 6, 2};

  private Generate() {}

  /**
   * Generates the files.
   *
   * @param args the folder to write to, then the version of libtorch to note in the files
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    // Unpacked before the first load, or libtorch.so binds to an older libtorch_cpu.so of the
    // system.
    String natives = "/org/bytedeco/pytorch/" + Loader.getPlatform();
    Loader.cacheResource(Generate.class, natives + "/libtorch_cpu.so");
    torch.set_num_threads(1);
    Oracle oracle = new Oracle();
    List<GoldenFile> files = new ArrayList<>();
    for (RecurrentCase question : recurrent()) {
      files.add(question.solve(oracle));
    }
    for (BidirectionalCase question : bidirectional()) {
      files.add(question.solve(oracle));
    }
    for (ProjectionCase question : projections()) {
      files.add(question.solve(oracle));
    }
    for (Cell cell : List.of(Cell.RNN_TANH, Cell.LSTM, Cell.GRU)) {
      files.add(new TrainingCase(cell, Optimizers.SGD_MOMENTUM).solve(oracle));
      files.add(new TrainingCase(cell, Optimizers.ADAM).solve(oracle));
    }
    for (Optimizers optimizer : Optimizers.values()) {
      files.add(optimizer.solve(oracle));
    }
    files.addAll(new LayerCases(oracle).solve());
    for (AttentionCase question : AttentionCase.all()) {
      files.add(question.solve(oracle));
      if (!(question.causal() && question.lengths().isPresent())) { // one mask at a time
        files.add(question.solveScaled(oracle));
      }
    }
    for (GoldenFile file : files) {
      file.fact("source", "libtorch " + args[1] + ", computed in float64").write(folder);
    }
    System.getLogger("golden").log(INFO, "{0} files; {1}", files.size(), oracle.summary());
  }

  private static List<RecurrentCase> recurrent() {
    List<RecurrentCase> cases = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      for (boolean reverse : new boolean[] {false, true}) {
        for (int layers = 1; layers <= 2; layers++) {
          cases.add(new RecurrentCase(cell, layers, reverse, true, SMALL, Optional.empty()));
          cases.add(new RecurrentCase(cell, layers, reverse, true, AWKWARD, Optional.empty()));
          cases.add(new RecurrentCase(cell, layers, reverse, true, RAGGED, Optional.of(LENGTHS)));
        }
        cases.add(new RecurrentCase(cell, 2, reverse, false, SMALL, Optional.empty()));
        if (cell != Cell.RNN_RELU) { // differs from tanh in the activation only
          cases.add(new RecurrentCase(cell, 1, reverse, true, AWKWARD, Optional.of(LENGTHS)));
        }
      }
    }
    return cases;
  }

  private static List<BidirectionalCase> bidirectional() {
    List<BidirectionalCase> cases = new ArrayList<>();
    for (Cell cell : List.of(Cell.LSTM, Cell.GRU)) {
      for (int layers = 1; layers <= 2; layers++) {
        cases.add(new BidirectionalCase(cell, layers, SMALL, Optional.empty()));
        cases.add(new BidirectionalCase(cell, layers, RAGGED, Optional.of(LENGTHS)));
      }
      cases.add(new BidirectionalCase(cell, 3, TINY, Optional.of(LENGTHS)));
    }
    for (Cell cell : List.of(Cell.RNN_TANH, Cell.RNN_RELU)) {
      cases.add(new BidirectionalCase(cell, 2, SMALL, Optional.empty()));
      cases.add(new BidirectionalCase(cell, 3, TINY, Optional.of(LENGTHS)));
    }
    return cases;
  }

  private static List<ProjectionCase> projections() {
    List<ProjectionCase> cases = new ArrayList<>();
    for (boolean both : new boolean[] {false, true}) {
      for (int layers = 1; layers <= 2; layers++) {
        cases.add(new ProjectionCase(layers, both, 4, SMALL, Optional.empty()));
        cases.add(new ProjectionCase(layers, both, 4, RAGGED, Optional.of(LENGTHS)));
      }
    }
    return cases;
  }
}
