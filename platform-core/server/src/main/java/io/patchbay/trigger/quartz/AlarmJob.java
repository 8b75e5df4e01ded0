package io.patchbay.trigger.quartz;

import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Names the kind of job in the store; the scheduler's factory makes what really rings. */
public final class AlarmJob implements Job {

  @Override
  public void execute(JobExecutionContext context) {
    throw new IllegalStateException("The alarm was taken by a scheduler without its factory.");
  }
}
