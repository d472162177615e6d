/** Files that are written completely or not at all. */
@NullMarked
package dev.timestep.io.file;

import org.jspecify.annotations.NullMarked;
