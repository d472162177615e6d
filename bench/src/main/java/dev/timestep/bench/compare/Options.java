package dev.timestep.bench.compare;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code bench/run}.
 *
 * @param quick less time and fewer shapes
 * @param shapes to measure
 * @param json where to write the results, as given; null for nowhere
 * @param only the peers that take part
 * @param lanes how wide vectors may be
 * @param rounds timings of each job
 * @param check says whether the rest can be understood, and measures nothing
 * @param help asked for
 */
record Options(
    boolean quick,
    List<ShapeSpec> shapes,
    @Nullable String json,
    List<String> only,
    Lanes lanes,
    int rounds,
    boolean check,
    boolean help) {

  static final String USAGE =
      """
      bench/run: training and inference of layers, Timestep against other libraries.

        bench/run [--quick] [--shapes LIST] [--json FILE] [--only PEERS] [--lanes 256]
                  [--rounds N]

        --quick         fewer shapes and less time for each; ends within five minutes
        --shapes LIST   shapes instead of the usual ones: "lstm:T=60,F=12,H=96,B=48;gru:T=..."
                        cells rnn, gru, lstm; T steps, F features, H units, B sequences; and, if
                        wanted, layers=2, directions=2, shortest=10 (lengths from 10 to T),
                        words=10000 (a word model), stream=1 (steps one by one, T=1);
                        convolutions conv1d, conv2d: F channels, H filters, T steps or rows and
                        columns, kernel=3 and, if wanted, stride=2, layers=2, and for conv1d
                        dilation=2, causal=1
        --json FILE     writes the results there, too, after each shape
        --only PEERS    some of: %s
                        (timestep1 is timestep with one thread; portable, without vectors)
        --lanes 256     vectors of 256 bits for all, on a processor that has wider ones; ONNX Runtime
                        cannot be narrowed and is left out
        --rounds N      timings of each contender; the median counts (15, quick 5)
        --check         says what is wrong with the other options, and measures nothing

      All contenders start from the same weights. First their outputs, losses and gradients are
      compared: the run ends if two differ by more than 1e-4 of a tensor's largest value.
      Exit codes: 0 all was measured, 1 a contender failed or differed, 2 wrong usage.
      """
          .formatted(String.join(", ", Lineup.PEERS));

  /** Reads the arguments. */
  static Options parse(String... arguments) {
    boolean quick = false;
    boolean help = false;
    boolean check = false;
    List<ShapeSpec> shapes = List.of();
    String json = null;
    List<String> only = List.of();
    Lanes lanes = Lanes.WIDEST;
    int rounds = 0;
    for (int at = 0; at < arguments.length; at++) {
      switch (arguments[at]) {
        case "--quick" -> quick = true;
        case "--check" -> check = true;
        case "--help", "-h" -> help = true;
        case "--shapes" -> shapes = ShapeSpec.parseAll(value(arguments, at++));
        case "--json" -> json = value(arguments, at++);
        case "--only" -> only = peers(value(arguments, at++));
        case "--lanes" -> lanes = Lanes.of(value(arguments, at++));
        case "--rounds" -> rounds = positive(value(arguments, at++));
        default ->
            throw new UsageException(
                "bench/run expects --quick, --shapes, --json, --only, --lanes or --rounds; received"
                    + " \""
                    + arguments[at]
                    + "\". See bench/run --help.");
      }
    }
    if (shapes.isEmpty()) {
      shapes = quick ? Shapes.quick() : Shapes.all();
    }
    if (only.isEmpty()) {
      only = quick ? Lineup.QUICK : Lineup.PEERS;
    }
    return new Options(
        quick, shapes, json, only, lanes, rounds > 0 ? rounds : quick ? 5 : 15, check, help);
  }

  private static String value(String[] arguments, int option) {
    if (option + 1 >= arguments.length) {
      throw new UsageException(
          "bench/run expects a value after "
              + arguments[option]
              + "; received none. See bench/run --help.");
    }
    return arguments[option + 1];
  }

  private static List<String> peers(String text) {
    List<String> peers = Arrays.stream(text.split(",")).map(String::strip).distinct().toList();
    for (String peer : peers) {
      if (!Lineup.PEERS.contains(peer)) {
        throw new UsageException(
            "--only expects names out of "
                + Lineup.PEERS
                + ", separated by commas; received \""
                + peer
                + "\". Write for example --only timestep,libtorch.");
      }
    }
    return peers;
  }

  private static int positive(String text) {
    if (!text.matches("[1-9]\\d{0,3}")) {
      throw new UsageException(
          "--rounds expects a whole number from 1 to 9999; received \"" + text + "\".");
    }
    return Integer.parseInt(text);
  }
}
