package dev.timestep.bench.compare;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The parent's end of a {@link Worker}. */
final class WorkerProcess implements AutoCloseable {
  /** Processor time is counted in steps of 10 ms. */
  private static final long SETTLING_MILLIS = 25;

  private static final int LONGEST_SETTLING = 80;

  private final Entrant entrant;
  private final Process process;
  private final BufferedReader in;
  private final BufferedWriter out;

  private WorkerProcess(Entrant entrant, Process process) {
    this.entrant = entrant;
    this.process = process;
    in =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    out =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /** Starts the process; what it prints on standard error goes to a file. */
  static WorkerProcess start(Entrant entrant, Lanes lanes, Path log) {
    ProcessBuilder builder = new ProcessBuilder(entrant.command());
    lanes.apply(builder.environment());
    builder.environment().putAll(entrant.environment());
    builder.redirectError(log.toFile());
    try {
      return new WorkerProcess(entrant, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Entrant entrant() {
    return entrant;
  }

  /** Gets ready for a shape; returns what can be timed as {@code way/job}, nothing if it cannot. */
  List<String> prepare(ShapeSpec shape) {
    String jobs = ask("prepare " + shape);
    return jobs.isEmpty() ? List.of() : List.of(jobs.split(" "));
  }

  void verify(String way, Path file) {
    ask("verify " + way + " " + file);
  }

  /**
   * Waits until the process uses no processor: its threads may spin for a while after their work,
   * and its JIT may still be compiling.
   *
   * @return whether it was idle at once
   */
  boolean settle() {
    Duration before = processorTime();
    for (int waits = 0; waits < LONGEST_SETTLING; waits++) {
      try {
        Thread.sleep(SETTLING_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
      Duration now = processorTime();
      if (now.equals(before)) {
        return waits == 0;
      }
      before = now;
    }
    return false;
  }

  private Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Mean milliseconds of a run. */
  double time(String job, long milliseconds, long runs) {
    return Double.parseDouble(ask("time " + job + " " + milliseconds + " " + runs));
  }

  /** What the library computes with; empty if it does not say. */
  String kernels() {
    return ask("kernels");
  }

  double peak(int threads) {
    return Double.parseDouble(ask("peak " + threads));
  }

  long heldFloats(String way) {
    return Long.parseLong(ask("floats " + way));
  }

  void release() {
    ask("release");
  }

  private String ask(String command) {
    try {
      out.write(command);
      out.newLine();
      out.flush();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(Worker.MARK)) {
          return result(command, line.substring(Worker.MARK.length()));
        }
      }
    } catch (IOException e) {
      throw failure(command, e.toString());
    }
    throw failure(command, "its process ended");
  }

  private String result(String command, String answer) {
    if (answer.startsWith("error")) {
      boolean memory = answer.contains("OutOfMemoryError");
      throw failure(command, memory ? answer + ". Choose smaller sizes." : answer);
    }
    return answer.substring("ok".length()).strip();
  }

  private ContenderException failure(String command, String reason) {
    return new ContenderException(entrant.name() + " could not do \"" + command + "\": " + reason);
  }

  @Override
  public void close() {
    try {
      out.close();
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
