package dev.gatehouse.authority.model;

import dev.gatehouse.authority.model.Model.Access;
import dev.gatehouse.authority.model.Model.Client;
import dev.gatehouse.authority.model.Model.Pending;
import dev.gatehouse.authority.model.Model.Principal;
import dev.gatehouse.testing.Answer;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** One call: whether the model allows it, what it changes then, and how it is made. */
interface Operation {
    boolean allowed(Model model);

    void change(Model model);

    Answer call(World world);

    /** What the answer says that the model needs: ids and secrets. */
    default void learn(Model model, World world, Answer answer) {}

    /** What becomes of it where it is refused. */
    default void refused(Model model) {}

    default boolean isDone(Answer answer) {
        return answer.status() < 300;
    }

    /** Whether the answer says that somebody may not, or not so, rather than that something went wrong. */
    default boolean isRefusal(Answer answer) {
        return answer.status() < 404 || answer.status() == 409;
    }

    /** A client waits for scopes, each of another service. */
    static void waits(Model model, String clientId, Set<String> scopes, Answer answer) {
        model.clients.get(clientId).own.removeAll(scopes);
        Iterator<JsonNode> ids = answer.json().path("accessRequests").iterator();
        for (String scope : scopes) {
            model.pending.put(ids.next().asLong(), new Pending(clientId, Model.serviceOf(scope), scope, false));
        }
    }

    /** Somebody registers a client. */
    record Create(Principal by, String owner, Set<String> scopes, boolean trusted) implements Operation {
        @Override
        public boolean allowed(Model model) {
            return model.power(by).contains(Model.CLIENT_WRITE)
                    && model.mayOwn(by, owner)
                    && model.gives(by, scopes)
                    && (!trusted || model.isAdministrator(by))
                    && model.asked(by, Set.of(), scopes, Access.REFUSED).isEmpty();
        }

        @Override
        public void change(Model model) {}

        @Override
        public Answer call(World world) {
            return world.as(by).post("/oauth2/client", """
                    {"clientName":"A client","ownerId":"%s","scope":"%s","redirectUri":"%s","clientType":"%s",
                     "grantTypes":%s}""".formatted(
                            owner,
                            String.join(" ", scopes),
                            World.CALLBACK,
                            trusted ? "trusted" : "confidential",
                            World.GRANT_TYPES));
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            String id = answer.json().get("clientId").asString();
            Client client = new Client();
            client.owner = owner;
            client.own = new TreeSet<>(scopes);
            client.trusted = trusted;
            model.clients.put(id, client);
            waits(model, id, model.asked(by, Set.of(), scopes, Access.WAITS), answer);
            world.secrets.put(id, answer.json().get("clientSecret").asString());
        }
    }

    /** Somebody gives a client other scopes. */
    record Rescope(Principal by, String clientId, Set<String> scopes) implements Operation {
        @Override
        public boolean allowed(Model model) {
            Client client = model.clients.get(clientId);
            Set<String> added = new TreeSet<>(scopes);
            added.removeAll(client.own);
            return model.manages(by, client)
                    && model.gives(by, added)
                    && model.asked(by, client.own, scopes, Access.REFUSED).isEmpty();
        }

        @Override
        public void change(Model model) {}

        @Override
        public void learn(Model model, World world, Answer answer) {
            Client client = model.clients.get(clientId);
            Set<String> waiting = model.asked(by, client.own, scopes, Access.WAITS);
            client.own = new TreeSet<>(scopes);
            waits(model, clientId, waiting, answer);
        }

        @Override
        public Answer call(World world) {
            return world.as(by)
                    .put("/oauth2/client", """
                    {"clientId":"%s","clientName":"A client","scope":"%s"%s}""".formatted(clientId, String.join(" ", scopes), world.repeated(clientId)));
        }
    }

    /** Somebody gives a client to somebody. */
    record Hand(Principal by, String clientId, String owner) implements Operation {
        @Override
        public boolean allowed(Model model) {
            Client client = model.clients.get(clientId);
            return model.manages(by, client) && (owner.equals(client.owner) || model.mayOwn(by, owner));
        }

        @Override
        public void change(Model model) {
            Client client = model.clients.get(clientId);
            if (!client.owner.equals(owner)) {
                client.owner = owner;
                client.registration = null;
            }
        }

        @Override
        public Answer call(World world) {
            return world.as(by).put("/oauth2/client", """
                    {"clientId":"%s","clientName":"A client","ownerId":"%s"%s}""".formatted(clientId, owner, world.repeated(clientId)));
        }
    }

    /** Somebody says where a client's codes and tokens go. */
    record Redirect(Principal by, String clientId, String callback) implements Operation {
        @Override
        public boolean allowed(Model model) {
            return model.redirects(by, model.clients.get(clientId));
        }

        @Override
        public void change(Model model) {}

        @Override
        public Answer call(World world) {
            return world.as(by).put("/oauth2/client", """
                    {"clientId":"%s","clientName":"A client","redirectUri":"%s"%s}""".formatted(clientId, callback, world.claims(clientId)));
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            world.callbacks.put(clientId, callback);
        }
    }

    /** Somebody has a client's secret replaced, and knows it then. */
    record Rotate(Principal by, String clientId) implements Operation {
        @Override
        public boolean allowed(Model model) {
            return model.redirects(by, model.clients.get(clientId));
        }

        @Override
        public void change(Model model) {}

        @Override
        public Answer call(World world) {
            return world.as(by).send("POST", "/oauth2/client/" + clientId + "/secret", null);
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            world.secrets.put(clientId, answer.json().get("clientSecret").asString());
        }
    }

    /** Somebody links a client to one endpoint of a service, and to no other of it. */
    record Link(Principal by, String clientId, String serviceId, String right) implements Operation {
        @Override
        public boolean allowed(Model model) {
            return model.manages(by, model.clients.get(clientId))
                    && (isLinked(model) || model.ask(by, serviceId) != Access.REFUSED);
        }

        private boolean isLinked(Model model) {
            return model.clients
                    .get(clientId)
                    .links
                    .getOrDefault(serviceId, Set.of())
                    .contains(serviceId + "." + right);
        }

        @Override
        public void change(Model model) {}

        @Override
        public void learn(Model model, World world, Answer answer) {
            String scope = serviceId + "." + right;
            boolean waits = !isLinked(model) && model.ask(by, serviceId) == Access.WAITS;
            model.clients.get(clientId).links.put(serviceId, waits ? Set.of() : Set.of(scope));
            if (waits) {
                model.pending.put(
                        answer.json().get("accessRequestId").asLong(), new Pending(clientId, serviceId, scope, true));
            }
        }

        @Override
        public Answer call(World world) {
            return world.as(by)
                    .post("/oauth2/client/" + clientId + "/service/" + serviceId, "[\"/" + right + "@get\"]");
        }
    }

    /** Somebody cuts a client from a service. */
    record Unlink(Principal by, String clientId, String serviceId) implements Operation {
        @Override
        public boolean allowed(Model model) {
            return model.manages(by, model.clients.get(clientId));
        }

        @Override
        public void change(Model model) {
            model.clients.get(clientId).links.remove(serviceId);
        }

        @Override
        public Answer call(World world) {
            return world.as(by).delete("/oauth2/client/" + clientId + "/service/" + serviceId);
        }
    }

    /** Somebody removes a client. */
    record Delete(Principal by, String clientId) implements Operation {
        @Override
        public boolean allowed(Model model) {
            return model.manages(by, model.clients.get(clientId));
        }

        @Override
        public void change(Model model) {
            model.clients.remove(clientId);
            model.pending.values().removeIf(waiting -> waiting.clientId().equals(clientId));
        }

        @Override
        public Answer call(World world) {
            return world.as(by).delete("/oauth2/client/" + clientId);
        }
    }

    /** A client registers itself (RFC 7591) with somebody's token. */
    record Register(Principal by, Set<String> scopes) implements Operation {
        @Override
        public boolean allowed(Model model) {
            Set<String> power = model.power(by);
            return (power.contains(Model.REGISTER) || power.contains(Model.CLIENT_WRITE))
                    && model.gives(by, scopes)
                    && model.asked(by, Set.of(), scopes, Access.REFUSED).isEmpty();
        }

        @Override
        public void change(Model model) {}

        @Override
        public Answer call(World world) {
            return world.open(by).post("/oauth2/register", """
                    {"redirect_uris":["%s"],"grant_types":%s,"scope":"%s"}
                    """.formatted(
                            World.CALLBACK, World.GRANT_TYPES, String.join(" ", scopes)));
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            String id = answer.json().get("client_id").asString();
            Client client = new Client();
            client.owner = by.user();
            client.own = new TreeSet<>(scopes);
            client.registration = Model.system(model.effective(client));
            model.clients.put(id, client);
            waits(model, id, model.asked(by, Set.of(), scopes, Access.WAITS), answer);
            world.secrets.put(id, answer.json().get("client_secret").asString());
            world.registrations.put(
                    id, answer.json().get("registration_access_token").asString());
        }
    }

    /** A client that registered itself asks for other scopes (RFC 7592). */
    record Change(String clientId, Set<String> scopes) implements Operation {
        @Override
        public boolean allowed(Model model) {
            Client client = model.clients.get(clientId);
            Set<String> added = new TreeSet<>(Model.system(scopes));
            added.removeAll(client.own);
            return model.managesItself(client)
                    && added.isEmpty()
                    && model.asked(null, client.own, scopes, Access.REFUSED).isEmpty();
        }

        @Override
        public void change(Model model) {}

        @Override
        public void learn(Model model, World world, Answer answer) {
            Client client = model.clients.get(clientId);
            Set<String> waiting = model.asked(null, client.own, scopes, Access.WAITS);
            client.own = new TreeSet<>(scopes);
            waits(model, clientId, waiting, answer);
            world.callbacks.put(clientId, World.CALLBACK);
        }

        @Override
        public Answer call(World world) {
            return world.itself(clientId).put("/oauth2/register/" + clientId, """
                    {"client_id":"%s","redirect_uris":["%s"],"grant_types":%s,
                     "scope":"%s"}""".formatted(
                            clientId, World.CALLBACK, World.GRANT_TYPES, String.join(" ", scopes)));
        }
    }
}
