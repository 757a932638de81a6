package dev.gatehouse.vault.vendor;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import dev.gatehouse.http.outgoing.OutgoingAnswer;
import dev.gatehouse.http.outgoing.OutgoingException;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRequest;
import dev.gatehouse.store.BoundedMemory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Redeems codes and refresh tokens at vendors, and revokes what they gave. A call never throws for what a vendor does.
 * Thread-safe; meant for virtual threads.
 */
public final class VendorCalls {
    private static final int MAX_BYTES = 256 * 1024;
    private static final String UNWRITABLE = "the message to the vendor cannot be written";
    private static final int REMEMBERED = 10_000;

    private final OutgoingHttp http;
    private final Duration time;
    private final AnswerReading reading;
    private final BoundedMemory<Account, ClientAuthenticationStyle> styles = new BoundedMemory<>(REMEMBERED);

    private record Account(URI endpoint, String clientId) {}

    /** @param time for everything one call needs, a second try with another authentication included */
    public VendorCalls(OutgoingHttp http, Duration time, Clock clock) {
        this.http = http;
        this.time = time;
        this.reading = new AnswerReading(clock);
    }

    /** How long a call takes at most. */
    public Duration time() {
        return time;
    }

    /**
     * Redeems a refresh token (RFC 6749, section 6).
     *
     * @param stillOurs asked right before something is sent; if not, the outcome is transient and nothing was sent
     */
    public TokenOutcome refresh(VendorClient client, String refreshToken, BooleanSupplier stillOurs) {
        return call(
                client,
                style -> TokenMessages.refresh(client, style, refreshToken),
                stillOurs,
                refreshToken,
                client.clientSecret());
    }

    /**
     * Redeems an authorization code (RFC 6749, section 4.1.3).
     *
     * @param codeVerifier empty where no code challenge was sent (RFC 7636)
     */
    public TokenOutcome redeem(VendorClient client, String code, URI redirectUri, Optional<String> codeVerifier) {
        CodeVerifier verifier = codeVerifier.map(CodeVerifier::new).orElse(null);
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(new AuthorizationCode(code), redirectUri, verifier);
        return call(
                client,
                style -> TokenMessages.request(client, style, grant),
                () -> true,
                code,
                client.clientSecret(),
                codeVerifier.orElse(""));
    }

    /**
     * Revokes a refresh token (RFC 7009).
     *
     * @param client at the revocation endpoint
     * @return why it may still be good, without secrets; empty where the vendor says that it is revoked
     */
    public Optional<String> revokeRefreshToken(VendorClient client, String refreshToken) {
        return revoke(client, new RefreshToken(refreshToken));
    }

    /** As {@link #revokeRefreshToken}, for an access token. A vendor may know of no way to revoke one. */
    public Optional<String> revokeAccessToken(VendorClient client, String accessToken) {
        return revoke(client, new BearerAccessToken(accessToken));
    }

    private Optional<String> revoke(VendorClient client, Token token) {
        try {
            Answered answered = send(client, style -> TokenMessages.revocation(client, style, token), () -> true);
            int status = answered.answer().status();
            if (status / 100 != 2) {
                return Optional.of("the vendor answered " + status);
            }
            remember(client, answered.style());
            return Optional.empty();
        } catch (OutgoingException e) {
            return Optional.of(e.getMessage());
        } catch (IllegalArgumentException e) {
            return Optional.of(UNWRITABLE);
        }
    }

    private TokenOutcome call(
            VendorClient client,
            Function<ClientAuthenticationStyle, HTTPRequest> message,
            BooleanSupplier stillOurs,
            String... secrets) {
        try {
            Answered answered = send(client, message, stillOurs);
            TokenOutcome outcome = reading.read(answered.answer(), secrets);
            if (outcome instanceof TokenOutcome.Issued || outcome instanceof TokenOutcome.DeadGrant) {
                remember(client, answered.style());
            }
            return outcome;
        } catch (OutgoingException e) {
            return outcome(e);
        } catch (IllegalArgumentException e) {
            return new TokenOutcome.Misconfigured(UNWRITABLE);
        }
    }

    /** An answer, and how we authenticated for it. */
    private record Answered(OutgoingAnswer answer, ClientAuthenticationStyle style) {}

    /** Sends; a second time where the vendor refuses how we authenticated and may take it in another way. */
    private Answered send(
            VendorClient client, Function<ClientAuthenticationStyle, HTTPRequest> message, BooleanSupplier stillOurs)
            throws OutgoingException {
        long start = System.nanoTime();
        ClientAuthenticationStyle first = firstStyle(client);
        OutgoingAnswer answer = send(message.apply(first), time, stillOurs);
        if (!mayTryOtherStyle(client, first) || !refusesTheClient(answer)) {
            return new Answered(answer, first);
        }
        Duration left = time.minusNanos(System.nanoTime() - start);
        OutgoingAnswer second = send(message.apply(ClientAuthenticationStyle.POST), left, stillOurs);
        return new Answered(second, ClientAuthenticationStyle.POST);
    }

    private OutgoingAnswer send(HTTPRequest message, Duration atMost, BooleanSupplier stillOurs)
            throws OutgoingException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json", "User-Agent", "Gatehouse"));
        for (Map.Entry<String, List<String>> header : message.getHeaderMap().entrySet()) {
            headers.put(header.getKey(), header.getValue().getFirst());
        }
        return http.send(new OutgoingRequest(
                "POST", message.getURI(), headers, message.getBody(), atMost, MAX_BYTES, stillOurs));
    }

    private ClientAuthenticationStyle firstStyle(VendorClient client) {
        if (client.clientSecret().isEmpty()) {
            return ClientAuthenticationStyle.NONE;
        }
        if (client.style() != ClientAuthenticationStyle.AUTOMATIC) {
            return client.style();
        }
        ClientAuthenticationStyle known = styles.getIfPresent(new Account(client.endpoint(), client.clientId()));
        return known == null ? ClientAuthenticationStyle.BASIC : known;
    }

    private boolean mayTryOtherStyle(VendorClient client, ClientAuthenticationStyle tried) {
        return client.style() == ClientAuthenticationStyle.AUTOMATIC
                && tried == ClientAuthenticationStyle.BASIC
                && styles.getIfPresent(new Account(client.endpoint(), client.clientId())) == null;
    }

    /** A vendor authenticates the client before it redeems anything, so the token is untouched (RFC 6749, section 5.2). */
    private boolean refusesTheClient(OutgoingAnswer answer) {
        if (answer.status() != 400 && answer.status() != 401 && answer.status() != 403 && answer.status() != 200) {
            return false;
        }
        Optional<String> code =
                AnswerBody.members(answer).flatMap(VendorErrors::code).or(() -> VendorErrors.codeInText(answer.body()));
        return code.map(known -> VendorErrors.isAboutTheClient(known) || known.equals("invalid_request"))
                .orElse(answer.status() == 401);
    }

    /** The vendor has taken the authentication. */
    private void remember(VendorClient client, ClientAuthenticationStyle style) {
        if (client.style() == ClientAuthenticationStyle.AUTOMATIC) {
            styles.put(new Account(client.endpoint(), client.clientId()), style);
        }
    }

    private static TokenOutcome outcome(OutgoingException failure) {
        return switch (failure.kind()) {
            case FORBIDDEN, UNTRUSTED -> new TokenOutcome.Misconfigured(failure.getMessage());
            default -> new TokenOutcome.Transient(failure.getMessage(), Optional.empty(), failure.sent());
        };
    }
}
