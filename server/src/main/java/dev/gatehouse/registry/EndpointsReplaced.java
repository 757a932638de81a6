package dev.gatehouse.registry;

import dev.gatehouse.clients.link.Link;
import dev.gatehouse.contract.Endpoint;
import java.util.List;

/**
 * What replacing a service's endpoints did.
 *
 * @param endpoints as they are now, sorted
 * @param removedLinks links of clients that went with removed endpoints
 */
public record EndpointsReplaced(List<Endpoint> endpoints, List<Link> removedLinks) {}
