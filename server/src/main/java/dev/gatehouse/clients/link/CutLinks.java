package dev.gatehouse.clients.link;

import dev.gatehouse.clients.Clients;
import dev.gatehouse.contract.PathRenames;
import dev.gatehouse.store.ChangeFeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Brings back the links that an earlier version of a contract had. Stateless. */
public final class CutLinks {
    private static final Comparator<Link> ORDER =
            Comparator.comparing(Link::endpoint).thenComparing(Link::clientId);

    private final CutLinkStore store = new CutLinkStore();

    /** A link that cannot come back. @param reason in words */
    public record Lost(Link link, String reason) {}

    /** What came back, or would, and what does not; each sorted. */
    public record Found(List<Link> restored, List<Lost> lost) {
        public static final Found NOTHING = new Found(List.of(), List.of());
    }

    /**
     * Those that the version had when another took its place.
     *
     * @param endpoints that the service has now
     * @param dryRun whether to look only
     */
    public Found restore(Handle handle, String serviceId, int version, Set<String> endpoints, boolean dryRun) {
        List<CutLinkStore.Cut> cuts = store.of(handle, serviceId, version);
        Map<String, String> names = PathRenames.between(
                        cuts.stream().map(CutLinkStore.Cut::endpoint).collect(Collectors.toSet()), endpoints)
                .names();
        List<CutLinkStore.Cut> possible = new ArrayList<>();
        List<Lost> lost = new ArrayList<>();
        for (CutLinkStore.Cut cut : cuts) {
            String name = names.getOrDefault(cut.endpoint(), cut.endpoint());
            if (!endpoints.contains(name)) {
                lost.add(new Lost(new Link(cut.clientId(), serviceId, name), "the version has no such endpoint"));
            } else if (!cut.clientIsThere()) {
                lost.add(new Lost(new Link(cut.clientId(), serviceId, name), "the client is gone"));
            } else if (cut.overSince() != null) {
                lost.add(
                        new Lost(new Link(cut.clientId(), serviceId, name), "its time was over at " + cut.overSince()));
            } else {
                possible.add(cut);
            }
        }
        List<Link> restored = dryRun
                ? possible.stream()
                        .map(cut ->
                                new Link(cut.clientId(), serviceId, names.getOrDefault(cut.endpoint(), cut.endpoint())))
                        .toList()
                : made(handle, serviceId, possible, names);
        return new Found(restored.stream().sorted(ORDER).toList(), List.copyOf(lost));
    }

    private List<Link> made(Handle handle, String serviceId, List<CutLinkStore.Cut> links, Map<String, String> names) {
        List<Link> made = links.isEmpty() ? List.of() : store.restore(handle, serviceId, links, names);
        // What the clients may ask for is more now.
        made.stream()
                .map(Link::clientId)
                .distinct()
                .forEach(clientId -> ChangeFeed.announce(handle, Clients.TOPIC, clientId));
        return made;
    }
}
