package io.patchbay.plugin.processor;

import io.patchbay.plugin.Connector;
import io.patchbay.plugin.PluginApi;
import io.patchbay.plugin.RemoteRecord;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.StandardLocation;

/** Writes a dispatcher for each {@link Connector} and one catalogue for the bundle. */
public final class ConnectorProcessor extends AbstractProcessor {
  private final List<ConnectorModel> connectors = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Connector.class.getName(), RemoteRecord.class.getName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Diagnostics diagnostics = new Diagnostics(processingEnv.getMessager());
    Set<TypeElement> remoteRecords =
        new LinkedHashSet<>(
            ElementFilter.typesIn(round.getElementsAnnotatedWith(RemoteRecord.class)));
    for (TypeElement type :
        ElementFilter.typesIn(round.getElementsAnnotatedWith(Connector.class))) {
      read(type, remoteRecords, diagnostics);
    }
    if (round.processingOver() && !round.errorRaised() && !connectors.isEmpty()) {
      writeCatalogue(diagnostics);
    }
    return false;
  }

  private void read(TypeElement type, Set<TypeElement> remoteRecords, Diagnostics diagnostics) {
    ConnectorModel model =
        new ConnectorReader(type, processingEnv.getTypeUtils(), diagnostics).read(remoteRecords);
    if (!ids.add(model.facts().id())) {
      diagnostics.error(type, "There are two connectors '%s' in this bundle.", model.facts().id());
    }
    if (diagnostics.errors() > 0) {
      return;
    }
    connectors.add(model);
    try (Writer out =
        processingEnv.getFiler().createSourceFile(model.dispatcherClass(), type).openWriter()) {
      out.write(new DispatcherWriter(model).source());
    } catch (IOException e) {
      diagnostics.error(type, "Cannot write %s: %s", model.dispatcherClass(), e.getMessage());
    }
  }

  private void writeCatalogue(Diagnostics diagnostics) {
    connectors.sort(Comparator.comparing(c -> c.facts().id()));
    Element[] origins = connectors.stream().map(ConnectorModel::element).toArray(Element[]::new);
    try (Writer out =
        processingEnv
            .getFiler()
            .createResource(StandardLocation.CLASS_OUTPUT, "", PluginApi.CATALOGUE_PATH, origins)
            .openWriter()) {
      out.write(MiniJson.write(CatalogueMaker.catalogue(connectors)));
    } catch (IOException e) {
      diagnostics.error(
          origins[0], "Cannot write %s: %s", PluginApi.CATALOGUE_PATH, e.getMessage());
    }
  }
}
