package io.patchbay.flow.jpa;

import jakarta.persistence.EntityManager;

/** What else is written in the transaction of a change, last: the entry of the audit trail. */
@FunctionalInterface
public interface FlowNote {

  FlowNote NONE = (em, flow) -> {};

  void write(EntityManager em, FlowRecord flow);
}
