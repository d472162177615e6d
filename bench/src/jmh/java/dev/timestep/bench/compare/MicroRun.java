package dev.timestep.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The command {@code bench/micro}: JMH over the kernels, then each vector kernel beside its
 * portable twin. Exit codes: 0 done, 1 a kernel failed or differs from its twin, 2 wrong usage.
 */
final class MicroRun {
  private String regex = "Micro";
  private boolean quick;
  private @Nullable ResultFile json;

  private MicroRun(String[] arguments) {
    for (int at = 0; at < arguments.length; at++) {
      String argument = arguments[at];
      if (argument.equals("--quick")) {
        quick = true;
      } else if (argument.equals("--json") && at + 1 < arguments.length) {
        json = ResultFile.of("--json", arguments[++at]);
      } else if (argument.startsWith("-")) {
        throw new UsageException(
            "bench/micro expects a regular expression, --quick, --built or --json FILE; received \""
                + argument
                + "\". See bench/micro --help.");
      } else {
        regex = checked(argument);
      }
    }
  }

  private static String checked(String regex) {
    try {
      Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new UsageException(
          "bench/micro expects a regular expression; received \""
              + regex
              + "\": "
              + e.getDescription()
              + ". Write for example lstm, or ProductMicro.gemm$.");
    }
    boolean matches =
        !BenchmarkList.defaultList()
            .find(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                java.util.List.of(regex),
                java.util.List.of())
            .isEmpty();
    if (!matches) {
      throw new UsageException(
          "bench/micro expects a part of the name of a kernel; received \""
              + regex
              + "\", which is in none. Write for example lstm, or ProductMicro.gemm$.");
    }
    return regex;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    try {
      new MicroRun(arguments).run();
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (RunnerException e) {
      System.err.println("bench/micro: a kernel failed, see above: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run() throws RunnerException, IOException {
    Path own = Path.of("bench", "target", "micro.json");
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(regex)
            .shouldFailOnError(true)
            .resultFormat(ResultFormatType.JSON)
            .result(own.toString());
    if (quick) {
      TimeValue slice = TimeValue.milliseconds(60);
      options.warmupIterations(2).warmupTime(slice).measurementIterations(1).measurementTime(slice);
    }
    print(new Runner(options.build()).run());
    if (json != null) {
      json.write(Files.readString(own));
    }
  }

  /** Nanoseconds of twins in one line. */
  private static void print(Collection<RunResult> results) {
    Map<String, double[]> lines = new LinkedHashMap<>();
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      String name = params.getBenchmark().replaceAll(".*\\.", "");
      String size = params.getParam(params.getParamsKeys().contains("n") ? "n" : "shape");
      int twin = params.getParam("kernels").equals("vector") ? 0 : 1;
      double[] pair = lines.computeIfAbsent(name + " " + size, line -> new double[2]);
      pair[twin] = result.getPrimaryResult().getScore();
    }
    System.out.printf("%n%-32s %12s %12s %8s%n", "ns a call", "vector", "portable", "ratio");
    lines.forEach(
        (name, pair) ->
            System.out.printf(
                Locale.ROOT,
                "%-32s %12.1f %12.1f %8.2f%n",
                name,
                pair[0],
                pair[1],
                pair[1] / pair[0]));
  }
}
