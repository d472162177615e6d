package dev.timestep.task.table.panel;

/**
 * A series that was left out.
 *
 * @param id of it; empty for the rows whose id is empty
 * @param rows of the file that it has
 * @param firstLine the line of its first row, counted from 1
 * @param lastLine the line of its last row
 * @param reason why, with its settings marked; the rest of a sentence that begins with its id
 */
public record SkippedSeries(String id, int rows, int firstLine, int lastLine, String reason) {}
