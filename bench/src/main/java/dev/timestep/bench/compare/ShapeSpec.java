package dev.timestep.bench.compare;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * What is computed: a cell, its sizes and, beyond a plain layer, what else there is. Its text,
 * {@code lstm:T=100,F=64,H=128,B=32,layers=2,directions=2}, is what the command line and the
 * contenders' processes read. A convolution is {@code conv1d:T=100,F=32,H=64,B=32,kernel=5}.
 *
 * @param time steps T; rows and columns of the images of {@code conv2d}
 * @param features input width F; the embedding's width in a word model; a convolution's channels
 * @param units H; a convolution's filters
 * @param batch B
 * @param layers stacked layers
 * @param directions 2 for bidirectional layers
 * @param shortest lengths are uniform from this to T; 0 when all sequences are full
 * @param words size of the vocabulary; 0 when there is none
 * @param stream one step at a time with the state carried on (T is 1)
 * @param taps how a convolution's kernel goes; {@link Taps#NONE} for a recurrent cell
 */
record ShapeSpec(
    Cell cell,
    int time,
    int features,
    int units,
    int batch,
    int layers,
    int directions,
    int shortest,
    int words,
    boolean stream,
    Taps taps) {

  /** What fits into one array of floats, of which a contender's process of 4 GB holds some. */
  private static final int MOST_NUMBERS = 1 << 29;

  /** Settings that have a largest value of their own. */
  private static final Map<String, Integer> MOST =
      Map.of("directions", 2, "stream", 1, "causal", 1);

  /** Nine digits at most always fit. */
  private static final int MOST_DIGITS = 999_999_999;

  private static final List<String> SIZES = List.of("T", "F", "H", "B");
  private static final Map<String, Integer> EXTRAS = extras();

  ShapeSpec {
    if (shortest > time) {
      throw new UsageException(
          "A shape expects shortest of at most T; received shortest="
              + shortest
              + " and T="
              + time
              + ".");
    }
    if (stream && (time != 1 || layers > 1 || directions > 1 || words > 0 || shortest > 0)) {
      throw new UsageException(
          "A shape with stream=1 expects T=1 and no layers, directions, words or shortest; received"
              + " T=%d, layers=%d, directions=%d, words=%d, shortest=%d."
                  .formatted(time, layers, directions, words, shortest));
    }
    checkTaps(cell, taps, directions > 1 || shortest > 0 || words > 0 || stream);
    double width = Math.max((double) features, (double) directions * units);
    double outputs = Math.max(width, Math.max((double) cell.gates * units, words));
    double largest =
        Math.max(
            (double) time * batch * outputs, width * Math.max((double) cell.gates * units, words));
    if (cell.isConvolution()) {
      // A patch of the first layer, or of one above it, for each place and number of the output.
      double patch = Math.pow(taps.kernel(), cell.axes) * (layers > 1 ? width : features);
      double places = Math.pow(taps.places(time), cell.axes);
      largest =
          Math.max(
              Math.max(Math.pow(time, cell.axes) * batch * features, patch * units),
              places * batch * Math.max(patch, units));
    }
    if (largest > MOST_NUMBERS) {
      throw new UsageException(
          "A shape expects arrays of at most %,d numbers; received T=%d, F=%d, H=%d, B=%d, words=%d,"
                  .formatted(MOST_NUMBERS, time, features, units, batch, words)
              + " where one would have %,.0f. Choose smaller sizes.".formatted(largest));
    }
  }

  private static void checkTaps(Cell cell, Taps taps, boolean recurrent) {
    if (cell.isConvolution() && (taps.kernel() == 0 || recurrent)) {
      throw new UsageException(
          "A convolution expects kernel and no directions, shortest, words or stream; received"
              + " kernel=%d%s. Write for example conv1d:T=100,F=32,H=64,B=32,kernel=5."
                  .formatted(taps.kernel(), recurrent ? " and one of them" : ""));
    }
    if (!cell.isConvolution() && !taps.equals(Taps.NONE)) {
      throw new UsageException(
          "A recurrent cell expects no kernel, stride, dilation or causal; received one of them"
              + " for "
              + cell.id()
              + ". Leave it out, or write conv1d or conv2d.");
    }
    if (cell == Cell.CONV2D && (taps.causal() || taps.dilation() > 1)) {
      throw new UsageException(
          "conv2d expects no causal and no dilation; received one of them. Leave it out.");
    }
  }

  private static Map<String, Integer> extras() {
    Map<String, Integer> defaults = new LinkedHashMap<>();
    defaults.put("layers", 1);
    defaults.put("directions", 1);
    defaults.put("shortest", 0);
    defaults.put("words", 0);
    defaults.put("stream", 0);
    defaults.put("kernel", 0);
    defaults.put("stride", 1);
    defaults.put("dilation", 1);
    defaults.put("causal", 0);
    return defaults;
  }

  /** A plain layer. */
  static ShapeSpec layer(Cell cell, int time, int features, int units, int batch) {
    return new ShapeSpec(cell, time, features, units, batch, 1, 1, 0, 0, false, Taps.NONE);
  }

  /** Shapes separated by semicolons. */
  static List<ShapeSpec> parseAll(String text) {
    List<ShapeSpec> shapes =
        Arrays.stream(text.split(";"))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(ShapeSpec::parse)
            .toList();
    if (shapes.isEmpty()) {
      throw new UsageException(
          "--shapes expects one shape or more, separated by semicolons; received \""
              + text
              + "\". Write for example --shapes \"lstm:T=60,F=12,H=96,B=48\".");
    }
    return shapes;
  }

  /** One shape. */
  static ShapeSpec parse(String text) {
    int colon = text.indexOf(':');
    Cell cell = Cell.parse(colon < 0 ? text : text.substring(0, colon).strip(), text);
    Map<String, Integer> values = new LinkedHashMap<>();
    for (String part : text.substring(colon + 1).split(",")) {
      readInto(values, part.strip(), text);
    }
    for (String size : SIZES) {
      if (!values.containsKey(size)) {
        throw new UsageException(
            "A shape expects all of T, F, H and B; received \""
                + text
                + "\", which has no "
                + size
                + ". Add it.");
      }
    }
    EXTRAS.forEach(values::putIfAbsent);
    return new ShapeSpec(
        cell,
        number(values, "T"),
        number(values, "F"),
        number(values, "H"),
        number(values, "B"),
        number(values, "layers"),
        number(values, "directions"),
        number(values, "shortest"),
        number(values, "words"),
        number(values, "stream") == 1,
        new Taps(
            number(values, "kernel"),
            number(values, "stride"),
            number(values, "dilation"),
            number(values, "causal") == 1));
  }

  private static int number(Map<String, Integer> values, String key) {
    return Objects.requireNonNull(values.get(key));
  }

  private static void readInto(Map<String, Integer> values, String part, String text) {
    int equals = part.indexOf('=');
    String key = equals < 0 ? part : part.substring(0, equals).strip();
    if (!SIZES.contains(key) && !EXTRAS.containsKey(key)) {
      throw new UsageException(
          "A shape's settings are T, F, H, B and, if wanted, "
              + String.join(", ", EXTRAS.keySet())
              + ", each with =number; received \""
              + part
              + "\" in \""
              + text
              + "\". Write for example lstm:T=60,F=12,H=96,B=48.");
    }
    String number = equals < 0 ? "" : part.substring(equals + 1).strip();
    int least = EXTRAS.getOrDefault(key, 1);
    int most = MOST.getOrDefault(key, MOST_DIGITS);
    boolean read =
        number.matches("[0-9]{1,9}")
            && Integer.parseInt(number) >= least
            && Integer.parseInt(number) <= most;
    if (!read) {
      throw new UsageException(
          "A shape expects a whole number from "
              + least
              + " to "
              + most
              + " for "
              + key
              + "; received \""
              + part
              + "\" in \""
              + text
              + "\". Write for example "
              + key
              + "="
              + Math.min(most, 32)
              + ".");
    }
    if (values.put(key, Integer.parseInt(number)) != null) {
      throw new UsageException(
          "A shape names each size once; \"" + text + "\" has " + key + " twice. Remove one.");
    }
  }

  /** Whether this is one of the shapes of the table: a single layer over full sequences. */
  boolean isPlain() {
    return layers == 1
        && directions == 1
        && shortest == 0
        && words == 0
        && !stream
        && !cell.isConvolution();
  }

  /** Gate columns of one layer and direction: G·H. */
  int gateColumns() {
    return cell.gates * units;
  }

  /** Width of the input of a layer counted from 0. */
  int inputWidth(int layer) {
    return layer == 0 ? features : directions * units;
  }

  /**
   * Floating-point operations of a training step. A layer multiplies the state three times
   * (forward, its gradient, the weights' gradient) and the input twice, or three times where the
   * layer below needs its gradient: 2·T·B·G·H·(3H + 2F) for a single one. An output layer over
   * words adds 3·2·T·B·H·words. A convolution multiplies the patches of its output places twice,
   * and three times where the layer below needs its gradient.
   *
   * @param steps sum of the lengths of the batch, T·B when all are full
   */
  double trainingOperations(long steps) {
    double sum = 0;
    for (int layer = 0; layer < layers; layer++) {
      int inputProducts = layer > 0 || words > 0 ? 3 : 2;
      if (cell.isConvolution()) {
        sum += 2.0 * inputProducts * new Convolutions(this).products(layer);
        continue;
      }
      sum +=
          2.0
              * steps
              * directions
              * gateColumns()
              * (3.0 * units + (double) inputProducts * inputWidth(layer));
    }
    return sum + 6.0 * steps * directions * units * words;
  }

  /** For people: {@code lstm 100 64 128 32 x2 bi} for two bidirectional layers. */
  String title() {
    StringJoiner title = new StringJoiner(" ");
    title.add(cell.id());
    if (stream) {
      title.add("stream " + features + " " + units + " " + batch);
    } else {
      title.add(time + " " + features + " " + units + " " + batch);
    }
    if (cell.isConvolution()) {
      title.add(taps.title());
    }
    if (layers > 1) {
      title.add("x" + layers);
    }
    if (directions > 1) {
      title.add("bi");
    }
    if (shortest > 0) {
      title.add("lengths");
    }
    if (words > 0) {
      title.add("words");
    }
    return title.toString();
  }

  /** What {@link #parse} reads. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(",", cell.id() + ":", "");
    text.add("T=" + time).add("F=" + features).add("H=" + units).add("B=" + batch);
    int[] extras = {
      layers,
      directions,
      shortest,
      words,
      stream ? 1 : 0,
      taps.kernel(),
      taps.stride(),
      taps.dilation(),
      taps.causal() ? 1 : 0
    };
    int at = 0;
    for (Map.Entry<String, Integer> extra : EXTRAS.entrySet()) {
      if (extras[at] != extra.getValue()) {
        text.add(extra.getKey() + "=" + extras[at]);
      }
      at++;
    }
    return text.toString();
  }
}
