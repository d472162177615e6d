/** The tape and its operations: forward and backward side by side, one file an op. */
@NullMarked
package dev.timestep.autograd;

import org.jspecify.annotations.NullMarked;
