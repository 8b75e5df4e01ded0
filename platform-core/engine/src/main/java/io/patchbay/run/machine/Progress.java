package io.patchbay.run.machine;

import io.patchbay.run.JournalEntry;
import io.patchbay.run.RunResult;
import java.util.List;
import java.util.Optional;

/**
 * What a machine wants done after an event, in this order: write {@code entries}, interrupt {@code
 * cancels}, start {@code starts}, and end the run if there is a result.
 *
 * @param cancels step ids of calls whose outcome no longer matters
 * @param more there is work left: call {@link RunMachine#proceed} when the entries are taken over
 * @param timeSeen an expression saw the time since the progress before this one
 */
public record Progress(
    List<JournalEntry> entries,
    List<StartCall> starts,
    List<String> cancels,
    Optional<RunResult> result,
    boolean more,
    boolean timeSeen) {}
