package dev.timestep.task.classify;

import dev.timestep.report.Page;
import dev.timestep.task.Commands;

/** The page of a classification. */
final class ClassifyReports {
  private ClassifyReports() {}

  static String page(ClassifyRun run, Commands commands) {
    return new Page(run.parts().train().file() + commands.run()).render();
  }
}
