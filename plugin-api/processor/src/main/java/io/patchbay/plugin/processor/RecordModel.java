package io.patchbay.plugin.processor;

import java.util.List;

/**
 * @param javaName as it is written in source
 * @param constant the name of its reader in the dispatcher
 */
record RecordModel(String javaName, String constant, List<FieldModel> fields) {}
