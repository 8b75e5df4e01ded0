@NullMarked
package io.patchbay.plugins.http;

import org.jspecify.annotations.NullMarked;
