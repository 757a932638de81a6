package dev.gatehouse.authority.model;

import dev.gatehouse.authority.model.Model.Client;
import dev.gatehouse.authority.model.Model.Pending;
import dev.gatehouse.authority.model.Model.Principal;
import dev.gatehouse.testing.Answer;
import java.util.Set;

/** A call of those who own services. */
sealed interface AccessOperation extends Operation {
    /** Somebody decides about what a client waits for. */
    record Decide(Principal by, long id, boolean approve) implements AccessOperation {
        @Override
        public boolean allowed(Model model) {
            return model.decides(by, model.pending.get(id).serviceId());
        }

        @Override
        public void change(Model model) {
            Pending waiting = model.pending.remove(id);
            Client client = model.clients.get(waiting.clientId());
            if (approve && waiting.link()) {
                client.links.merge(waiting.serviceId(), Set.of(waiting.scope()), Model::both);
            } else if (approve) {
                client.own.add(waiting.scope());
            }
        }

        @Override
        public Answer call(World world) {
            return world.as(by).post("/oauth2/access-request/" + id + (approve ? "/approve" : "/deny"), "{}");
        }
    }

    /** Somebody's service requires the scope of another owner's, whose words people would read then. */
    record Claim(Principal by, String serviceId, String scope) implements AccessOperation {
        @Override
        public boolean allowed(Model model) {
            return false;
        }

        @Override
        public void change(Model model) {}

        @Override
        public Answer call(World world) {
            return world.as(by).post("/oauth2/service/" + serviceId + "/endpoint", """
                    [{"endpoint":"/r@get","operation":"r","scope":"%1$s.r"},
                     {"endpoint":"/w@get","operation":"w","scope":"%1$s.w"},
                     {"endpoint":"/x@get","operation":"x","scope":"%2$s"}]""".formatted(serviceId, scope));
        }
    }

    /** Somebody ends a client's access to a service. */
    record End(Principal by, String clientId, String serviceId) implements AccessOperation {
        @Override
        public boolean allowed(Model model) {
            return model.decides(by, serviceId);
        }

        @Override
        public void change(Model model) {
            Client client = model.clients.get(clientId);
            client.links.remove(serviceId);
            client.own.removeIf(scope -> scope.startsWith(serviceId + "."));
        }

        @Override
        public Answer call(World world) {
            return world.as(by).delete("/oauth2/service/" + serviceId + "/client/" + clientId);
        }
    }

    /** Somebody says who gets access to a service. */
    record Guard(Principal by, String serviceId, String policy) implements AccessOperation {
        @Override
        public boolean allowed(Model model) {
            return model.decides(by, serviceId);
        }

        @Override
        public void change(Model model) {
            model.policies.put(serviceId, policy);
        }

        @Override
        public Answer call(World world) {
            return world.as(by).put("/oauth2/service", """
                    {"serviceId":"%1$s","serviceType":"openapi","serviceName":"A service","scope":"%1$s.r %1$s.w",
                     "policy":"%2$s"}""".formatted(serviceId, policy));
        }
    }
}
