package io.patchbay.flow.jpa;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.patchbay.flow.FlowDefinition;
import io.patchbay.flow.FlowParser;
import io.patchbay.flow.FlowVersionRef;
import io.patchbay.flow.ParseResult;
import io.patchbay.run.FlowDefinitions;
import io.patchbay.tenant.TenantChanged;
import io.patchbay.tenant.TenantId;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiled flows. A text never changes, so an entry is never old; the cache is only bounded. */
@Singleton
public class CachedFlowDefinitions implements FlowDefinitions {

  private static final Logger LOG = LoggerFactory.getLogger(CachedFlowDefinitions.class);

  /** In characters of text: a compiled flow takes some multiple of it. */
  private static final long MAX_CHARACTERS = 16L * 1024 * 1024;

  private record Key(TenantId tenant, FlowVersionRef ref) {}

  private record Compiled(FlowDefinition flow, int characters) {}

  private final FlowTexts texts;
  private final Cache<Key, Compiled> cache =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CHARACTERS)
          .weigher((Key key, Compiled compiled) -> compiled.characters + 1_000)
          .build();

  @Inject
  public CachedFlowDefinitions(FlowTexts texts) {
    this.texts = texts;
  }

  void forget(@Observes TenantChanged changed) {
    if (changed.change() == TenantChanged.Change.DELETED) {
      cache.asMap().keySet().removeIf(key -> key.tenant.equals(changed.tenant()));
    }
  }

  @Override
  public Optional<FlowDefinition> find(TenantId tenant, FlowVersionRef ref) {
    Key key = new Key(tenant, ref);
    Compiled known = cache.getIfPresent(key);
    if (known != null) {
      return Optional.of(known.flow);
    }
    Optional<Compiled> compiled = texts.find(tenant, ref).flatMap(text -> compile(ref, text));
    compiled.ifPresent(c -> cache.put(key, c));
    return compiled.map(Compiled::flow);
  }

  private static Optional<Compiled> compile(FlowVersionRef ref, String text) {
    return switch (FlowParser.parse(text)) {
      case ParseResult.Parsed parsed -> Optional.of(new Compiled(parsed.flow(), text.length()));
      case ParseResult.Invalid invalid -> {
        LOG.error("Flow {} was published and no longer parses: {}", ref, invalid.problems());
        yield Optional.empty();
      }
    };
  }

  @Override
  public Optional<FlowVersionRef> findPublished(
      TenantId tenant, String namespace, String name, String version) {
    return texts.findPublished(tenant, namespace, name, version);
  }
}
