package dev.timestep.bench.compare;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who enters: each library with the threads and settings of which its best will count. */
final class Lineup {
  static final String TIMESTEP = "timestep";
  static final String ONE_THREAD = "timestep1";
  static final String PORTABLE = "portable";
  static final String LIBTORCH = "libtorch";
  static final String ONNXRUNTIME = "onnxruntime";
  static final String DL4J = "dl4j";

  /** The libraries by the names that {@code --only} takes. */
  static final List<String> PEERS =
      List.of(TIMESTEP, ONE_THREAD, PORTABLE, LIBTORCH, ONNXRUNTIME, DL4J);

  /** Those that a quick run measures. */
  static final List<String> QUICK = List.of(TIMESTEP, PORTABLE, LIBTORCH, ONNXRUNTIME, DL4J);

  /** What is compared with runs on two threads, as on the machines that the goals are for. */
  static final int THREADS = 2;

  /** Both runtimes of OpenMP: threads that have no work sleep at once and do not spin. */
  private static final Map<String, String> PASSIVE =
      Map.of("OMP_WAIT_POLICY", "passive", "GOMP_SPINCOUNT", "0", "KMP_BLOCKTIME", "0");

  private static final List<String> NATIVE = List.of("--enable-native-access=ALL-UNNAMED");

  private final boolean quick;
  private final Lanes lanes;

  Lineup(boolean quick, Lanes lanes) {
    this.quick = quick;
    this.lanes = lanes;
  }

  /** All entrants of these peers, Timestep's own first. */
  List<Entrant> of(List<String> peers) {
    List<Entrant> entrants = new ArrayList<>();
    for (String peer : PEERS) {
      if (peers.contains(peer) && lanes.canNarrow(peer)) {
        entrants.addAll(of(peer));
      }
    }
    return entrants;
  }

  private List<Entrant> of(String peer) {
    String two = Integer.toString(THREADS);
    return switch (peer) {
      case TIMESTEP -> List.of(timestep(TIMESTEP, "vector", two));
      case ONE_THREAD -> List.of(timestep(ONE_THREAD, "vector", "1"));
      case PORTABLE -> List.of(timestep(PORTABLE, "portable", two));
      case LIBTORCH ->
          List.of(
              libtorch("1 thread", "1", Map.of()),
              libtorch(two + " threads", two, Map.of()),
              libtorch(two + " threads passive", two, PASSIVE));
      case ONNXRUNTIME -> List.of(onnx("1 thread", "1"), onnx(two + " threads", two));
      // Its slow steps fit only once into a quick run.
      case DL4J ->
          quick
              ? List.of(dl4j(two + " threads", two))
              : List.of(dl4j("1 thread", "1"), dl4j(two + " threads", two));
      default -> throw new IllegalArgumentException(peer);
    };
  }

  private Entrant timestep(String peer, String kernels, String threads) {
    // As the launcher starts the program, and with a heap that does not change its size.
    List<String> jvm = new ArrayList<>(lanes.flags());
    jvm.addAll(
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-XX:+UseParallelGC",
            "-XX:+UseTransparentHugePages",
            "@bin/warm-up.options",
            "-Xms4g",
            "-Xmx4g"));
    List<String> command = command(jvm, TimestepContender.class.getName(), kernels, threads);
    return new Entrant(peer, "", command, Map.of(), quick ? 400 : 1_000, true);
  }

  private Entrant libtorch(String variant, String threads, Map<String, String> environment) {
    List<String> command = command(NATIVE, "dev.timestep.bench.compare.LibtorchContender", threads);
    return new Entrant(LIBTORCH, variant, command, environment, quick ? 100 : 300, false);
  }

  private Entrant onnx(String variant, String threads) {
    List<String> command = command(NATIVE, "dev.timestep.bench.compare.OnnxContender", threads);
    return new Entrant(ONNXRUNTIME, variant, command, Map.of(), quick ? 100 : 300, false);
  }

  private Entrant dl4j(String variant, String threads) {
    // Its class path has a javacpp that is older than libtorch's. It needs what is told apart from
    // it here: the worker, and this library's threads for it.
    String own =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith("classes"))
            .collect(Collectors.joining(File.pathSeparator));
    String classPath = own + File.pathSeparator + System.getProperty("bench.dl4j", "");
    List<String> jvm = List.of("--enable-native-access=ALL-UNNAMED", "-Xmx4g");
    List<String> command = commandOn(classPath, jvm, "dev.timestep.bench.compare.Dl4jContender");
    Map<String, String> environment = Map.of("OMP_NUM_THREADS", threads);
    return new Entrant(DL4J, variant, command, environment, quick ? 200 : 1_000, false);
  }

  private static List<String> command(List<String> jvm, String... contender) {
    return commandOn(System.getProperty("java.class.path"), jvm, contender);
  }

  private static List<String> commandOn(String classPath, List<String> jvm, String... contender) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-XX:ErrorFile=" + Run.LOGS.resolve("crash_%p.log"));
    command.addAll(List.of("-cp", classPath));
    command.add(Worker.class.getName());
    command.addAll(List.of(contender));
    return command;
  }
}
