/** Named tensors in a safetensors file. */
@NullMarked
package dev.timestep.io.safetensors;

import org.jspecify.annotations.NullMarked;
