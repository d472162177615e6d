/**
 * Forecasts of many series by one network, which learns from all of them.
 *
 * <p>A window is a series and an origin ({@link PanelWindows}). Each series is read as a single one
 * is, in its own scale, so that large and small ones weigh alike.
 */
@NullMarked
package dev.timestep.task.forecast.panel;

import org.jspecify.annotations.NullMarked;
