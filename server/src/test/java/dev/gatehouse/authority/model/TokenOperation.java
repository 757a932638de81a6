package dev.gatehouse.authority.model;

import dev.gatehouse.authority.model.Held.Family;
import dev.gatehouse.authority.model.Held.Ground;
import dev.gatehouse.authority.model.Held.Session;
import dev.gatehouse.authority.model.Held.Token;
import dev.gatehouse.authority.model.Model.Client;
import dev.gatehouse.authority.model.Model.Principal;
import dev.gatehouse.testing.Answer;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What people and clients do to get tokens, and to be rid of them. */
sealed interface TokenOperation extends Operation {
    String EXCHANGE = "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
            + "&subject_token_type=urn:ietf:params:oauth:token-type:access_token&subject_token=";

    private static void holds(Model model, World world, Token token, Answer answer) {
        model.held.tokens.add(token);
        world.held.put(token, answer.json().get("access_token").asString());
    }

    private static void holds(Model model, World world, Family family, Answer answer) {
        model.held.families.add(family);
        world.refreshTokens.put(family, answer.json().get("refresh_token").asString());
    }

    /**
     * Somebody lets a client act in their name, in a browser that they signed in with.
     *
     * @param asked the scopes it asks for, those that tell of the person among them; empty for all it may have
     */
    record Allow(Session session, String clientId, Set<String> asked) implements TokenOperation {
        @Override
        public boolean allowed(Model model) {
            return model.isOpen(session)
                    && model.stands(clientId, null)
                    && !given(model).isEmpty();
        }

        private Set<String> given(Model model) {
            Set<String> wanted = asked.isEmpty() ? model.effective(model.clients.get(clientId)) : asked;
            return model.inNameOf(session.user, clientId, wanted);
        }

        @Override
        public void change(Model model) {}

        @Override
        public Answer call(World world) {
            return world.tokensByCode(session, clientId, asked);
        }

        @Override
        public boolean isDone(Answer answer) {
            return answer.status() == 200 && answer.text().startsWith("{");
        }

        /** Nobody learns more than that they have to sign in, or that it is not to be. */
        @Override
        public boolean isRefusal(Answer answer) {
            return answer.status() <= 400;
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            Ground ground = new Ground(session, asked.contains("offline_access"));
            Set<String> carried = given(model);
            String mayAct = model.clients.get(clientId).mayAct;
            holds(model, world, new Token(clientId, session.user, ground, carried, mayAct), answer);
            holds(model, world, new Family(clientId, ground, carried), answer);
        }
    }

    /** A client uses its refresh token. */
    record Refresh(Family family) implements TokenOperation {
        @Override
        public boolean allowed(Model model) {
            return model.stands(family.clientId(), family.ground())
                    && !left(model).isEmpty();
        }

        private Set<String> left(Model model) {
            return model.inNameOf(family.ground().session().user, family.clientId(), family.granted());
        }

        @Override
        public void change(Model model) {}

        @Override
        public Answer call(World world) {
            return world.token(
                    family.clientId(), "grant_type=refresh_token&refresh_token=" + world.refreshTokens.get(family));
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            String user = family.ground().session().user;
            String mayAct = model.clients.get(family.clientId()).mayAct;
            holds(model, world, new Token(family.clientId(), user, family.ground(), left(model), mayAct), answer);
            world.refreshTokens.put(family, answer.json().get("refresh_token").asString());
        }
    }

    /** A client exchanges a token that it came by (RFC 8693). */
    record Exchange(String clientId, Token subject) implements TokenOperation {
        @Override
        public boolean allowed(Model model) {
            Set<String> held = model.counting(subject);
            return held != null
                    && model.stands(clientId, null)
                    && (subject.mayAct() == null || subject.mayAct().equals(clientId))
                    && (held.isEmpty() || !both(model, held).isEmpty());
        }

        private Set<String> both(Model model, Set<String> held) {
            Set<String> both = new TreeSet<>(held);
            both.retainAll(model.effective(model.clients.get(clientId)));
            return both;
        }

        @Override
        public void change(Model model) {}

        @Override
        public Answer call(World world) {
            return world.token(clientId, EXCHANGE + world.held.get(subject));
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            String mayAct = subject.mayAct() == null ? model.clients.get(clientId).mayAct : subject.mayAct();
            Set<String> carried = both(model, model.counting(subject));
            holds(model, world, new Token(clientId, subject.subject(), subject.ground(), carried, mayAct), answer);
        }
    }

    /** A client gets a token for itself, and keeps it. */
    record Keep(String clientId) implements TokenOperation {
        @Override
        public boolean allowed(Model model) {
            return model.stands(clientId, null);
        }

        @Override
        public void change(Model model) {}

        @Override
        public Answer call(World world) {
            return world.token(clientId, "grant_type=client_credentials");
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            Client client = model.clients.get(clientId);
            Set<String> carried = model.effective(client);
            holds(model, world, new Token(clientId, clientId, null, carried, client.mayAct), answer);
        }
    }

    /**
     * Somebody says which client alone may exchange another's tokens.
     *
     * @param actor null for any
     */
    record Name(Principal by, String clientId, String actor) implements TokenOperation {
        @Override
        public boolean allowed(Model model) {
            Client client = model.clients.get(clientId);
            return model.manages(by, client) && (model.isAdministrator(by) || Objects.equals(actor, client.mayAct));
        }

        @Override
        public void change(Model model) {
            model.clients.get(clientId).mayAct = actor;
        }

        @Override
        public Answer call(World world) {
            return world.as(by).put("/oauth2/client", """
                    {"clientId":"%s","clientName":"A client","redirectUri":"%s"%s}""".formatted(
                            clientId, world.callbacks.getOrDefault(clientId, World.CALLBACK), world.claim(actor)));
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            world.mayAct.put(clientId, actor);
        }
    }

    /** Somebody signs out. */
    record SignOut(Session session) implements TokenOperation {
        @Override
        public boolean allowed(Model model) {
            return true;
        }

        @Override
        public void change(Model model) {
            session.over = true;
        }

        @Override
        public Answer call(World world) {
            Browser browser = world.browser(session);
            return browser.submit(browser.get("/logout"), Map.of("decision", "leave"));
        }
    }
}
