package io.patchbay.plugin.testkit;

/**
 * The contract of every connector as one inherited test. A subclass names the connector and its
 * settings; a connector with polling triggers also implements {@link PollingContract}. An inherited
 * test is never overridden to weaken it.
 */
public abstract class ConnectorContractTest implements CatalogueContract, FaultContract {}
