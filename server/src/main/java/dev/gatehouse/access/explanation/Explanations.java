package dev.gatehouse.access.explanation;

import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.access.decision.DecisionExplainer;
import dev.gatehouse.access.decision.DecisionExplainer.Explanation;
import dev.gatehouse.access.decision.DecisionExplainer.Shown;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.authority.ClientAuthority;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.ClientOwnership;
import dev.gatehouse.clients.ClientStore;
import dev.gatehouse.registry.Ownership;
import dev.gatehouse.registry.Service;
import dev.gatehouse.registry.ServiceStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Explains what gateways are answered, to the owners of the service and of the client. Thread-safe. */
public final class Explanations {
    private final Jdbi jdbi;
    private final DecisionExplainer explainer;
    private final ServiceStore services = new ServiceStore();
    private final ClientStore clients = new ClientStore();
    private final ClientAuthority authority = new ClientAuthority();

    public Explanations(Jdbi jdbi, DecisionExplainer explainer) {
        this.jdbi = jdbi;
        this.explainer = explainer;
    }

    /** @throws ApiException ERR11620, ERR12014 or ERR12015 */
    Explained explain(Caller caller, String serviceId, Question question) {
        Service service = jdbi.withHandle(handle -> services.find(handle, serviceId))
                .orElseThrow(() -> ErrorCode.SERVICE_NOT_FOUND.with(serviceId));
        Shown shown = shown(caller, service, question);
        Explanation explanation = explainer.explain(serviceId, question.asked(), question.content(), shown);
        return InWords.of(serviceId, question, shown, explanation);
    }

    /** What the request shows, where the caller may ask about that. */
    private Shown shown(Caller caller, Service service, Question question) {
        String client = question.client();
        if (client != null) {
            return jdbi.withHandle(handle -> asClient(handle, caller, service, client));
        }
        String token = question.token();
        Shown shown = token == null ? Shown.NOTHING : explainer.verify(service.serviceId(), token);
        checkMayAsk(caller, service, shown);
        return shown;
    }

    /** What the client can get for itself now. */
    private Shown asClient(Handle handle, Caller caller, Service service, String clientId) {
        Optional<Client> client = clients.find(handle, clientId).map(ClientStore.Registered::client);
        if (client.isEmpty() && !owns(caller, service)) {
            Ownership.check(caller, service);
        }
        Client found = client.orElseThrow(() -> ErrorCode.CLIENT_NOT_FOUND.with(clientId));
        if (!owns(caller, service)) {
            ClientOwnership.check(caller, found);
        }
        Caller asked = new Caller(
                found.ownerId(),
                clientId,
                authority.effective(
                        handle, new ClientAuthority.Subject(found.clientId(), found.ownerId(), found.scope())));
        return new Shown(new VerifiedToken(asked, clientId, null, null, null, Instant.MAX, List.of()), null);
    }

    private void checkMayAsk(Caller caller, Service service, Shown shown) {
        VerifiedToken token = shown.token();
        boolean ownsClient = token != null
                && jdbi.withHandle(handle -> clients.find(handle, token.caller().clientId()))
                        .map(ClientStore.Registered::client)
                        .filter(client -> caller.isAdministrator() || caller.actsFor(client.ownerId()))
                        .isPresent();
        if (!ownsClient) {
            Ownership.check(caller, service);
        }
    }

    private static boolean owns(Caller caller, Service service) {
        return caller.isAdministrator() || caller.actsFor(service.ownerId());
    }
}
