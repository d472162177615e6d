package dev.timestep.io.model;

import dev.timestep.io.model.ModelFileException.Problem;
import dev.timestep.nn.BidirectionalConfig;
import dev.timestep.nn.Conv1dConfig;
import dev.timestep.nn.DenseConfig;
import dev.timestep.nn.EmbeddingConfig;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.MaskingConfig;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.RecurrentStackConfig;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.nn.graph.GraphConfig;
import dev.timestep.nn.graph.GraphNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses an architecture that is far larger than the weights beside it, before memory is taken for
 * it. A width, a count or a size is not larger than the number of weights, but for those of which
 * no weights come, such as the height of an image; they have {@link #FREE} to be in.
 */
final class ArchitectureSize {
  /** A setting of this size or less takes no memory to speak of by itself. */
  private static final long FREE = 1 << 20;

  /** The setting that says how many layers lie on top of each other. */
  private static final String LAYERS = "layers";

  private final long numbers;
  private final int tensors;

  private ArchitectureSize(ModelArchive archive) {
    numbers = archive.weights().values().stream().mapToLong(w -> w.shape().size()).sum();
    tensors = archive.weights().size();
  }

  /** Layers in a row. */
  static void check(ModelArchive archive, int features, List<LayerConfig> configs) {
    ArchitectureSize size = new ArchitectureSize(archive);
    size.checkSettings("features", features);
    configs.forEach(config -> size.checkSettings("layers", config));
    long least = 0;
    int width = features;
    for (LayerConfig config : configs) {
      least += leastWeights(config, width);
      width = config.outputFeatures(width);
    }
    size.checkLeast(least);
  }

  /** A graph. */
  static void check(ModelArchive archive, GraphConfig graph) {
    ArchitectureSize size = new ArchitectureSize(archive);
    size.checkSettings("graph", graph);
    size.checkLeast(leastWeights(graph, 0));
  }

  private void checkSettings(String name, Object value) {
    switch (value) {
      case Integer number -> checkNumber(name, number);
      case List<?> many -> many.forEach(one -> checkSettings(name, one));
      case Record record -> {
        for (RecordComponent part : record.getClass().getRecordComponents()) {
          Object of = get(part, record);
          if (of != null) {
            checkSettings(part.getName(), of);
          }
        }
      }
      default -> {}
    }
  }

  private static @Nullable Object get(RecordComponent part, Record of) {
    try {
      return part.getAccessor().canAccess(of) ? part.getAccessor().invoke(of) : null;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(part + " cannot be read", e);
    }
  }

  private void checkNumber(String name, int number) {
    if (number > (name.equals(LAYERS) ? Math.max(1, tensors) : Math.max(FREE, numbers))) {
      throw misfit(
          name
              + " is "
              + number
              + ", and it has "
              + numbers
              + " numbers in "
              + tensors
              + " tensors");
    }
  }

  private void checkLeast(long least) {
    if (least > numbers) {
      throw misfit("it needs " + least + " numbers or more and has " + numbers);
    }
  }

  private static ModelFileException misfit(String what) {
    return new ModelFileException(
        "The model",
        Problem.MISFIT,
        "has weights that do not fit its architecture: " + what + ". Train the model again.");
  }

  private static long leastWeights(LayerConfig config, int width) {
    return switch (config) {
      case DenseConfig dense -> (long) width * dense.units();
      case EmbeddingConfig table -> (long) table.tokens() * table.width();
      case Conv1dConfig conv -> (long) conv.kernel() * width * conv.filters();
      case RecurrentConfig stack -> leastWeights(stack.cell()) * stack.layers();
      case RecurrentStackConfig stack ->
          stack.cells().stream().mapToLong(ArchitectureSize::leastWeights).sum();
      case BidirectionalConfig both ->
          (leastWeights(both.forward()) + leastWeights(both.backward())) * both.layers();
      case MaskingConfig masking -> leastWeights(masking.inner(), width);
      case GraphConfig graph -> {
        long least = 0;
        for (GraphNode node : graph.nodes()) {
          LayerConfig layer = node.layer();
          least += layer == null ? 0 : leastWeights(layer, graph.width(node.inputs().getFirst()));
        }
        yield least;
      }
      default -> 0;
    };
  }

  /** Some cells have no matrix of their own width, but all have a weight per unit or more. */
  private static long leastWeights(CellConfig cell) {
    return switch (cell) {
      case LstmConfig lstm -> (long) lstm.units() * lstm.units();
      case GruConfig gru -> (long) gru.units() * gru.units();
      case SimpleRnnConfig rnn -> (long) rnn.units() * rnn.units();
      default -> 1;
    };
  }
}
