package io.patchbay.deadletter.jdbc;

/** Which runs a job is about, as SQL over run r and letter_job j. Constants only. */
final class LetterSql {

  /** What a job has not seen yet. A replay that failed again came after the job and is not met. */
  static final String CHOSEN =
      " r.tenant_id = j.tenant_id and r.id > j.after_run and r.accepted_at < j.started_at"
          + " and r.state in ('FAILED', 'DEAD') and not r.test"
          + " and (case when j.of_job is null then r.letter is null"
          + " else r.letter_job = j.of_job and r.letter = 'discarded' end)"
          + " and (j.runs is null or r.id = any(j.runs))"
          + " and (j.flow_id is null or r.flow_id = j.flow_id)"
          + " and (j.from_at is null or r.accepted_at >= j.from_at)"
          + " and (j.to_at is null or r.accepted_at < j.to_at)"
          + " and (j.search is null or r.business_key ilike j.search"
          + " or r.idempotency_key ilike j.search or r.error ilike j.search)";

  static final String JOB =
      "select id, action, state, total, done, refused, started_by, started_at, ended_at"
          + " from letter_job ";

  private LetterSql() {}
}
