package dev.timestep.task.forecast.panel;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.data.Batches;
import dev.timestep.judge.BlockResampling;
import dev.timestep.judge.CaseResampling;
import dev.timestep.judge.Cases;
import dev.timestep.judge.CountText;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Judge;
import dev.timestep.judge.Omitted;
import dev.timestep.judge.Score;
import dev.timestep.judge.ScoreTable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import dev.timestep.task.Entry;
import dev.timestep.task.Fitting;
import dev.timestep.task.Recipe;
import dev.timestep.task.RunStamp;
import dev.timestep.task.TaskListener;
import dev.timestep.task.TaskPlan;
import dev.timestep.task.forecast.ForecastBatch;
import dev.timestep.task.forecast.ForecastNetwork;
import dev.timestep.task.forecast.ForecastObjective;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.MixShares;
import dev.timestep.task.forecast.TrainingOptions;
import dev.timestep.task.forecast.transform.TransformKind;
import dev.timestep.task.message.Message;
import dev.timestep.task.message.Require;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.panel.PanelTable;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains one network on all series of a table, and judges it by models of one series each.
 *
 * <p>The network is mixed with a regression on the same inputs, step by step, as the validation
 * windows say. Epochs, penalty and shares are chosen on validation windows; the test rows are
 * looked at once.
 */
final class PanelTraining {
  /** Steps of a training that nobody gave a length, and epochs that it has at least and at most. */
  private static final int STEPS = 4_000;

  private static final int FEWEST_EPOCHS = 4;
  private static final int MOST_EPOCHS = 20;
  private static final int VALIDATION_BATCH = 256;

  /** Windows that the regression is fitted to. */
  private static final int RIDGE_WINDOWS = 8_000;

  private static final int RIDGE_BATCH = 128;

  private final PanelPlan plan;
  private final ForecastOptions options;
  private final Engine engine;
  private final TaskListener listener;
  private final long seed;

  private PanelTraining(
      PanelPlan plan, ForecastOptions options, Engine engine, TaskListener listener) {
    this.plan = plan;
    this.options = options;
    this.engine = engine;
    this.listener = listener;
    this.seed = options.run().seed();
  }

  /**
   * Runs on a table.
   *
   * @throws IllegalArgumentException when the data or the options do not fit; the message says why
   */
  static PanelRun run(PanelTable table, ForecastOptions options, TaskListener listener) {
    requireKeep(table, options);
    try (Workers workers = new Workers(options.run().threads())) {
      listener.doing(
          "Choosing the inputs from " + CountText.grouped(table.series().size()) + " series" + ".");
      PanelPlan plan = PanelPlan.of(table, options);
      Fitting.requireCheckpoint(options.run());
      return new PanelTraining(
              plan, options, new Engine(KernelProvider.chosen(), workers), listener)
          .run(workers);
    } catch (TableException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new TableException(table.file() + ": " + TaskException.text(e).marked(), e);
    }
  }

  private static void requireKeep(PanelTable table, ForecastOptions options) {
    int season = options.season().orElse(Math.max(1, table.frequency().seasonLength()));
    List<String> known = new ArrayList<>(List.of("mix", "network", "ridge", "best"));
    PanelOpponents.methods(season, table.frequency().perYear())
        .forEach(method -> known.add(method.id()));
    if (PanelOpponents.method(options.keep(), season, table.frequency().perYear()).isEmpty()) {
      Require.oneOf(setting("keep"), known, options.keep());
    }
    if (options.run().from().isPresent()) {
      throw new TaskException(
          "A model of many series cannot be trained further. Leave %s out and train on the whole"
                  .formatted(setting("from"))
              + " table.");
    }
    if (options.transform() != TransformKind.NONE) {
      throw new TaskException(
          "A model of many series reads each series in its own units, and no transform yet;"
              + " received %s %s. Leave it out."
                  .formatted(setting("transform"), options.transform().id()));
    }
  }

  private PanelRun run(Workers workers) {
    long start = System.nanoTime();
    PanelInputs inputs = plan.inputs();
    ForecastNetwork network = network();
    PanelWindows trained = plan.trained(seed);
    PanelWindows validated = plan.validated(seed);
    if (trained.count() == 0) {
      throw new TaskException(
          "No series has a training window: one needs a row and the horizon of %d before the last"
                  .formatted(plan.parts().horizon())
              + " %d rows, which are held back. Give longer series or a smaller %s."
                  .formatted(plan.parts().validation() + plan.parts().test(), setting("horizon")));
    }
    TrainingResult training = train(network, trained, validated);
    double trainingSeconds = (System.nanoTime() - start) * 1e-9;
    listener.doing("Fitting the ridge regression to all series.");
    Ridge ridge = ridge(trained, validated);
    PanelForecasts before =
        PanelForecasts.of(engine, network, ridge.fitted(), inputs, validated, done -> {});
    MixShares shares = before.shares(inputs);
    PanelWindows tests = plan.judged();
    listener.scoring(tests.count(), "test windows");
    PanelForecasts after =
        PanelForecasts.of(
            engine,
            network,
            ridge.fitted(),
            inputs,
            tests,
            done -> listener.scored(done, tests.count()));
    PanelErrors errors = new PanelErrors(inputs, tests, plan.testFrom());
    listener.doing("Fitting and scoring the models of one series each.");
    PanelOpponents opponents = new PanelOpponents(errors, inputs, plan.testFrom(), workers);
    opponents.run(
        options.keep(),
        plan.table().frequency().perYear(),
        share -> listener.progress("fitting the models of one series", share));
    PanelJudged scored =
        PanelJudged.of(
            errors,
            after,
            shares,
            opponents,
            options.keep(),
            seed,
            "For a verdict give a table of more series, or of longer ones.");
    PanelJudged judged = scored.noting(PanelLeaks.of(plan));
    String kept =
        options.keep().equals(ForecastOptions.BEST)
            ? judged.findings().advised().id()
            : options.keep();
    PanelQuantiles quantiles =
        PanelQuantiles.of(
            options.quantiles(), inputs, validated, delivered(kept, before, shares, validated));
    double coverage = quantiles.coverage(inputs, tests, judged.forecasts(kept));
    PanelFit fit = new PanelFit(network, ridge.fitted(), shares);
    if (options.training().refit()) {
      fit = refitted(fit, training, ridge.penalty(), trained.count());
    }
    PanelModel model =
        new PanelModel(
            plan.spec(),
            kept,
            fit,
            quantiles,
            PanelUnits.of(inputs),
            plan.table().categories(),
            plan.table().columns(),
            inputs.widths(),
            new PanelStamp(
                RunStamp.of(
                        plan.table().file(),
                        plan.table().fingerprint(),
                        seed,
                        engine,
                        trainingSeconds,
                        Optional.empty())
                    .judged(Message.plain(judged.findings().verdict().sentence())),
                options.training(),
                training.bestEpoch().orElse(training.history().size()),
                training.history().size(),
                ridge.penalty(),
                plan.parts().validation(),
                plan.parts().test(),
                errors.series().length,
                options.training().refit()),
            plan.table().reading());
    return new PanelRun(
        model,
        plan,
        training,
        judged,
        coverage,
        model.next(plan.table(), engine),
        (System.nanoTime() - start) * 1e-9,
        trainingSeconds);
  }

  private double[][][] delivered(
      String kept, PanelForecasts before, MixShares shares, PanelWindows validated) {
    return switch (kept) {
      case "network" -> before.network();
      case "ridge" -> before.ridge();
      case "mix" -> before.mixed(shares);
      default -> byMethod(kept, validated);
    };
  }

  /** What a method gives for the validation windows, fitted to the rows before them. */
  private double[][][] byMethod(String kept, PanelWindows windows) {
    int[] from = new int[plan.inputs().count()];
    for (int s = 0; s < from.length; s++) {
      from[s] = Math.max(1, plan.parts().validationFrom(plan.inputs().series(s).rows()));
    }
    PanelErrors errors = new PanelErrors(plan.inputs(), windows, from);
    PanelOpponents one = new PanelOpponents(errors, plan.inputs(), from, engine.workers());
    one.runOnly(kept, plan.table().frequency().perYear());
    return one.forecasts(kept)
        .orElseThrow(
            () ->
                new TaskException(
                    "%s %s: %s. Keep another model."
                        .formatted(
                            setting("keep"),
                            kept,
                            one.omitted().stream().map(Omitted::reason).findFirst().orElse(""))));
  }

  private ForecastNetwork network() {
    return new ForecastNetwork(
        options.network(), plan.inputs().widths(), plan.spec().inputs().targets().size(), seed);
  }

  private int epochs(int windows) {
    TrainingOptions how = options.training();
    if (how.epochs() > 0) {
      return how.epochs();
    }
    int steps = Math.ceilDiv(windows, how.batch());
    return Math.clamp(Math.round((float) STEPS / steps), FEWEST_EPOCHS, MOST_EPOCHS);
  }

  private TrainingResult train(
      ForecastNetwork network, PanelWindows trained, PanelWindows validated) {
    TrainingOptions how = options.training();
    int epochs = epochs(trained.count());
    String file = plan.table().fingerprint().substring(0, 12);
    Batches<ForecastBatch> train =
        Batches.shuffled(
            trained.dataset(plan.inputs(), "train rows of " + file), how.batch(), seed);
    Batches<ForecastBatch> validation =
        Batches.inOrder(
            validated.dataset(plan.inputs(), "validation rows of " + file), VALIDATION_BATCH);
    return Fitting.fit(
        new ForecastObjective(network, how.loss()),
        train,
        validation,
        Recipe.of(epochs, how.batch(), how.learningRate(), how.patience()),
        options.run(),
        engine,
        words(network, trained, validated, epochs),
        listener,
        network::forecastAnchor);
  }

  private TaskPlan words(
      ForecastNetwork network, PanelWindows trained, PanelWindows validated, int epochs) {
    List<Entry> entries = new ArrayList<>(PanelWords.data(plan));
    entries.add(
        new Entry(
            "Network",
            String.format(
                Locale.ROOT,
                "one for all series: reads %,d rows, forecasts %,d; %,d parameters",
                plan.parts().lookback(),
                plan.parts().horizon(),
                network.parameterCount())));
    int batch = options.training().batch();
    entries.add(
        new Entry(
            "Training",
            String.format(
                Locale.ROOT,
                "%d epochs of %,d steps (%,d windows, %d a step)",
                epochs,
                Math.ceilDiv(trained.count(), batch),
                trained.count(),
                batch)));
    return new TaskPlan(entries, trained.count(), validated.count(), batch, epochs, "windows");
  }

  private record Ridge(PooledRidge fitted, double penalty) {}

  /** The penalty is the one with the lowest error on the validation windows. */
  private Ridge ridge(PanelWindows trained, PanelWindows validated) {
    PooledMoments moments = moments(trained);
    PooledRidge best = PooledRidge.of(moments, PooledRidge.PENALTIES[0]);
    double chosen = PooledRidge.PENALTIES[0];
    double lowest = Double.POSITIVE_INFINITY;
    ForecastBatch[] batches = batches(some(validated, RIDGE_WINDOWS / 8));
    for (double penalty : PooledRidge.PENALTIES) {
      PooledRidge one = PooledRidge.of(moments, penalty);
      double error = 0;
      for (ForecastBatch batch : batches) {
        error += one.error(batch);
      }
      if (error < lowest) {
        lowest = error;
        best = one;
        chosen = penalty;
      }
    }
    return new Ridge(best, chosen);
  }

  private PooledMoments moments(PanelWindows windows) {
    ForecastBatch[] first = batches(some(windows, RIDGE_BATCH));
    PooledMoments moments = new PooledMoments(first[0]);
    PanelWindows all = some(windows, RIDGE_WINDOWS);
    for (int from = 0; from < all.count(); from += RIDGE_BATCH) {
      moments.add(plan.inputs().batch(all.range(from, Math.min(all.count(), from + RIDGE_BATCH))));
    }
    return moments;
  }

  private ForecastBatch[] batches(PanelWindows windows) {
    ForecastBatch[] batches = new ForecastBatch[Math.ceilDiv(windows.count(), RIDGE_BATCH)];
    for (int b = 0; b < batches.length; b++) {
      batches[b] =
          plan.inputs()
              .batch(
                  windows.range(b * RIDGE_BATCH, Math.min(windows.count(), (b + 1) * RIDGE_BATCH)));
    }
    return batches;
  }

  /** Evenly spaced windows, which are ordered by series and time. */
  private static PanelWindows some(PanelWindows windows, int most) {
    int count = Math.min(most, windows.count());
    int[] series = new int[count];
    int[] origins = new int[count];
    for (int i = 0; i < count; i++) {
      int at = (int) ((long) i * windows.count() / count);
      series[i] = windows.series()[at];
      origins[i] = windows.origins()[at];
    }
    return new PanelWindows(series, origins);
  }

  /** All that learns, fitted again on all rows as validation chose. */
  private PanelFit refitted(
      PanelFit judged, TrainingResult training, double penalty, int trainedWindows) {
    listener.doing("Fitting again on all rows, as it was chosen.");
    PanelWindows all = plan.all(seed);
    PooledRidge ridge = PooledRidge.of(moments(all), penalty);
    ForecastNetwork network = network();
    int best = training.bestEpoch().orElse(training.history().size());
    if (best > 0) {
      TrainingOptions how = options.training();
      Recipe recipe =
          Recipe.of(epochs(trainedWindows), how.batch(), how.learningRate(), how.patience());
      new Trainer<>(
              new ForecastObjective(network, how.loss()),
              recipe.optimizer(),
              recipe.config(seed).withEpochs(best).withPatience(0),
              engine)
          .fit(Batches.shuffled(all.dataset(plan.inputs(), "all rows"), how.batch(), seed), null);
    }
    return new PanelFit(network, ridge, judged.shares());
  }

  /** Findings over the judged series. */
  static Findings findings(
      PanelErrors errors,
      Score subject,
      List<Score> others,
      PanelOpponents opponents,
      long seed,
      String advice) {
    ScoreTable table =
        new ScoreTable(PanelErrors.MEASURES, subject, opponents.scores(), opponents.omitted())
            .withBeside(others);
    int horizon = errors.horizon();
    Judge judge =
        errors.manySeries()
            ? new Judge(table, new CaseResampling(), new Cases("series", "series", ""), advice)
            : new Judge(table, new BlockResampling(horizon), Cases.windows(horizon), advice);
    return judge.findings(seed).withNotes(PanelWords.notes(errors));
  }
}
