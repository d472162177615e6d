/**
 * The comparison behind {@code bench/run}: shapes ({@link dev.timestep.bench.compare.ShapeSpec}),
 * contenders in processes of their own ({@link dev.timestep.bench.compare.Contender}, {@link
 * dev.timestep.bench.compare.Worker}), a check that all compute the same ({@link
 * dev.timestep.bench.compare.Verification}), timing in turn ({@link
 * dev.timestep.bench.compare.Rounds}) and the {@link dev.timestep.bench.compare.Report}.
 */
@NullMarked
package dev.timestep.bench.compare;

import org.jspecify.annotations.NullMarked;
