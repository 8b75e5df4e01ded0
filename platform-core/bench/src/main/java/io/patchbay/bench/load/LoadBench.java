package io.patchbay.bench.load;

import io.patchbay.launcher.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures the flows of one workload by turns with what they are compared to. */
final class LoadBench {

  private static final Duration PARTNER_DELAY = Duration.ofMillis(5);

  private final Path home;
  private final Options options;
  private final Work work;
  private final List<Subject> subjects = new ArrayList<>();

  LoadBench(Path home, Options options) {
    this.home = home;
    this.options = options;
    this.work = new Work(home);
  }

  void run() throws IOException, SQLException {
    Report report = new Report(options.workload(), options);
    try (Platform platform = Platform.open(options, home, work.folder())) {
      Folder folder = platform.folder();
      Settings notes = folder.notes();
      try (Partner partner = new Partner(notes.number("partner", 0), PARTNER_DELAY);
          Api api = Api.of(folder)) {
        notes.put("partner", String.valueOf(partner.port()));
        api.tenant(PatchbaySubject.TENANT);
        for (Workload workload : Workload.values()) {
          if (workload.code().equals(options.workload()) && options.wants(workload.title())) {
            subjects.add(
                new PatchbaySubject(workload, folder, api, partner, options.connections()));
          }
        }
        compare(new Comparators(home, work.folder(), folder, partner, options.connections()));
        measure(report, folder);
      } finally {
        for (Subject subject : subjects.reversed()) {
          subject.close();
        }
      }
    } finally {
      work.clean();
    }
    report.print(System.out);
    report.write(work.output(options.workload()));
  }

  private void compare(Comparators others) throws IOException, SQLException {
    String code = options.workload();
    if (code.equals("W1") && options.wants("W1 bare servlet")) {
      subjects.add(new BareServlet(home, work.folder()).start(options.connections()));
    }
    if (options.wants(code + " Camel")) {
      subjects.add(others.camel(code));
    }
    if (!code.equals("W3") && options.wants(code + " DBOS")) {
      subjects.add(others.dbos(code));
    }
    if (code.equals("W2") && options.wants("W2 JDBC")) {
      subjects.add(new JdbcLoop("W2 JDBC, one row a commit", others.folder(), 1));
      subjects.add(new JdbcLoop("W2 JDBC, 100 rows a commit", others.folder(), 100));
    }
  }

  private void measure(Report report, Folder folder) throws IOException, SQLException {
    for (Subject subject : subjects) {
      System.out.println("warming up: " + subject.name());
      subject.warmUp(options.warmUp());
    }
    Recording recording = new Recording(folder, work.folder());
    for (int round = 1; round <= options.rounds(); round++) {
      for (Subject subject : subjects) {
        boolean recorded = options.profile() && round == 1 && subject instanceof PatchbaySubject;
        if (recorded) {
          recording.begin();
        }
        Measurement measurement = subject.measure(options.seconds());
        report.add(subject.name(), measurement);
        System.out.printf(
            "round %d  %-28s %8.0f/s%n", round, subject.name(), measurement.perSecond());
        if (recorded) {
          recording.end(subject.name(), System.out);
        }
      }
    }
  }
}
