/**
 * The skeleton of every job: a job says how its data become batches, what its network, opponents
 * and measures are, and what its page shows. All else is here, once.
 *
 * <p>A {@link dev.timestep.task.Task} trains on a {@link dev.timestep.task.Source} and gives a
 * {@link dev.timestep.task.TaskRun}; the {@link dev.timestep.task.TaskModel} in it is written to
 * one file, and {@link dev.timestep.task.Tasks} reads it back whatever its job is. {@link
 * dev.timestep.task.Fitting} trains any objective by a {@link dev.timestep.task.Recipe}, with
 * checkpoints and resuming. {@link dev.timestep.task.RecurrentSettings} and {@link
 * dev.timestep.task.RunOptions} are what every job lets its users choose; {@link
 * dev.timestep.task.OwnSettings} holds further training to the settings of its model.
 *
 * <pre>{@code
 * TaskModel model = Tasks.standard().load(Path.of("model.timestep"));
 * Prediction next = model.predict(Source.of(Path.of("newer.csv")), TaskListener.NONE, Engine.standard());
 * }</pre>
 */
@NullMarked
package dev.timestep.task;

import org.jspecify.annotations.NullMarked;
