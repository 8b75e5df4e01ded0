package io.patchbay.run.jdbc;

import java.util.UUID;

/** A run as its tables name it. */
record RunKey(String tenant, UUID run) {}
