package dev.timestep.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The command {@code bench/warmup}: seconds from the start of a JVM to the end of its first
 * training step, and to where training runs at nine tenths of its full speed, with and without the
 * launcher's options for a fast start and an AOT cache such as it makes. Medians of several fresh
 * JVMs, started in turn; see {@link WarmupCase}.
 */
final class WarmupRun {
  private static final int STARTS = 5;

  /** What the launcher passes to the JVM for a fast start; run from the root of the project. */
  static final Path OPTIONS = Path.of("bin", "warm-up.options");

  /** As the launcher starts the program, but for {@link #OPTIONS} and the AOT cache. */
  private static final List<String> JVM =
      List.of(
          "--add-modules",
          "jdk.incubator.vector",
          "-XX:+UseParallelGC",
          "-XX:+UseTransparentHugePages",
          "-Xms1g",
          "-Xmx1g",
          "-Xlog:aot=off",
          "-Xlog:cds=off");

  private WarmupRun() {}

  /** Runs it. The class path has to consist of jars: an AOT cache takes nothing else. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Files.createDirectories(Run.LOGS);
    Path cache = Files.createTempFile("timestep-warmup", ".aot");
    String options = "@" + OPTIONS;
    String cached = "-XX:AOTCache=" + cache;
    List<Way> ways =
        List.of(
            new Way("plain", List.of()),
            new Way("AOT cache", List.of(cached)),
            new Way("launcher's options", List.of(options)),
            new Way("both, as launched", List.of(options, cached)));
    try {
      start(List.of(options, "-XX:AOTCacheOutput=" + cache), WarmupCase.REHEARSAL);
      for (int round = 0; round < STARTS; round++) {
        for (Way way : ways) {
          way.measure();
        }
      }
    } finally {
      Files.deleteIfExists(cache);
    }
    System.out.printf(
        "Seconds from the start of a JVM, medians of %d, %s.%n%n",
        STARTS, WarmupCase.SHAPE.title());
    System.out.printf("%-20s %14s %22s%n", "", "first step", "nine tenths of speed");
    for (Way way : ways) {
      System.out.printf(
          Locale.ROOT,
          "%-20s %12.2f s %20.2f s%n",
          way.name,
          Statistics.median(way.first),
          Statistics.median(way.full));
    }
  }

  /** One way to start the JVM, and the seconds that each start took. */
  private record Way(String name, List<String> flags, List<Double> first, List<Double> full) {
    Way(String name, List<String> flags) {
      this(name, flags, new ArrayList<>(), new ArrayList<>());
    }

    void measure() throws IOException, InterruptedException {
      String[] words = figures(start(flags)).split(" ");
      first.add(Double.parseDouble(words[0]));
      full.add(Double.parseDouble(words[1]));
    }
  }

  private static String figures(String output) throws IOException {
    for (String line : output.split("\n")) {
      if (line.startsWith(WarmupCase.MARK)) {
        return line.substring(WarmupCase.MARK.length());
      }
    }
    throw new IOException("A fresh JVM told no figures but " + output);
  }

  /** What a fresh JVM prints. */
  private static String start(List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(WarmupCase.class.getName());
    Path log = Run.LOGS.resolve("warmup.log");
    command.add(Long.toString(System.currentTimeMillis()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    byte[] output = process.getInputStream().readAllBytes();
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException("A fresh JVM ended with code " + code + "; see " + log);
    }
    return new String(output, StandardCharsets.UTF_8);
  }
}
