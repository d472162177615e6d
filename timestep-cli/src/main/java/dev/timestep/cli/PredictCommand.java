package dev.timestep.cli;

import dev.timestep.io.file.AtomicFile;
import dev.timestep.io.json.Json;
import dev.timestep.task.LineStream;
import dev.timestep.task.Prediction;
import dev.timestep.task.TaskModel;
import dev.timestep.task.Tasks;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code timestep predict}: the answers of a model, such as the rows after the data's last. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    parameterListHeading = "%n",
    sortOptions = false,
    customSynopsis = "timestep predict MODEL DATA [OPTION...]",
    description = {
      "Forecasts the rows after a series, or classifies sequences, as CSV.",
      "",
      "A classifier gives the class of each sequence. From standard input it answers each line at"
          + " once; where a line is a step, with the class of the steps so far. All steps are kept,"
          + " and each one costs more than the one before."
    },
    footer = {
      "",
      "Example:",
      "  ${env:TIMESTEP_PROGRAM:-timestep} predict births.timestep us-births.csv --out next.csv"
    })
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "Model file.")
  private Path model;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description =
          "CSV file up to today, or for a classifier any form that training reads; - for standard"
              + " input.")
  private DataSource data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the CSV here rather than to standard output.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  @ArgGroup(validate = false, heading = SequenceMixin.HEADING)
  private SequenceMixin sequences = new SequenceMixin();

  @ArgGroup(validate = false, heading = ReadMixin.HEADING)
  private ReadMixin read = new ReadMixin();

  @Override
  public Integer call() throws IOException {
    if (out != null) {
      OutputPaths.requireWritable("--out", out);
      OutputPaths.requireDistinct("--out", out, "the data file", data.given());
      OutputPaths.requireDistinct("--out", out, "the model file", model);
    }
    data.requireAfterModel(model);
    TaskModel loaded = Tasks.standard().load(model);
    PrintWriter stderr = spec.commandLine().getErr();
    if (data.isStandardInput() && out == null && !json && streamed(loaded, stderr)) {
      return ExitCodes.OK;
    }
    Prediction prediction;
    try (Screen screen = new Screen(stderr, Terminal.ofProcess())) {
      prediction =
          loaded.predict(data.with(read.and(sequences.settings())), new Doing(screen, stderr));
    }
    prediction.markedNotes().forEach(note -> stderr.println("Note: " + note));
    String csv = prediction.csv();
    PrintWriter stdout = spec.commandLine().getOut();
    if (out != null) {
      AtomicFile.replace(out, stream -> stream.write(csv.getBytes(StandardCharsets.UTF_8)));
      stderr.println("Wrote " + prediction.rows() + " rows to " + out);
    }
    if (json) {
      stdout.println(Json.pretty(prediction.json()));
    } else if (out == null) {
      stdout.print(csv);
    }
    stdout.flush();
    return ExitCodes.OK;
  }

  /** Answers line by line as the lines arrive, if the job can. */
  private boolean streamed(TaskModel loaded, PrintWriter stderr) throws IOException {
    try (Screen screen = new Screen(stderr, Terminal.ofProcess())) {
      Optional<LineStream> stream =
          loaded.stream(data.with(read.and(sequences.settings())), new Doing(screen, stderr));
      if (stream.isPresent()) {
        PrintWriter stdout = spec.commandLine().getOut();
        Charset charset =
            read.encoding == null ? StandardCharsets.UTF_8 : Charset.forName(read.encoding);
        stream
            .get()
            .answer(
                new InputStreamReader(data.open(), charset),
                answer -> {
                  stdout.print(answer);
                  stdout.flush();
                });
      }
      return stream.isPresent();
    }
  }
}
