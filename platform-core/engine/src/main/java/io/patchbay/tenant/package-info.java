/** The identity of a tenant: every port takes it, every key starts with it. */
@org.jspecify.annotations.NullMarked
package io.patchbay.tenant;
