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
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    /** @param time for everything one call needs, finding out how to authenticate included */
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
                new Messages(
                        style -> TokenMessages.refresh(client, style, refreshToken),
                        style -> TokenMessages.refresh(client, style, TokenMessages.NO_GRANT)),
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
        AuthorizationCodeGrant none = new AuthorizationCodeGrant(
                new AuthorizationCode(TokenMessages.NO_GRANT),
                redirectUri,
                verifier == null ? null : new CodeVerifier());
        return call(
                client,
                new Messages(
                        style -> TokenMessages.request(client, style, grant),
                        style -> TokenMessages.request(client, style, none)),
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
            Messages messages = new Messages(style -> TokenMessages.revocation(client, style, token), null);
            Answered answered = send(client, messages, () -> true);
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

    private TokenOutcome call(VendorClient client, Messages messages, BooleanSupplier stillOurs, String... secrets) {
        try {
            Answered answered = send(client, messages, stillOurs);
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

    /**
     * A message in each way to authenticate.
     *
     * @param withoutGrant the same with a grant that nobody gave; null where it may simply be sent again in another way
     */
    private record Messages(
            Function<ClientAuthenticationStyle, HTTPRequest> real,
            @Nullable Function<ClientAuthenticationStyle, HTTPRequest> withoutGrant) {}

    /** An answer, and how we authenticated for it. */
    private record Answered(OutgoingAnswer answer, ClientAuthenticationStyle style) {}

    private Answered send(VendorClient client, Messages messages, BooleanSupplier stillOurs) throws OutgoingException {
        long start = System.nanoTime();
        Optional<ClientAuthenticationStyle> known = known(client);
        if (known.isEmpty() && messages.withoutGrant() != null) {
            known = asked(client, messages.withoutGrant(), stillOurs, start);
        }
        if (known.isEmpty()) {
            return sendInAnyStyle(client, messages.real(), stillOurs, start);
        }
        OutgoingAnswer answer = send(messages.real().apply(known.get()), left(start), stillOurs);
        if (refusesTheClient(answer)) {
            styles.drop(account(client));
        }
        return new Answered(answer, known.get());
    }

    private Optional<ClientAuthenticationStyle> known(VendorClient client) {
        List<ClientAuthenticationStyle> possible = client.styles();
        return possible.size() == 1
                ? Optional.of(possible.getFirst())
                : Optional.ofNullable(styles.getIfPresent(account(client)));
    }

    /**
     * The way that the vendor takes: the first in which it finds fault with the grant, and no more with the client. Some
     * vendors use up a code or refresh token that comes with a client they do not know, so none is sent to find out.
     */
    private Optional<ClientAuthenticationStyle> asked(
            VendorClient client,
            Function<ClientAuthenticationStyle, HTTPRequest> withoutGrant,
            BooleanSupplier stillOurs,
            long start)
            throws OutgoingException {
        for (ClientAuthenticationStyle style : client.styles()) {
            TokenOutcome outcome = reading.read(send(withoutGrant.apply(style), left(start), stillOurs));
            if (outcome instanceof TokenOutcome.DeadGrant) {
                remember(client, style);
                return Optional.of(style);
            }
            if (outcome instanceof TokenOutcome.Transient) {
                break;
            }
        }
        return Optional.empty();
    }

    /** One after the other while the vendor refuses how we authenticated. */
    private Answered sendInAnyStyle(
            VendorClient client,
            Function<ClientAuthenticationStyle, HTTPRequest> message,
            BooleanSupplier stillOurs,
            long start)
            throws OutgoingException {
        Answered answered = null;
        for (ClientAuthenticationStyle style : client.styles()) {
            if (answered == null || refusesTheClient(answered.answer())) {
                answered = new Answered(send(message.apply(style), left(start), stillOurs), style);
            }
        }
        return Objects.requireNonNull(answered, "there is a way to authenticate");
    }

    private Duration left(long start) {
        return time.minusNanos(System.nanoTime() - start);
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

    private static Account account(VendorClient client) {
        return new Account(client.endpoint(), client.clientId());
    }

    /** A vendor should authenticate the client before it looks at anything else (RFC 6749, section 5.2). */
    private static boolean refusesTheClient(OutgoingAnswer answer) {
        if (answer.status() != 400 && answer.status() != 401 && answer.status() != 403 && answer.status() != 200) {
            return false;
        }
        return VendorErrors.in(answer)
                .map(error -> error.isAboutTheClient() || error.code().equals("invalid_request"))
                .orElse(answer.status() == 401);
    }

    /** The vendor has taken the authentication. */
    private void remember(VendorClient client, ClientAuthenticationStyle style) {
        if (client.style() == ClientAuthenticationStyle.AUTOMATIC) {
            styles.put(account(client), style);
        }
    }

    private static TokenOutcome outcome(OutgoingException failure) {
        return switch (failure.kind()) {
            case FORBIDDEN, UNTRUSTED -> new TokenOutcome.Misconfigured(failure.getMessage());
            default -> new TokenOutcome.Transient(failure.getMessage(), Optional.empty());
        };
    }
}
