/** What people see of runs: summaries, steps, figures. Read within one tenant. */
@NullMarked
package io.patchbay.run.view;

import org.jspecify.annotations.NullMarked;
