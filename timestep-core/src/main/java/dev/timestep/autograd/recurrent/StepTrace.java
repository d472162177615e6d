package dev.timestep.autograd.recurrent;

/** What came of a run of a step on a tape. */
sealed interface StepTrace {
  /** The program as far as it was read: all of it, or what stands before the obstacle. */
  StepProgram program();

  /** All of the step is operations of rows. */
  record Whole(StepProgram program) implements StepTrace {}

  /**
   * The step does something that is not an operation of rows.
   *
   * @param obstacle what, such as "transpose"
   */
  record Stopped(StepProgram program, String obstacle) implements StepTrace {}
}
