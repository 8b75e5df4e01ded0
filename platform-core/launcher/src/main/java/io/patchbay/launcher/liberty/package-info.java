/** Open Liberty as a child process. */
@org.jspecify.annotations.NullMarked
package io.patchbay.launcher.liberty;
