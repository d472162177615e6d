package dev.timestep.task.forecast;

/** Looks up to report: shows that the rule of this package can fail. */
public final class BreaksThePlan {
  dev.timestep.report.ForecastReport door;
}
