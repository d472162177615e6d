package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the values of an ARFF row become steps and channels. */
abstract class ArffShape {

  private ArffShape() {}

  abstract List<String> channels();

  abstract boolean named();

  /** The values of one row, [step][channel]. */
  abstract float[][] steps(ArffText.Row row, String at);

  /** The shape that the attributes of values show. */
  static ArffShape of(String file, ArffHead head, List<Integer> values, SequenceOptions options) {
    List<ArffHead.Attribute> own = values.stream().map(head.attributes()::get).toList();
    List<ArffHead.Attribute> relational =
        own.stream().filter(one -> !one.inner().isEmpty()).toList();
    if (own.isEmpty()) {
      throw new TableException(
          file + ": expects a numeric or relational attribute with the values; there is none.");
    }
    if (relational.isEmpty()) {
      boolean wide = options.form().isPresent();
      List<String> names = own.stream().map(ArffHead.Attribute::name).toList();
      model(options).ifPresent(like -> ChannelLayout.requireKnown(names, like, file));
      return new Flat(ChannelLayout.of(names, channels(options), wide, "arff", file), values);
    }
    if (own.size() > 1) {
      throw new TableException(
          file
              + ": expects one relational attribute with all channels; there are "
              + own.size()
              + " attributes of values. Name those that do not change along a sequence in "
              + setting("static")
              + ".");
    }
    List<String> inner = relational.getFirst().inner();
    boolean steps = isSteps(inner, file);
    List<String> asked = channels(options);
    if (!steps && !asked.equals(inner)) {
      throw new TableException(
          file
              + ": the inner attributes ("
              + Labels.places(inner)
              + ") may be channels, with \\n between the steps, or steps, with \\n between the"
              + " channels. If they are channels, name all of them in "
              + setting("channels")
              + "; if they are"
              + " steps, number them: t1, t2.");
    }
    return new Relational(values.getFirst(), inner, steps);
  }

  private static List<String> channels(SequenceOptions options) {
    return model(options).map(SequenceReading::channels).orElse(options.channels());
  }

  /** The earlier file, where it says which channels there are. */
  private static Optional<SequenceReading> model(SequenceOptions options) {
    return options.like().filter(like -> like.named() && options.channels().isEmpty());
  }

  /** Whether the inner attributes are numbered, as the archive numbers steps. */
  private static boolean isSteps(List<String> inner, String file) {
    String stem = inner.getFirst().replaceAll("\\d+$", "");
    return inner.stream().allMatch(name -> name.matches(".*\\d") && name.startsWith(stem))
        && !ChannelLayout.of(inner, List.of(), true, "arff", file).named();
  }

  /** The numbers of one channel, of a text with commas between them. */
  private static List<Float> channel(String text, String at) {
    List<Float> values = new ArrayList<>();
    for (String token : text.split(",", -1)) {
      values.add(Values.parse(token, at, values.size()));
    }
    return values;
  }

  /** One attribute a step. */
  private static final class Flat extends ArffShape {
    private final ChannelLayout layout;
    private final List<Integer> columns;

    Flat(ChannelLayout layout, List<Integer> columns) {
      this.layout = layout;
      this.columns = columns;
    }

    @Override
    List<String> channels() {
      return layout.names();
    }

    @Override
    boolean named() {
      return layout.named();
    }

    @Override
    float[][] steps(ArffText.Row row, String at) {
      int[][] positions = layout.columns();
      float[][] steps = new float[positions.length][channels().size()];
      for (int t = 0; t < steps.length; t++) {
        for (int c = 0; c < steps[t].length; c++) {
          int column = columns.get(positions[t][c]);
          steps[t][c] = Values.parse(row.cells().get(column), at, column);
        }
      }
      return steps;
    }
  }

  /** All values in one quoted cell. */
  private static final class Relational extends ArffShape {
    private final int column;
    private final List<String> inner;
    private final boolean innerAreSteps;
    private int channels;

    Relational(int column, List<String> inner, boolean innerAreSteps) {
      this.column = column;
      this.inner = inner;
      this.innerAreSteps = innerAreSteps;
    }

    @Override
    List<String> channels() {
      return innerAreSteps ? RawCases.unnamed(channels) : inner;
    }

    @Override
    boolean named() {
      return !innerAreSteps;
    }

    @Override
    float[][] steps(ArffText.Row row, String at) {
      List<List<Float>> lines = new ArrayList<>();
      for (String line : row.cells().get(column).split("\n")) {
        List<Float> values = channel(line, at + ", part " + (lines.size() + 1));
        if (values.size() != inner.size()) {
          throw new TableException(
              at
                  + ", part "
                  + (lines.size() + 1)
                  + ": expects "
                  + inner.size()
                  + " values, one for each inner attribute; received "
                  + values.size()
                  + ". Write ? for each missing value.");
        }
        lines.add(values);
      }
      if (innerAreSteps) {
        requireChannels(lines.size(), at);
      }
      int length = innerAreSteps ? inner.size() : lines.size();
      int width = innerAreSteps ? lines.size() : inner.size();
      float[][] steps = new float[length][width];
      for (int t = 0; t < length; t++) {
        for (int c = 0; c < width; c++) {
          steps[t][c] = innerAreSteps ? lines.get(c).get(t) : lines.get(t).get(c);
        }
      }
      return steps;
    }

    private void requireChannels(int count, String at) {
      channels = channels == 0 ? count : channels;
      if (count != channels) {
        throw new TableException(
            at
                + ": expects "
                + channels
                + " channels, as the cases before; received "
                + count
                + ". Correct the line.");
      }
    }
  }
}
