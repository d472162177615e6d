package dev.timestep.cli;

import dev.timestep.io.json.Json;
import dev.timestep.io.model.FileCheckpointStore;
import dev.timestep.report.Page;
import dev.timestep.task.Commands;
import dev.timestep.task.RunOptions;
import dev.timestep.task.Source;
import dev.timestep.task.Task;
import dev.timestep.task.TaskRun;
import dev.timestep.task.TrainingStoppedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The train command of any job: a model, a verdict and a picture from one file. A job adds what can
 * be chosen; running, saving, resuming and printing are here, with the options {@code --seed},
 * {@code --threads}, {@code --out}, {@code --report}, {@code --overwrite}, {@code --json}, {@code
 * --resume} and {@code --from}. A job of another module is put under {@code train} by a {@link
 * CommandProvider}.
 *
 * <pre>{@code
 * @Command(name = "mean", description = "Learns the mean of a column.")
 * public final class TrainMeanCommand extends TrainJob<MeanOptions> {
 *   @Parameters(paramLabel = "DATA", description = "CSV file.")
 *   private DataSource data;
 *
 *   @Mixin private NetworkMixin network = new NetworkMixin(RecurrentSettings.gru(32));
 *
 *   protected MeanTask task() {
 *     return new MeanTask();
 *   }
 *
 *   protected DataSource data() {
 *     return data;
 *   }
 *
 *   protected MeanOptions options(RunOptions run) {
 *     return new MeanOptions(network.settings(), run);
 *   }
 * }
 * }</pre>
 *
 * @param <O> what can be chosen
 */
public abstract class TrainJob<O> implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunMixin run = new RunMixin();

  /** For the command of a job. */
  protected TrainJob() {}

  /** The job. */
  protected abstract Task<O> task();

  /** The data, as they were given. */
  protected abstract DataSource data();

  /** The options of the job. */
  protected abstract O options(RunOptions options);

  /**
   * How the data are read, by the names of the settings; as they are by default. A job with options
   * for it gives {@code data().with(settings)}.
   */
  protected Source asked() {
    return data();
  }

  /** What the model file is named after, where no name is given; the data file by default. */
  protected String modelName() {
    if (data().isStandardInput()) {
      return task().type();
    }
    String name = data().shortName();
    return name.substring(0, name.length() - ending().length());
  }

  /** The ending of the data file, for example {@code .csv}; nothing where it has none. */
  final String ending() {
    String name = data().shortName();
    int dot = data().isStandardInput() ? 0 : name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot) : "";
  }

  /**
   * The data that predict and evaluate are proposed for; by default the same file, to which rows
   * may be added. A job that should not be shown its training data again gives another name.
   */
  protected String laterData() {
    return data().toString();
  }

  /** Arguments of predict that the model does not hold, for example lines to skip. */
  protected List<String> furtherArguments(TaskRun result) {
    return List.of();
  }

  /**
   * What the run reads and must not write over, by what it is called in a message; the data file by
   * default. A job that reads folders names its folder.
   */
  protected Map<String, Path> readFiles() {
    Path given = data().given();
    return Files.isDirectory(given) ? Map.of() : Map.of("the data", given);
  }

  /** Whether files that are there may be replaced. */
  final boolean overwrite() {
    return run.overwrite();
  }

  /** Refuses what {@link #writeFurther} could not write, before long work starts. */
  protected void checkFurther() throws IOException {}

  /**
   * Writes what else was asked for; by default nothing.
   *
   * @param commands the run as its page shows it
   * @return a line for each thing that was written, as the terminal shows it
   */
  protected List<String> writeFurther(TaskRun result, Commands commands) throws IOException {
    return List.of();
  }

  @Override
  public final Integer call() throws IOException {
    ModelPlace place = run.place(modelName());
    run.checkPaths(place.file(), readFiles());
    checkFurther();
    O options = options(run.options(place, given()));
    Screen screen = new Screen(spec.commandLine().getErr(), Terminal.ofProcess());
    try (Progress progress = new Progress(screen, place.checkpoint(), goOn()).stoppedByCtrlC()) {
      place.note().ifPresent(screen::line);
      TaskRun result;
      try {
        result = task().train(asked(), options, progress);
      } catch (TrainingStoppedException stopped) {
        progress.stopped();
        return ExitCodes.INTERRUPTED;
      }
      progress.saving();
      ModelPlace last = place.atLast();
      if (!last.equals(place)) {
        last.note().ifPresent(screen::line);
      }
      result.model().save(last.file());
      new FileCheckpointStore(place.checkpoint()).delete();
      write(result, last.file(), screen);
    }
    return ExitCodes.OK;
  }

  private void write(TaskRun result, Path model, Screen screen) throws IOException {
    List<String> next = new ArrayList<>(List.of("predict", model.toString(), laterData()));
    next.addAll(furtherArguments(result));
    if (run.report() != null) {
      Page.write(Flags.in(result.markedPage(commands(model, next))), run.report());
    }
    List<String> further = writeFurther(result, commands(model, next));
    PrintWriter stdout = spec.commandLine().getOut();
    if (run.json()) {
      stdout.println(Json.pretty(result.markedJson(model)));
      stdout.flush();
    }
    PrintWriter text = run.json() ? spec.commandLine().getErr() : stdout;
    text.println();
    text.println(new JobText(run.json() ? screen.terminal() : Terminal.ofOutput()).result(result));
    text.println("Model:  " + model);
    if (run.report() != null) {
      text.println("Report: " + run.report());
    }
    further.forEach(text::println);
    text.println("Next:   " + Program.line(next));
    if (data().isPassing() && laterData().equals(data().toString())) {
      text.println("        (with the table on " + data().name() + " again)");
    }
    text.flush();
  }

  private Commands commands(Path model, List<String> next) {
    List<String> score = new ArrayList<>(next);
    score.set(0, "evaluate");
    return new Commands(
        Program.line(arguments()),
        Program.line(next),
        Program.line(score),
        Program.line("inspect", model),
        ZonedDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ROOT)));
  }

  /** The names of the settings on the command line. */
  private Set<String> given() {
    return spec.commandLine().getParseResult().matchedOptions().stream()
        .map(option -> option.longestName().replaceFirst("^-+", ""))
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<String> arguments() {
    return spec.root().commandLine().getParseResult().originalArgs();
  }

  /** The arguments that go on with this run once it was stopped. */
  private List<String> goOn() {
    List<String> arguments = new ArrayList<>(arguments());
    if (!run.resume()) {
      arguments.add("--resume");
    }
    return arguments;
  }
}
