package dev.gatehouse.vault.connection;

import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.vendor.VendorCalls;
import dev.gatehouse.vault.vendor.VendorClient;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tokens back where the connector was registered with a {@code revoke_url} (RFC 7009): once each, for no longer than
 * two calls to a third party may take. What fails is logged, without the tokens. Thread-safe.
 */
public final class VendorRevoker implements TokenRevoker {
    private static final Logger LOG = LoggerFactory.getLogger(VendorRevoker.class);

    private final VendorCalls calls;

    public VendorRevoker(VendorCalls calls) {
        this.calls = calls;
    }

    @Override
    public void revoke(ConnectorStore.Registered connector, Secrets secrets) {
        String revokeUrl = connector.connector().revokeUrl();
        if (revokeUrl == null) {
            return;
        }
        try {
            revoke(connector.clientAt(revokeUrl), secrets)
                    .ifPresent(problem -> LOG.warn(
                            "Tokens of a connection to {} that ended may still be good there: {}",
                            connector.connector().name(),
                            problem));
        } catch (RuntimeException e) {
            LOG.warn(
                    "Tokens of a connection to {} could not be taken back: {}",
                    connector.connector().name(),
                    e.getClass().getName());
        }
    }

    /** The refresh token first, which ends the grant at most third parties; where that fails, nothing more is tried. */
    private Optional<String> revoke(VendorClient client, Secrets secrets) {
        Optional<String> problem = Optional.ofNullable(secrets.refreshToken())
                .flatMap(refreshToken -> calls.revokeRefreshToken(client, refreshToken));
        return problem.isPresent() ? problem : calls.revokeAccessToken(client, secrets.accessToken());
    }
}
