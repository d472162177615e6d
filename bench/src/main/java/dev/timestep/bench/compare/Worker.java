package dev.timestep.bench.compare;

import dev.timestep.bench.FmaPeak;
import dev.timestep.kernel.Workers;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * The process of one contender. It reads a command a line, does it, answers in one line and waits
 * without using the processor:
 *
 * <pre>
 * prepare SHAPE            ok WAY/JOB WAY/JOB ...   (nothing after ok: the shape is not supported)
 * verify WAY FILE          ok                       answers are in the file
 * time WAY/JOB MS RUNS     ok MILLISECONDS          mean of a run, over MS and RUNS at least
 * floats WAY               ok COUNT                 floats held for a training step
 * peak THREADS             ok GIGAFLOPS             multiply-adds that the threads can do at once
 * release                  ok
 * </pre>
 *
 * A failure is answered by {@code error} and a message; the end of the input ends the process.
 */
final class Worker {
  /** Marks answers among what native libraries may print. */
  static final String MARK = "@timestep-bench ";

  /** About a tenth of a millisecond each. */
  private static final int PEAK_ATTEMPTS = 300;

  /** Some hundred calls pass before the loop is compiled as a whole, not from its middle on. */
  private static final int PEAK_WARM_UP = 3_000;

  private final Contender contender;
  private final SequencedMap<String, Contender.Task> tasks = new LinkedHashMap<>();
  private boolean peakIsWarm;

  private Worker(Contender contender) {
    this.contender = contender;
  }

  /** Arguments: the contender's class, then those of its constructor. */
  public static void main(String[] args) throws Exception {
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    List<String> rest = Arrays.asList(args).subList(1, args.length);
    Contender contender =
        (Contender) Class.forName(args[0]).getDeclaredConstructor(List.class).newInstance(rest);
    new Worker(contender).serve(answers);
    System.exit(0);
  }

  private void serve(PrintStream answers) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String answer;
      try {
        answer = ("ok " + answer(line.split(" "))).strip();
      } catch (Exception | OutOfMemoryError | LinkageError failure) {
        failure.printStackTrace();
        answer = "error " + failure.toString().replace('\n', ' ');
      }
      answers.println(MARK + answer);
    }
  }

  private String answer(String[] words) throws IOException {
    return switch (words[0]) {
      case "prepare" -> prepare(ShapeSpec.parse(words[1]));
      case "verify" -> {
        Answers.write(Path.of(words[2]), task(words[1]).answers());
        yield "";
      }
      case "time" -> {
        String[] job = words[1].split("/");
        Runnable work = Objects.requireNonNull(task(job[0]).jobs().get(job[1]), words[1]);
        yield Double.toString(time(work, Long.parseLong(words[2]), Long.parseLong(words[3])));
      }
      case "floats" -> Long.toString(task(words[1]).heldFloats());
      case "kernels" -> contender.kernels();
      case "peak" -> Double.toString(peak(Integer.parseInt(words[1])));
      case "release" -> {
        release();
        yield "";
      }
      default -> throw new IllegalArgumentException("No command " + words[0]);
    };
  }

  private Contender.Task task(String way) {
    Contender.Task task = tasks.get(way);
    if (task == null) {
      throw new IllegalArgumentException("No way " + way + " was prepared.");
    }
    return task;
  }

  private String prepare(ShapeSpec shape) {
    release();
    List<String> jobs = new ArrayList<>();
    List<String> ways = contender.ways(shape);
    if (!ways.isEmpty()) {
      Problem problem = new Problem(shape);
      for (String way : ways) {
        Contender.Task task = contender.prepare(problem, way);
        tasks.put(way, task);
        task.jobs().keySet().forEach(job -> jobs.add(way + "/" + job));
      }
    }
    return String.join(" ", jobs);
  }

  private void release() {
    tasks.values().forEach(Contender.Task::close);
    tasks.clear();
    System.gc();
  }

  /** Mean milliseconds of a run. */
  private static double time(Runnable work, long milliseconds, long runs) {
    long start = System.nanoTime();
    long least = milliseconds * 1_000_000;
    long done = 0;
    long passed;
    do {
      work.run();
      done++;
      passed = System.nanoTime() - start;
    } while (passed < least || done < runs);
    return passed * 1e-6 / done;
  }

  /** The rate of all threads together, in GF/s: what they reach at once, not one after another. */
  private double peak(int threads) {
    double[] sums = new double[threads];
    try (Workers workers = new Workers(threads)) {
      int attempts = peakIsWarm ? PEAK_ATTEMPTS : PEAK_WARM_UP + PEAK_ATTEMPTS;
      peakIsWarm = true;
      double[] rates = new double[attempts];
      for (int attempt = 0; attempt < attempts; attempt++) {
        long start = System.nanoTime();
        workers.parallel(threads, thread -> sums[thread] += FmaPeak.run());
        rates[attempt] = threads * FmaPeak.operations() / (System.nanoTime() - start);
      }
      if (Double.isNaN(Arrays.stream(sums).sum())) { // never; but the sums have to be computed
        throw new IllegalStateException("multiply-adds of finite numbers gave NaN");
      }
      double[] last = Arrays.copyOfRange(rates, attempts - PEAK_ATTEMPTS, attempts);
      // Now and then one thread comes late and the other does the work of both.
      Arrays.sort(last);
      return last[last.length * 9 / 10];
    }
  }
}
