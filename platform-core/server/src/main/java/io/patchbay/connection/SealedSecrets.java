package io.patchbay.connection;

import io.patchbay.secret.SecretPlace;
import io.patchbay.secret.SecretVault;
import io.patchbay.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The secrets of a connection in one sealed piece, bound to the connection's row. */
final class SealedSecrets {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final SecretVault vault;

  SealedSecrets(SecretVault vault) {
    this.vault = vault;
  }

  byte @Nullable [] seal(TenantId tenant, UUID id, Map<String, JsonNode> secrets) {
    if (secrets.isEmpty()) {
      return null;
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    secrets.forEach(all::set);
    return vault.seal(tenant, place(id), JSON.writeValueAsBytes(all));
  }

  Map<String, JsonNode> open(TenantId tenant, UUID id, byte @Nullable [] sealed) {
    Map<String, JsonNode> secrets = new LinkedHashMap<>();
    if (sealed != null) {
      JSON.readTree(vault.open(tenant, place(id), sealed))
          .properties()
          .forEach(member -> secrets.put(member.getKey(), member.getValue()));
    }
    return secrets;
  }

  byte[] reseal(TenantId tenant, UUID id, byte[] sealed) {
    return vault.seal(tenant, place(id), vault.open(tenant, place(id), sealed));
  }

  private static SecretPlace place(UUID id) {
    return new SecretPlace("connection", id.toString(), "secrets");
  }
}
