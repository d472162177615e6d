/**
 * Judging models: measures, scores, the chance that a difference is none, and verdicts in plain
 * words. Every job is judged here, so that a forecast and a class are held to the same rules.
 *
 * <pre>{@code
 * ScoreTable scores = new ScoreTable(List.of(Measure.ERROR_RATE), network, List.of(majority, nearest), List.of());
 * Findings findings = Judge.of(scores, new CaseResampling(), Cases.TEST_CASES).findings(42);
 * System.Logger log = ...; log.log(INFO, findings.verdict().sentence());
 * }</pre>
 */
@NullMarked
package dev.timestep.judge;

import org.jspecify.annotations.NullMarked;
