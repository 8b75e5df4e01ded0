package io.patchbay.connection;

import io.patchbay.tenant.TenantId;

/** Is told of every change of a connection, inside the transaction that makes it. */
@FunctionalInterface
public interface ConnectionHistory {

  /**
   * @param action such as {@code connection.create}
   * @param detail for people; never a setting's value
   */
  void changed(TenantId tenant, String action, String name, String detail);

  static ConnectionHistory none() {
    return (tenant, action, name, detail) -> {};
  }
}
