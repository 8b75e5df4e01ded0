/** Child processes and what is remembered of them. */
@org.jspecify.annotations.NullMarked
package io.patchbay.launcher.process;
