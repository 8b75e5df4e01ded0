package io.patchbay.member.rest;

import io.patchbay.identity.Role;

/** The new role. */
public record RoleChange(Role role) {}
