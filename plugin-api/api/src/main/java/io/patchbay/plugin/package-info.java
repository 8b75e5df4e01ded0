/** What a connector is made of: annotations to declare it, contexts to run it, typed errors. */
@NullMarked
package io.patchbay.plugin;

import org.jspecify.annotations.NullMarked;
