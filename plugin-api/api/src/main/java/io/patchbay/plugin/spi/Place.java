package io.patchbay.plugin.spi;

import io.patchbay.plugin.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a reader is inside a JSON value, and the problems found so far anywhere in it. Never holds
 * values.
 */
public final class Place {
  /** Problems after this many are not kept. */
  private static final int MOST_PROBLEMS = 100;

  private final String pointer;
  private final List<Problem> problems;
  private final boolean unknownMembersAllowed;

  private Place(String pointer, List<Problem> problems, boolean unknownMembersAllowed) {
    this.pointer = pointer;
    this.problems = problems;
    this.unknownMembersAllowed = unknownMembersAllowed;
  }

  /** For values that people write: an unknown member is a problem. */
  public static Place strict() {
    return new Place("", new ArrayList<>(), false);
  }

  /** For values of other systems: unknown members are ignored. */
  public static Place lenient() {
    return new Place("", new ArrayList<>(), true);
  }

  public Place member(String name) {
    String escaped = name.replace("~", "~0").replace("/", "~1");
    return new Place(pointer + "/" + escaped, problems, unknownMembersAllowed);
  }

  public Place element(int index) {
    return new Place(pointer + "/" + index, problems, unknownMembersAllowed);
  }

  /** Notes a problem here. The message must not contain the value. */
  public void report(String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new Problem(pointer, message));
    }
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  int problemCount() {
    return problems.size();
  }

  boolean unknownMembersAllowed() {
    return unknownMembersAllowed;
  }
}
