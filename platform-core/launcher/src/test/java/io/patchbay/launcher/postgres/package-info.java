@org.jspecify.annotations.NullMarked
package io.patchbay.launcher.postgres;
