/**
 * The offline HTML report of a run: plain records in, one self-contained page out.
 *
 * <p>{@link dev.timestep.report.ForecastReport} holds what a forecast run found, {@link
 * dev.timestep.report.ForecastPage} writes it. {@link dev.timestep.report.Page}, {@link
 * dev.timestep.report.Plot} and {@link dev.timestep.report.HtmlTable} do not depend on forecasts;
 * the pages of other tasks are built from them.
 */
@NullMarked
package dev.timestep.report;

import org.jspecify.annotations.NullMarked;
