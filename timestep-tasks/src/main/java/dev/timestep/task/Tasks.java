package dev.timestep.task;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import dev.timestep.io.model.ModelFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The jobs that are known; reads a model file whatever its job is. A job that cannot be loaded, or
 * whose type another job has too, is left out; the message about a model that needs it says so.
 */
public final class Tasks {
  private final Map<String, List<Task<?>>> byType = new LinkedHashMap<>();
  private final List<String> broken;

  private Tasks(List<? extends Task<?>> tasks, List<String> broken) {
    this.broken = new ArrayList<>(broken);
    tasks.forEach(this::add);
  }

  private void add(Task<?> task) {
    try {
      byType.computeIfAbsent(task.type(), type -> new ArrayList<>()).add(task);
    } catch (RuntimeException | LinkageError e) {
      broken.add(
          "The job " + name(task) + " does not say its type: " + e + ". " + Providers.ADVICE);
    }
  }

  /** All jobs on the class path. */
  public static Tasks standard() {
    @SuppressWarnings("rawtypes")
    Providers<Task> all = Providers.of(Task.class);
    return new Tasks(all.found().stream().<Task<?>>map(task -> task).toList(), all.broken());
  }

  /** The types of model that can be read. */
  public List<String> types() {
    return byType.keySet().stream().filter(type -> jobs(type).size() == 1).toList();
  }

  /**
   * Reads a model.
   *
   * @throws ModelFileException when the file is truncated, corrupted, foreign, newer, or of no job
   *     that is known, or of two
   */
  public TaskModel load(Path file) {
    return ModelFile.load(file, this::of);
  }

  private TaskModel of(ModelArchive archive) {
    List<Task<?>> jobs = jobs(archive.type());
    if (jobs.size() > 1) {
      throw new IllegalArgumentException(
          "The model file holds a model of the type \""
              + archive.type()
              + "\"; it expects one job that reads this type, and there are "
              + String.join(" and ", jobs.stream().map(Tasks::name).toList())
              + ". Remove the module of one of them from the class path.");
    }
    if (jobs.isEmpty()) {
      throw new IllegalArgumentException(
          "The model file holds a model of the type \""
              + archive.type()
              + "\"; the jobs that are known read "
              + String.join(", ", types())
              + ". Load it from code, or with the version of Timestep that wrote it."
              + String.join("", broken.stream().map(one -> " " + one).toList()));
    }
    return jobs.getFirst().of(archive);
  }

  private List<Task<?>> jobs(String type) {
    return byType.getOrDefault(type, List.of());
  }

  private static String name(Task<?> task) {
    return task.getClass().getName();
  }
}
