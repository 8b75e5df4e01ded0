@NullMarked
package io.patchbay.approval;

import org.jspecify.annotations.NullMarked;
