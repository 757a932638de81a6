package dev.gatehouse.vault.connect;

import dev.gatehouse.crypto.Sha256;
import dev.gatehouse.vault.connector.Connector;

/**
 * What a connector was registered with when a person was sent off, so that an answer is never redeemed at another third
 * party (RFC 9700 section 4.4). Stateless.
 */
public final class ConnectorPrint {
    private ConnectorPrint() {}

    public static byte[] of(Connector connector) {
        return Sha256.of(String.join(
                "\0",
                connector.name(),
                connector.registrant(),
                connector.dates().created().toString(),
                String.valueOf(connector.authorizeUrl()),
                String.valueOf(connector.refreshUrl()),
                String.valueOf(connector.clientId())));
    }
}
