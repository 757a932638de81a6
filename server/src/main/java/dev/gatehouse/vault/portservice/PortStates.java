package dev.gatehouse.vault.portservice;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.gatehouse.api.Caller;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connect.AuthorizeRequest;
import dev.gatehouse.vault.connect.ConnectorPrint;
import dev.gatehouse.vault.connect.VendorTraits;
import dev.gatehouse.vault.connect.link.ConnectRights;
import dev.gatehouse.vault.connect.link.LinkMaker;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The {@code jwt} of the port service: tells a client where to send a person, and is the state it sends along. It carries
 * all that is needed when the person comes back, so a list of services writes no rows; a state is taken once. Thread-safe.
 */
public final class PortStates {
    /** From when a client lists services until its person is back. */
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final int MAX_LENGTH = 16_000;

    private final Jdbi jdbi;
    private final UsedStateStore used = new UsedStateStore();
    private final StateTokens tokens;
    private final MasterKey masterKey;
    private final URI callback;
    private final Clock clock;

    /** @param callback the redirect URI where the registered authorize URL has none */
    public PortStates(Jdbi jdbi, StateTokens tokens, MasterKey masterKey, URI callback, Clock clock) {
        this.jdbi = jdbi;
        this.tokens = tokens;
        this.masterKey = masterKey;
        this.callback = callback;
        this.clock = clock;
    }

    /**
     * A state, and where it is sent to.
     *
     * @param authorizeUrl without the state; null for a service that people do not authorize at
     */
    record Made(String jwt, @Nullable URI authorizeUrl) {
        /** The complete authorization request. */
        String withState() {
            return authorizeUrl + "&state=" + jwt;
        }

        @Override
        public String toString() {
            return "Made[hidden]";
        }
    }

    /**
     * A state that works for who may connect people to the service; for others, and for login services, only the facts.
     *
     * @param sentByUs whether the browser is sent to the address that is made here. An integration may send it to the
     *     registered one: a code challenge that then never arrives would make the code good for nothing
     */
    Made make(Connector connector, Caller caller, boolean sentByUs) {
        Instant now = Times.now(clock);
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .claim("servicename", connector.name())
                .claim("implements", connector.implementsInterfaces())
                .claim("date", now.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
        if (connector.type() == ConnectorType.LOGIN) {
            return new Made(tokens.sign(claims.build()), null);
        }
        UUID id = UUID.randomUUID();
        AuthorizeRequest registered = AuthorizeRequest.of(connector);
        String redirectUri = registered.redirectUri().orElse(callback.toString());
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", connector.clientId());
        request.put("redirect_uri", redirectUri);
        boolean mayConnect = ConnectRights.mayConnect(caller, connector, caller.userId());
        if (mayConnect) {
            bind(claims, id, connector, caller, redirectUri);
            if (sentByUs ? VendorTraits.of(connector).pkce() : insistsOnChallenge(connector)) {
                challenge(claims, id, request);
            }
        }
        URI authorizeUrl = registered.with(request).uri();
        claims.claim("authorize_url", authorizeUrl.toString());
        return new Made(tokens.sign(claims.build()), authorizeUrl);
    }

    private static void bind(
            JWTClaimsSet.Builder claims, UUID id, Connector connector, Caller caller, String redirectUri) {
        LinkMaker maker = LinkMaker.of(caller);
        claims.jwtID(id.toString())
                .claim("client_id", maker.clientId())
                .claim("maker", maker.subject())
                .claim("maker_scopes", List.copyOf(maker.scopes()))
                .claim("maker_origins", maker.origins())
                .claim("redirect_uri", redirectUri)
                .claim("print", TEXT.encodeToString(ConnectorPrint.of(connector)));
        if (!ConnectRights.mayConnectAnybody(caller, connector)) {
            claims.claim("user_id", caller.userId());
        }
    }

    /** Where it was registered so, rather than not ruled out, whoever sends people there has to send a challenge. */
    private static boolean insistsOnChallenge(Connector connector) {
        return connector.options().path("pkce").booleanValue(false);
    }

    private void challenge(JWTClaimsSet.Builder claims, UUID id, Map<String, String> request) {
        CodeVerifier verifier = new CodeVerifier();
        request.put(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
        request.put("code_challenge_method", "S256");
        byte[] encrypted = masterKey.encrypt(verifier.getValue().getBytes(StandardCharsets.US_ASCII), identity(id));
        claims.claim("verifier", TEXT.encodeToString(encrypted));
    }

    /** What the state says; empty where it is not from here, has expired, or was not given to somebody who may connect. */
    Optional<PortState> read(@Nullable String jwt) {
        if (jwt == null || jwt.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return tokens.verified(jwt).filter(claims -> claims.getJWTID() != null).flatMap(this::state);
    }

    /** Empty after the master key was replaced. */
    private Optional<PortState> state(JWTClaimsSet claims) {
        try {
            UUID id = UUID.fromString(claims.getJWTID());
            String encrypted = claims.getStringClaim("verifier");
            return Optional.of(new PortState(
                    id,
                    claims.getStringClaim("servicename"),
                    Base64.getUrlDecoder().decode(claims.getStringClaim("print")),
                    maker(claims),
                    claims.getStringClaim("user_id"),
                    claims.getStringClaim("redirect_uri"),
                    encrypted == null ? Optional.empty() : Optional.of(verifier(id, encrypted))));
        } catch (ParseException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static LinkMaker maker(JWTClaimsSet claims) throws ParseException {
        String clientId = claims.getStringClaim("client_id");
        String subject = claims.getStringClaim("maker");
        return subject == null
                ? LinkMaker.unnoted(clientId)
                : new LinkMaker(
                        clientId,
                        subject,
                        Set.copyOf(claims.getStringListClaim("maker_scopes")),
                        claims.getStringListClaim("maker_origins"));
    }

    private String verifier(UUID id, String encrypted) throws GeneralSecurityException {
        byte[] verifier = masterKey.decrypt(Base64.getUrlDecoder().decode(encrypted), identity(id));
        return new String(verifier, StandardCharsets.US_ASCII);
    }

    /** Takes the state for the only time; false where it was taken before. */
    boolean take(PortState state) {
        Instant expires = Times.now(clock).plus(LIFETIME);
        return jdbi.withHandle(handle -> used.insert(handle, state.id(), expires));
    }

    private static String identity(UUID id) {
        return "port_state/" + id;
    }
}
