package dev.timestep.task.forecast.statistical;

/** A fitted model on its way through a series: what it remembers changes with each value. */
interface Carried {
  /** Goes one row on. */
  void step(double value);

  /** What it says of the next rows. */
  SeriesForecast forecast(int horizon);
}
