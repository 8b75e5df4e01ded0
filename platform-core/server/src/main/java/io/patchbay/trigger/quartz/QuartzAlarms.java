package io.patchbay.trigger.quartz;

import io.patchbay.flow.FlowId;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.database.EngineDatabase;
import io.patchbay.tenant.TenantId;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.DBConnectionManager;

/** One-shot alarms that survive the node that set them: the clustered JDBC job store of Quartz. */
final class QuartzAlarms implements AutoCloseable {

  private static final String STORE = "patchbay-engine";

  private final Scheduler scheduler;

  /**
   * @param bell called on a thread of Quartz when an alarm rings; returns quickly
   */
  QuartzAlarms(EngineDatabase database, PlatformConfig config, BiConsumer<TenantId, FlowId> bell)
      throws SchedulerException {
    DBConnectionManager.getInstance().addConnectionProvider(STORE, new EngineConnections(database));
    StdSchedulerFactory factory = new StdSchedulerFactory();
    factory.initialize(properties(config.node()));
    scheduler = factory.getScheduler();
    scheduler.setJobFactory((bundle, s) -> ring(bell));
  }

  private static Job ring(BiConsumer<TenantId, FlowId> bell) {
    return context -> {
      JobKey key = context.getJobDetail().getKey();
      bell.accept(new TenantId(key.getGroup()), new FlowId(key.getName()));
    };
  }

  private static Properties properties(String node) {
    Properties p = new Properties();
    p.put("org.quartz.scheduler.instanceName", "patchbay");
    p.put("org.quartz.scheduler.instanceId", node);
    p.put("org.quartz.scheduler.skipUpdateCheck", "true");
    p.put("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    p.put("org.quartz.scheduler.threadsInheritContextClassLoaderOfInitializer", "true");
    p.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    p.put("org.quartz.threadPool.threadCount", "2");
    p.put("org.quartz.threadPool.makeThreadsDaemons", "true");
    p.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    p.put(
        "org.quartz.jobStore.driverDelegateClass",
        "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    p.put("org.quartz.jobStore.dataSource", STORE);
    p.put("org.quartz.jobStore.tablePrefix", "qrtz_");
    p.put("org.quartz.jobStore.useProperties", "true");
    p.put("org.quartz.jobStore.isClustered", "true");
    p.put("org.quartz.jobStore.clusterCheckinInterval", "5000");
    p.put("org.quartz.jobStore.misfireThreshold", "60000");
    return p;
  }

  void start() throws SchedulerException {
    scheduler.start();
  }

  /** Sets or moves the alarm of a flow. */
  void set(TenantId tenant, FlowId flow, Instant at) throws SchedulerException {
    JobKey key = new JobKey(flow.value(), tenant.value());
    JobDetail job = JobBuilder.newJob(AlarmJob.class).withIdentity(key).storeDurably(false).build();
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(new TriggerKey(flow.value(), tenant.value()))
            .forJob(key)
            .startAt(Date.from(at))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
            .build();
    scheduler.scheduleJob(job, java.util.Set.of(trigger), true);
  }

  void remove(TenantId tenant, FlowId flow) throws SchedulerException {
    scheduler.deleteJob(new JobKey(flow.value(), tenant.value()));
  }

  @Override
  public void close() throws SchedulerException {
    scheduler.shutdown(false);
  }
}
