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
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The train command of any job: a model, a verdict and a picture from one file. A job adds what can
 * be chosen; running, saving, resuming and printing are here.
 *
 * @param <O> what can be chosen
 */
abstract class TrainJob<O> implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunMixin run = new RunMixin();

  /** The job. */
  abstract Task<O> task();

  /** The data, as they were given. */
  abstract DataSource data();

  /** How the data are read, by the names of the settings. */
  abstract Source asked();

  /** What the model file is named after, where no name is given. */
  abstract String modelName();

  /** The options of the job. */
  abstract O options(RunOptions options);

  /** Arguments of predict that the model does not hold, for example lines to skip. */
  List<String> furtherArguments(TaskRun result) {
    return List.of();
  }

  @Override
  public final Integer call() throws IOException {
    ModelPlace place = run.place(modelName());
    run.checkPaths(place.file(), data().given());
    O options = options(run.options(place));
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
    List<String> next = new ArrayList<>(List.of("predict", model.toString(), data().toString()));
    next.addAll(furtherArguments(result));
    if (run.report() != null) {
      Page.write(Flags.in(result.markedPage(commands(model, next))), run.report());
    }
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
    text.println("Next:   " + Program.line(next));
    if (data().isPassing()) {
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
