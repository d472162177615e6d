/** JSON read strictly and written always the same way, for the files of this module. */
@NullMarked
package dev.timestep.io.json;

import org.jspecify.annotations.NullMarked;
