package dev.timestep.examples;

import dev.timestep.judge.Findings;
import dev.timestep.kernel.Engine;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.Tasks;
import dev.timestep.task.classify.ClassifyModel;
import dev.timestep.task.classify.ClassifyNetwork;
import dev.timestep.task.classify.ClassifyOptions;
import dev.timestep.task.classify.ClassifyPrediction;
import dev.timestep.task.classify.ClassifyRun;
import dev.timestep.task.classify.ClassifySettings;
import dev.timestep.task.classify.ClassifyTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole job of {@code timestep train classify} from code: reads a file, trains, judges, saves,
 * loads, and labels other sequences.
 */
public final class SpliceJunctions {
  private SpliceJunctions() {}

  /**
   * What came out.
   *
   * @param findings scores of the network and its baselines, and the verdict
   * @param labels of the sequences of the other file
   */
  public record Result(Findings findings, List<String> labels) {}

  /**
   * Trains on one file and labels another one.
   *
   * @param training labelled sequences
   * @param fresh sequences of the same form; labels in it are not read
   * @param file where the model is stored
   * @param epochs passes over the training cases; 0 for as many as their number asks for
   */
  public static Result run(Path training, Path fresh, Path file, int epochs) {
    ClassifySettings settings =
        ClassifySettings.of(42, 2).with(ClassifyNetwork.ALIGNED).withEpochs(epochs);
    ClassifyOptions options = ClassifyOptions.defaults().withSettings(settings);
    ClassifyRun run = new ClassifyTask().train(Source.of(training), options, TaskListener.NONE);
    Findings findings = run.findings();
    run.model().save(file);

    ClassifyModel model = (ClassifyModel) Tasks.standard().load(file);
    ClassifyPrediction answers =
        model.predict(Source.of(fresh), TaskListener.NONE, Engine.standard());

    List<String> labels = new ArrayList<>();
    for (int at = 0; at < answers.rows(); at++) {
      labels.add(answers.label(at));
    }
    return new Result(findings, labels);
  }
}
