/** What every REST resource stands on: JSON bodies, problems, permissions, paging, ETags. */
@NullMarked
package io.patchbay.platform.rest;

import org.jspecify.annotations.NullMarked;
