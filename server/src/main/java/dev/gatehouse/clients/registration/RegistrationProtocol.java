package dev.gatehouse.clients.registration;

import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.clients.protocol.ClientLogout;
import dev.gatehouse.clients.protocol.ClientProtocol;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is not usual about a client, by the names that its metadata have for that; no RFC has one for most of it. */
final class RegistrationProtocol {
    private static final String REQUIRE_PKCE = "require_pkce";
    private static final String REQUIRE_NONCE = "require_nonce";
    private static final String REFRESH_GRACE = "refresh_grace_seconds";
    private static final String TOKEN_CLAIMS = "token_claims";

    private static final String FAPI = "fapi";

    private RegistrationProtocol() {}

    /** @throws ApiException ERR11004 */
    static ClientProtocol of(OIDCClientMetadata metadata) {
        return new ClientProtocol(
                truth(metadata, REQUIRE_PKCE),
                truth(metadata, REQUIRE_NONCE),
                number(metadata, REFRESH_GRACE),
                metadata.getDPoPBoundAccessTokens() ? true : null,
                metadata.requiresPushedAuthorizationRequests() ? true : null,
                truth(metadata, FAPI),
                logout(metadata),
                texts(metadata, TOKEN_CLAIMS));
    }

    static void addTo(OIDCClientMetadata metadata, ClientProtocol protocol) {
        add(metadata, REQUIRE_PKCE, protocol.requirePkce());
        add(metadata, REQUIRE_NONCE, protocol.requireNonce());
        add(metadata, REFRESH_GRACE, protocol.refreshGraceSeconds());
        metadata.setDPoPBoundAccessTokens(protocol.bindsTokens());
        metadata.requiresPushedAuthorizationRequests(protocol.needsPush());
        add(metadata, FAPI, protocol.fapi());
        add(metadata, TOKEN_CLAIMS, protocol.tokenClaims());
        addTo(metadata, protocol.logout());
    }

    private static ClientLogout logout(OIDCClientMetadata metadata) {
        return new ClientLogout(
                text(metadata.getBackChannelLogoutURI()),
                metadata.requiresBackChannelLogoutSession() ? true : null,
                text(metadata.getFrontChannelLogoutURI()),
                metadata.requiresFrontChannelLogoutSession() ? true : null);
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }

    private static void addTo(OIDCClientMetadata metadata, ClientLogout logout) {
        if (logout.backchannelLogoutUri() != null) {
            metadata.setBackChannelLogoutURI(URI.create(logout.backchannelLogoutUri()));
        }
        metadata.requiresBackChannelLogoutSession(Boolean.TRUE.equals(logout.backchannelLogoutSessionRequired()));
        if (logout.frontchannelLogoutUri() != null) {
            metadata.setFrontChannelLogoutURI(URI.create(logout.frontchannelLogoutUri()));
        }
        metadata.requiresFrontChannelLogoutSession(Boolean.TRUE.equals(logout.frontchannelLogoutSessionRequired()));
    }

    private static void add(OIDCClientMetadata metadata, String name, @Nullable Object value) {
        if (value != null) {
            metadata.setCustomField(name, value);
        }
    }

    private static @Nullable Boolean truth(OIDCClientMetadata metadata, String name) {
        Object value = metadata.getCustomField(name);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw ApiException.invalid("/" + name, "must be true or false");
    }

    private static @Nullable List<String> texts(OIDCClientMetadata metadata, String name) {
        Object value = metadata.getCustomField(name);
        if (value == null) {
            return null;
        }
        if (value instanceof List<?> all && all.stream().allMatch(String.class::isInstance)) {
            return all.stream().map(String.class::cast).distinct().toList();
        }
        throw ApiException.invalid("/" + name, "must be a list of texts");
    }

    private static @Nullable Integer number(OIDCClientMetadata metadata, String name) {
        Object value = metadata.getCustomField(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw ApiException.invalid("/" + name, "must be a whole number");
    }
}
