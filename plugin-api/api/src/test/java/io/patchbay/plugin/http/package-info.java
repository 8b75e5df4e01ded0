@NullMarked
package io.patchbay.plugin.http;

import org.jspecify.annotations.NullMarked;
