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
 * training step, and to where training runs at nine tenths of its full speed, with and without an
 * AOT cache such as the launcher makes. Medians of several fresh JVMs; see {@link WarmupCase}.
 */
final class WarmupRun {
  private static final int STARTS = 5;

  /** As the launcher starts the program. */
  private static final List<String> JVM =
      List.of(
          "--add-modules",
          "jdk.incubator.vector",
          "-XX:+UseParallelGC",
          "-Xms1g",
          "-Xmx1g",
          "-Xlog:aot=off",
          "-Xlog:cds=off");

  private WarmupRun() {}

  /** Runs it. The class path has to consist of jars: an AOT cache takes nothing else. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Files.createDirectories(Run.LOGS);
    Path cache = Files.createTempFile("timestep-warmup", ".aot");
    try {
      start(List.of("-XX:AOTCacheOutput=" + cache), WarmupCase.REHEARSAL);
      System.out.printf(
          "Seconds from the start of a JVM, medians of %d, %s.%n%n",
          STARTS, WarmupCase.SHAPE.title());
      System.out.printf("%-20s %14s %22s%n", "", "first step", "nine tenths of speed");
      print("without AOT cache", List.of("-Xshare:auto"));
      print("with AOT cache", List.of("-XX:AOTCache=" + cache));
    } finally {
      Files.deleteIfExists(cache);
    }
  }

  private static void print(String name, List<String> flags)
      throws IOException, InterruptedException {
    List<Double> first = new ArrayList<>();
    List<Double> full = new ArrayList<>();
    for (int at = 0; at < STARTS; at++) {
      String[] words = figures(start(flags)).split(" ");
      first.add(Double.parseDouble(words[0]));
      full.add(Double.parseDouble(words[1]));
    }
    System.out.printf(
        Locale.ROOT,
        "%-20s %12.2f s %20.2f s%n",
        name,
        Statistics.median(first),
        Statistics.median(full));
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
