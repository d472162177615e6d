package dev.timestep.task.classify;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.judge.CaseResampling;
import dev.timestep.judge.ClassScores;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Judge;
import dev.timestep.judge.Score;
import dev.timestep.judge.ScoreTable;
import dev.timestep.kernel.Engine;
import dev.timestep.task.LineStream;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.TaskModel;
import dev.timestep.task.classify.opponent.FittedOpponent;
import dev.timestep.task.classify.opponent.Opponent;
import dev.timestep.task.classify.opponent.Opponents;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReader;
import dev.timestep.task.sequence.SequenceReading;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.sequence.SequenceSettings;
import dev.timestep.task.sequence.batch.SequenceLengths;
import dev.timestep.task.sequence.stream.SequenceStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A trained classifier of sequences: the network, the opponents that it was held against, and which
 * of them answers.
 *
 * <pre>{@code
 * ClassifyModel model = (ClassifyModel) Tasks.standard().load(Path.of("gestures.timestep"));
 * double[][] p = model.probabilities(cases, Engine.standard());
 * }</pre>
 *
 * @param network the network
 * @param opponents what it was held against, the simplest first
 * @param kept the id of the one that answers
 * @param reading how the training cases were read
 * @param stamp how the model was made
 */
public record ClassifyModel(
    TrainedClassifier network,
    List<FittedOpponent> opponents,
    String kept,
    SequenceReading reading,
    ClassifyStamp stamp)
    implements TaskModel {
  /** What {@code model.json} says the file is. */
  public static final String TYPE = "classify";

  /** Takes a copy of the list, and checks that the kept model is there. */
  public ClassifyModel {
    opponents = List.copyOf(opponents);
    if (!kept.equals(ClassifyOptions.NETWORK)
        && opponents.stream().noneMatch(one -> one.id().equals(kept))) {
      throw new IllegalArgumentException(
          "A classifier expects to keep its network or one of its baselines; received \""
              + kept
              + "\".");
    }
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public ModelArchive archive() {
    return ClassifyModels.archive(this);
  }

  /** The classes, in the order of the probabilities. */
  public List<String> classes() {
    return network.classes();
  }

  /** The network and the opponents, the network first. */
  List<Answers> all() {
    List<Answers> all = new ArrayList<>();
    all.add(new Answers(ClassifyOptions.NETWORK, ClassifyOptions.NETWORK, network::probabilities));
    opponents.forEach(one -> all.add(new Answers(one.id(), label(one.id()), one::probabilities)));
    return all;
  }

  /** The name of an opponent in sentences. */
  static String label(String id) {
    return Opponents.all().stream()
        .filter(one -> one.id().equals(id))
        .map(Opponent::label)
        .findFirst()
        .orElse(id);
  }

  /** The one that answers. */
  Answers answers() {
    return all().stream().filter(one -> one.id().equals(kept)).findFirst().orElseThrow();
  }

  /** Probabilities of the classes by the model that is kept, [case][class]. */
  public double[][] probabilities(List<Sequence> cases, Engine engine) {
    return answers().of(cases, engine);
  }

  /** Holds the network against the opponents on labelled cases. */
  Findings judge(SequenceSet cases, TaskListener listener, Engine engine) {
    int[] labels = labels(cases);
    listener.scoring(labels.length, "test cases");
    List<Score> scores = new ArrayList<>();
    for (Answers one : all()) {
      scores.add(
          ClassScores.of(one.id(), one.label(), classes(), one.of(cases.cases(), engine), labels));
    }
    ScoreTable table =
        new ScoreTable(
                ClassScores.MEASURES,
                scores.getFirst(),
                scores.subList(1, scores.size()),
                List.of())
            .withKept(kept);
    return Judge.of(table, new CaseResampling(), dev.timestep.judge.Cases.TEST_CASES)
        .findings(stamp.settings().seed());
  }

  /** The same model with its test figures in the stamp. */
  ClassifyModel judged(Findings findings) {
    return new ClassifyModel(network, opponents, kept, reading, stamp.judged(findings));
  }

  /** Class numbers of labelled cases. */
  int[] labels(SequenceSet cases) {
    return dev.timestep.task.classify.opponent.Cases.of(cases, classes()).labels();
  }

  @Override
  public ClassifyEvaluation evaluate(Source data, TaskListener listener, Engine engine) {
    SequenceSet cases = read(data, listener);
    return ClassifyEvaluation.of(this, cases, listener, engine);
  }

  @Override
  public ClassifyPrediction predict(Source data, TaskListener listener, Engine engine) {
    SequenceSet cases = read(data, listener);
    listener.doing(String.format(Locale.ROOT, "Classifying %,d sequences.", cases.cases().size()));
    return new ClassifyPrediction(
        classes(), cases, probabilities(cases.cases(), engine), notes(cases));
  }

  @Override
  public Optional<LineStream> stream(Source data, TaskListener listener, Engine engine) {
    return Optional.of(
        new SequenceStream(
            data.name(),
            options(data, listener),
            ClassifyPrediction.columns(classes()),
            new StreamedAnswers(this, listener, engine),
            listener));
  }

  /** What a reader of the answers for cases should know of them. */
  List<String> notes(SequenceSet cases) {
    List<String> notes = new ArrayList<>(cases.markedNotes());
    lengths().note(cases.cases()).ifPresent(notes::add);
    return notes;
  }

  /** How long the training cases were. */
  SequenceLengths lengths() {
    return network.inputs().lengths();
  }

  private SequenceSet read(Source data, TaskListener listener) {
    SequenceOptions options = options(data, listener);
    listener.doing("Reading " + data.shortName() + ".");
    return SequenceReader.read(data, options);
  }

  private SequenceOptions options(Source data, TaskListener listener) {
    return SequenceSettings.over(reading, data.settings(), listener::note);
  }
}
