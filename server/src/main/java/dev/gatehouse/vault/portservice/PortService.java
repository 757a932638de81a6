package dev.gatehouse.vault.portservice;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connect.ConnectionWriter;
import dev.gatehouse.vault.connect.link.ConnectRights;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorFacts;
import dev.gatehouse.vault.connector.ConnectorType;
import dev.gatehouse.vault.connector.Connectors;
import dev.gatehouse.vault.connector.RegistrationPlace;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What integrations ask of the port service. Thread-safe. */
public final class PortService {
    private final Connectors connectors;
    private final PortNames names;
    private final PortStates states;
    private final PortAnswers answers;
    private final ConnectionWriter writer;
    private final Clock clock;

    public PortService(
            Connectors connectors,
            PortNames names,
            PortStates states,
            PortAnswers answers,
            ConnectionWriter writer,
            Clock clock) {
        this.connectors = connectors;
        this.names = names;
        this.states = states;
        this.answers = answers;
        this.writer = writer;
        this.clock = clock;
    }

    /** A service as it is listed, and its place in the list. */
    record Listed(Map<String, Object> entry, RegistrationPlace place) {}

    /**
     * Services in the order of their registration, each with its state.
     *
     * @throws ApiException as {@link Connectors#list}
     */
    List<Listed> services(Caller caller, @Nullable String after, int most) {
        return connectors.list(after, most).stream()
                .map(registered -> listed(registered.connector(), caller))
                .toList();
    }

    private Listed listed(Connector connector, Caller caller) {
        return new Listed(entry(connector, states.make(connector, caller, false)), RegistrationPlace.of(connector));
    }

    private static Map<String, Object> entry(Connector connector, PortStates.Made state) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("jwt", state.jwt());
        entry.put("informations", ConnectorFacts.of(connector));
        return entry;
    }

    /**
     * One service as it is listed.
     *
     * @throws ApiException ERR12130
     */
    Map<String, Object> service(Caller caller, String name) {
        Connector connector = names.get(name).connector();
        return entry(connector, states.make(connector, caller, false));
    }

    /**
     * The complete authorization request; empty for a service that people do not authorize at.
     *
     * @throws ApiException ERR12130
     */
    Optional<String> authorizationRequest(Caller caller, String name) {
        PortStates.Made made = states.make(names.get(name).connector(), caller, true);
        return made.authorizeUrl() == null ? Optional.empty() : Optional.of(made.withState());
    }

    /**
     * Redeems a code that an integration received itself.
     *
     * @param jwt signed with the client secret of the service that it names; holds {@code state}, {@code code} and perhaps
     *     {@code userId}
     * @throws ApiException ERR11004 where something about it is wrong, ERR11620, or as {@link PortAnswers#redeem}
     */
    void exchange(Caller caller, String jwt) {
        ClientSignature signed = ClientSignature.parse(jwt)
                .orElseThrow(() -> ApiException.invalid("/jwt", "is not a JWT that is signed with HS256"));
        String signer = signed.text("servicename").orElseThrow(() -> missing("servicename"));
        boolean good = names.find(signer)
                .filter(registered -> signed.isGood(registered.clientSecret(), clock.instant()))
                .isPresent();
        if (!good) {
            throw ApiException.invalid(
                    "/jwt", "is not signed with the client secret of the service it names, or has expired");
        }
        String code = signed.text("code").orElseThrow(() -> missing("code"));
        PortState state = states.read(signed.text("state").orElseThrow(() -> missing("state")))
                .orElseThrow(() -> ApiException.invalid("/jwt/state", "is not a state of ours, or has expired"));
        Optional<String> userId = signed.text("userId");
        requireRight(caller, state, userId);
        answers.redeem(state, code, null, userId.orElse(null));
    }

    private void requireRight(Caller caller, PortState state, Optional<String> userId) {
        if (!caller.clientId().equals(state.clientId())) {
            throw ErrorCode.PERMISSION_DENIED.with("The state was given to another client");
        }
        Connector connector = names.get(state.connector()).connector();
        ConnectRights.require(caller, connector, userId.orElse(caller.userId()));
    }

    private static ApiException missing(String name) {
        return ApiException.invalid("/jwt/" + name, "is missing");
    }

    /** What somebody enters for a login service; its text form shows nothing. */
    record CredentialsInput(String servicename, String username, String password, String userId) {
        @Override
        public String toString() {
            return "CredentialsInput[" + servicename + "]";
        }
    }

    /** @throws ApiException ERR12130, ERR11620, or ERR11004 where the service asks for something else */
    void credentials(Caller caller, CredentialsInput input) {
        Connector connector = names.get(input.servicename()).connector();
        ConnectRights.require(caller, connector, input.userId());
        if (connector.type() != ConnectorType.LOGIN) {
            throw ApiException.invalid(
                    "/servicename", "is a service that people authorize at; it takes no credentials");
        }
        boolean needsName = connector.asksFor("userId");
        if (needsName && isBlank(input.username())) {
            throw ApiException.invalid("/username", "is needed for this service");
        }
        if (connector.asksFor("password") && isBlank(input.password())) {
            throw ApiException.invalid("/password", "is needed for this service");
        }
        Secrets secrets = Secrets.login(
                isBlank(input.username()) ? null : input.username(), input.password() == null ? "" : input.password());
        ConnectionWriter.Given given = new ConnectionWriter.Given(secrets, Times.now(clock), Optional.empty());
        if (!writer.store(connector, input.userId(), given, caller)) {
            throw ErrorCode.CONNECTOR_NOT_FOUND.with(connector.name());
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
