/**
 * The command {@code bench/vanish}: how a training step grows with the length of its sequences when
 * gradients vanish on their way back ({@link dev.timestep.bench.vanish.GrowthOfStep}), and what a
 * kernel takes for numbers of several sizes ({@link dev.timestep.bench.vanish.KernelSizes}).
 */
@NullMarked
package dev.timestep.bench.vanish;

import org.jspecify.annotations.NullMarked;
