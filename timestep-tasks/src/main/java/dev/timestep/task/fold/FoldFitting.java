package dev.timestep.task.fold;

import dev.timestep.autograd.Module;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import dev.timestep.task.TrainingStoppedException;
import dev.timestep.train.EpochResult;
import dev.timestep.train.StepEvent;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainingListener;
import dev.timestep.train.TrainingResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Trains the networks of a candidate, as {@link dev.timestep.task.Fitting} trains one.
 *
 * <p>The networks share the threads, one network a thread: networks this small gain little from
 * sharing a product. A network that an earlier run has trained is taken from the checkpoint. The
 * last average of the weights is kept: no epoch is chosen by the fold that judges.
 *
 * @param <N> the networks
 * @param <B> their batches
 */
public final class FoldFitting<N extends Module, B> {
  private final FoldNetworks<N, B> networks;
  private final FoldRun run;
  private final FoldProgress progress;

  private FoldFitting(FoldNetworks<N, B> networks, FoldRun run, FoldProgress progress) {
    this.networks = networks;
    this.run = run;
    this.progress = progress;
  }

  /**
   * Trains all networks of a candidate.
   *
   * @return in the order of their numbers
   * @throws TrainingStoppedException when the run was asked to end; networks that are trained are
   *     in its checkpoint
   */
  public static <N extends Module, B> List<TrainedFold<N>> fit(
      FoldNetworks<N, B> networks, FoldRun run, FoldProgress progress, Workers workers) {
    // Only now, after all checks: cases that are refused leave no file.
    run.checkpoint().begin();
    return new FoldFitting<>(networks, run, progress).fit(workers);
  }

  private List<TrainedFold<N>> fit(Workers workers) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // No array has a type of its own parameters.
    TrainedFold<N>[] trained = new TrainedFold[networks.count()];
    workers.parallel(
        trained.length,
        number -> {
          try (Workers alone = new Workers(1)) {
            trained[number] = one(number, new Engine(KernelProvider.chosen(), alone));
          }
        });
    progress.candidateEnded();
    return List.copyOf(Arrays.asList(trained));
  }

  /** A network that an earlier run has trained, or one that is trained now. */
  private TrainedFold<N> one(int number, Engine engine) {
    run.stop().check();
    Optional<TrainedFold<N>> kept =
        run.checkpoint().find(networks.name(), number, () -> networks.network(number));
    if (kept.isPresent()) {
      progress.epochs(networks, number, networks.recipe(number).epochs());
      return kept.get();
    }
    TrainedFold<N> trained = train(number, engine);
    run.checkpoint().add(networks.name(), number, trained);
    return trained;
  }

  private TrainedFold<N> train(int number, Engine engine) {
    N network = networks.network(number);
    var recipe = networks.recipe(number);
    Trainer<B> trainer =
        new Trainer<>(
            networks.objective(network),
            recipe.optimizer(),
            recipe.config(networks.seed(number)),
            engine);
    TrainingResult result =
        trainer.fit(networks.batches(number), null, follow(number, trainer::requestStop), null);
    run.stop().check();
    return new TrainedFold<>(network, result.history(), networks.answers(network, number, engine));
  }

  private TrainingListener follow(int number, Runnable end) {
    return new TrainingListener() {
      @Override
      public void stepEnded(StepEvent event) {
        run.stop().stepEnded();
        if (run.stop().made()) {
          end.run();
        }
      }

      @Override
      public void epochEnded(EpochResult result) {
        progress.epochs(networks, number, 1);
      }
    };
  }
}
