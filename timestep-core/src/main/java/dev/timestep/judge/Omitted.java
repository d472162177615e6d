package dev.timestep.judge;

/**
 * A baseline that could not take part.
 *
 * @param id its name in JSON
 * @param label its name in sentences
 * @param reason why, in plain words
 */
public record Omitted(String id, String label, String reason) {}
