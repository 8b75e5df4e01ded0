package io.patchbay.bench.proof;

import io.patchbay.bench.BackEndCrashes;
import io.patchbay.bench.proof.simulation.DeterminismProof;
import io.patchbay.bench.proof.survival.AcceptedProof;
import io.patchbay.bench.proof.survival.DrainProof;
import io.patchbay.bench.proof.survival.DuplicateProof;
import io.patchbay.bench.proof.survival.FairnessProof;
import io.patchbay.bench.proof.survival.ScheduleProof;
import io.patchbay.bench.proof.survival.StatesProof;
import io.patchbay.bench.proof.survival.TakeoverProof;
import io.patchbay.bench.proof.survival.ZombieProof;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code ./patchbay prove}: lists the proofs, or carries some out. */
public final class Prove {
  private static final int USAGE = 2;

  private static final List<Proof> PROOFS =
      List.of(
          new AcceptedProof(),
          new StatesProof("R2"),
          new StatesProof("R3"),
          new TakeoverProof(),
          new ZombieProof(),
          new ScheduleProof(),
          new DuplicateProof(),
          new FairnessProof(),
          new DrainProof(),
          new DeterminismProof());

  private Scale scale = Scale.SMALL;
  private long seed = 1;
  private final List<Proof> chosen = new ArrayList<>();

  private Prove() {}

  public static void main(String... words) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Prove prove = new Prove();
    Optional<String> problem = prove.read(List.of(words));
    if (problem.isPresent()) {
      System.err.println(problem.get() + " ./patchbay prove lists what there is.");
      System.exit(USAGE);
    }
    System.exit(prove.chosen.isEmpty() ? list(out) : prove.all(out));
  }

  private Optional<String> read(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String value = i + 1 < words.size() ? words.get(i + 1) : "";
      switch (word) {
        case "--scale" -> {
          if (!value.equals("small") && !value.equals("full")) {
            return Optional.of("--scale is small or full, not '" + value + "'.");
          }
          scale = Scale.valueOf(value.toUpperCase(Locale.ROOT));
          i++;
        }
        case "--seed" -> {
          if (!value.matches("-?\\d{1,18}")) {
            return Optional.of("--seed needs a number, not '" + value + "'.");
          }
          seed = Long.parseLong(value);
          i++;
        }
        case "all" -> chosen.addAll(PROOFS);
        default -> {
          Optional<Proof> proof =
              PROOFS.stream().filter(one -> one.id().equalsIgnoreCase(word)).findFirst();
          if (proof.isEmpty()) {
            return Optional.of("There is no proof '" + word + "'.");
          }
          chosen.add(proof.get());
        }
      }
    }
    return Optional.empty();
  }

  private static int list(PrintStream out) {
    out.println("Proofs: ./patchbay prove ID… | all  [--scale small|full] [--seed N]");
    PROOFS.forEach(p -> out.printf("  %-4s %-62s %s%n", p.id(), p.promise(), p.lasts()));
    return 0;
  }

  private int all(PrintStream out) throws IOException {
    boolean pass = true;
    Path home = Path.of(System.getProperty("patchbay.home", ".")).toAbsolutePath().normalize();
    for (Proof proof : chosen) {
      out.println(proof.id() + "  " + proof.promise());
      ProofRun run = new ProofRun(proof, home, scale, seed, out);
      try {
        proof.prove(run);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        run.violation("stopped before its end");
      } catch (Exception | LinkageError broken) {
        run.violation("could not be carried out: " + broken);
        broken.printStackTrace(out);
      }
      Path data = home.resolve("target/proofs").resolve(proof.id().toLowerCase(Locale.ROOT));
      if (Files.exists(data)) {
        BackEndCrashes.below(data).forEach(line -> run.violation("PostgreSQL crashed: " + line));
      }
      run.finish();
      pass &= run.holds();
    }
    return pass ? 0 : 1;
  }
}
