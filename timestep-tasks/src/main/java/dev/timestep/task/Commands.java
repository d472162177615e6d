package dev.timestep.task;

/**
 * The commands that a page shows, as they are typed.
 *
 * @param run the command of the run
 * @param predict applies its model
 * @param evaluate scores its model on other data
 * @param inspect shows what is in the model file
 * @param created when the page was made, as it shall print it
 */
public record Commands(
    String run, String predict, String evaluate, String inspect, String created) {}
