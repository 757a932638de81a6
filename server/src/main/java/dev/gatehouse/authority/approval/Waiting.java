package dev.gatehouse.authority.approval;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What clients wait for. Stateless. */
final class Waiting {
    /** Requests are for people to read, so a client has no more of them open. */
    static final int MAX_OPEN = 100;

    private final AccessRequestStore requests = new AccessRequestStore();

    /**
     * Lets a client wait for what it does not wait for yet. A request that is there is left as it is, so that nobody decides on
     * something else than they saw.
     *
     * @return every open request that has some of it
     * @throws ApiException ERR12203 where the client waits for too much
     */
    List<AccessRequest> ask(
            Handle handle, Applicant applicant, String serviceId, Wanted wanted, AccessRequestStore.Asking asking) {
        List<AccessRequest> open = requests.open(handle, applicant.clientId());
        List<AccessRequest> answer = new ArrayList<>();
        Wanted rest = wanted;
        for (AccessRequest request : open) {
            boolean alike = request.between().serviceId().equals(serviceId)
                    && request.asked().forLinks() == asking.forLinks();
            Wanted left = rest.without(request.wanted());
            if (alike && !left.equals(rest)) {
                answer.add(request);
                rest = left;
            }
        }
        if (!rest.isEmpty()) {
            if (open.size() >= MAX_OPEN) {
                throw ErrorCode.ACCESS_REQUEST_LIMIT_REACHED.with(applicant.clientId(), MAX_OPEN);
            }
            answer.add(insert(handle, applicant, serviceId, rest, asking));
        }
        return List.copyOf(answer);
    }

    /** Keeps a request with what was decided about it already. */
    AccessRequest insert(
            Handle handle, Applicant applicant, String serviceId, Wanted wanted, AccessRequestStore.Asking asking) {
        long id = requests.insert(handle, applicant, serviceId, wanted, asking);
        AccessRequest request = requests.find(handle, id).orElseThrow();
        AccessJournal.Event event =
                asking.verdict().isGiven() ? AccessJournal.Event.APPROVE : AccessJournal.Event.REQUEST;
        AccessJournal.record(handle, applicant.caller(), event, request);
        return request;
    }

    /** The scopes of our own API that links were vouched for. */
    static List<String> vouched(List<WantedLink> links) {
        return links.stream()
                .flatMap(link -> Stream.of(link.requirement().vouched()))
                .flatMap(java.util.Set::stream)
                .distinct()
                .sorted()
                .toList();
    }
}
