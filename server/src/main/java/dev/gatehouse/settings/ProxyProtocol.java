package dev.gatehouse.settings;

/** On which listeners proxies say at the start of a connection for whom they open it. */
public enum ProxyProtocol {
    OFF,
    ADMIN,
    PUBLIC,
    BOTH
}
