package dev.gatehouse.vault.portservice;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.vault.connect.AuthorizeRequest;
import dev.gatehouse.vault.connect.CallbackHandler;
import dev.gatehouse.vault.connect.CodeExchange;
import dev.gatehouse.vault.connect.ConnectionWriter;
import dev.gatehouse.vault.connect.ConnectorPrint;
import dev.gatehouse.vault.connect.VendorAnswer;
import dev.gatehouse.vault.connect.VendorTraits;
import dev.gatehouse.vault.connect.link.Applications;
import dev.gatehouse.vault.connect.link.ConnectRights;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStatus;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Takes answers of third parties to authorization requests with a state of the port service. Thread-safe. */
public final class PortAnswers implements CallbackHandler {
    private final Jdbi jdbi;
    private final Applications applications;
    private final ConnectorStore connectors;
    private final ConnectionStore connections;
    private final PortStates states;
    private final CodeExchange exchange;
    private final ConnectionWriter writer;

    public PortAnswers(
            Jdbi jdbi,
            Applications applications,
            ConnectorStore connectors,
            ConnectionStore connections,
            PortStates states,
            CodeExchange exchange,
            ConnectionWriter writer) {
        this.jdbi = jdbi;
        this.applications = applications;
        this.connectors = connectors;
        this.connections = connections;
        this.states = states;
        this.exchange = exchange;
        this.writer = writer;
    }

    @Override
    public boolean isOne(VendorAnswer answer) {
        return SentState.of(answer.state()).isPresent();
    }

    /**
     * Takes what a browser brings, for the person whom the integration names in the state, or else the third party; whether a
     * connection came of it.
     */
    @Override
    public boolean take(VendorAnswer answer) {
        Optional<SentState> sent = SentState.of(answer.state());
        Optional<PortState> state = sent.flatMap(one -> states.read(one.jwt()));
        String code = answer.code();
        if (state.isEmpty() || answer.error() != null || code == null) {
            return false;
        }
        String named = sent.get().userId();
        try {
            if (named != null && state.get().userId() == null) {
                requireFree(state.get(), named);
            }
            redeem(state.get(), code, answer.issuer(), named);
            return true;
        } catch (ApiException e) {
            return false;
        }
    }

    /** Nobody signed the name, so that what the person has is not replaced on its word. */
    private void requireFree(PortState state, String userId) {
        boolean connected = jdbi.withHandle(
                        handle -> connections.find(handle, new ConnectionId(userId, state.connector())))
                .filter(connection -> connection.status() != ConnectionStatus.REVOKED
                        && connection.status() != ConnectionStatus.RECONNECT_REQUIRED)
                .isPresent();
        if (connected) {
            throw ErrorCode.CONNECTION_EXISTS.with(userId, state.connector());
        }
    }

    /**
     * Takes an answer.
     *
     * @param issuer which the answer names as its own (RFC 9207), or null
     * @param userId null for the person whom the third party names
     * @throws ApiException ERR11004 for a state that was taken before or a user that it is not for, ERR11620 where who asked
     *     for it may connect nobody by it any more, ERR12140 or ERR12141 where the code cannot be redeemed
     */
    void redeem(PortState state, String code, @Nullable String issuer, @Nullable String userId) {
        ConnectorStore.Registered registered = registered(state, issuer);
        if (userId != null) {
            requireUser(state, userId);
        }
        if (!states.take(state)) {
            throw ApiException.invalid("/jwt/state", "was used before");
        }
        CodeExchange.Result result =
                exchange.redeem(registered, code, URI.create(state.redirectUri()), state.verifier());
        switch (result) {
            case CodeExchange.Result.Refused refused -> throw refusal(registered.connector(), refused);
            case CodeExchange.Result.Redeemed redeemed -> store(registered.connector(), state, userId, redeemed);
        }
    }

    private ConnectorStore.Registered registered(PortState state, @Nullable String issuer) {
        ConnectorStore.Registered registered = jdbi.withHandle(
                        handle -> connectors.findWithSecret(handle, state.connector()))
                .filter(found -> Arrays.equals(ConnectorPrint.of(found.connector()), state.print()))
                .orElseThrow(() -> ErrorCode.CONNECTOR_NOT_FOUND.with(state.connector()));
        Connector connector = registered.connector();
        if (!ConnectRights.hold(applications, state.maker(), connector, state.userId())) {
            throw ErrorCode.PERMISSION_DENIED.with("Client " + state.clientId() + " may not connect people to service "
                    + connector.name() + " any more");
        }
        URI authorizeUrl = AuthorizeRequest.of(connector).uri();
        // A client that takes the answer itself tells no issuer; whom it sent the person to is its to check.
        boolean mixedUp = issuer != null && !VendorTraits.of(connector).admits(issuer, authorizeUrl);
        if (mixedUp) {
            throw ErrorCode.CODE_NOT_REDEEMED.with(connector.name(), "the answer names another issuer");
        }
        return registered;
    }

    private static void requireUser(PortState state, String userId) {
        if (state.userId() != null && !state.userId().equals(userId)) {
            throw ApiException.invalid("/jwt/userId", "is not the person for whom the state was made");
        }
        if (!UserIds.isFit(userId)) {
            throw ApiException.invalid("/jwt/userId", "must have no slash or control character, and not be blank");
        }
    }

    private static ApiException refusal(Connector connector, CodeExchange.Result.Refused refused) {
        return refused.passing()
                ? ErrorCode.VENDOR_UNAVAILABLE.with(connector.name()).withHeader("Retry-After", "30")
                : ErrorCode.CODE_NOT_REDEEMED.with(connector.name(), refused.reason());
    }

    private void store(
            Connector connector, PortState state, @Nullable String userId, CodeExchange.Result.Redeemed redeemed) {
        String person = Optional.ofNullable(userId)
                .or(() -> Optional.ofNullable(state.userId()))
                .or(redeemed::userId)
                .filter(UserIds::isFit)
                .orElseThrow(() -> ErrorCode.CODE_NOT_REDEEMED.with(
                        connector.name(), "the third party does not say who the person is; send userId"));
        Caller caller = new Caller(person, state.clientId(), Set.of());
        if (!writer.store(connector, person, redeemed.given(), caller)) {
            throw ErrorCode.CONNECTOR_NOT_FOUND.with(connector.name());
        }
    }
}
