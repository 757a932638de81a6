package dev.gatehouse.authority.model;

import dev.gatehouse.authority.model.Held.Session;
import dev.gatehouse.authority.model.Linked.Invitation;
import dev.gatehouse.authority.model.Model.Principal;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.vault.connect.ConnectFixture;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A call about accounts at third parties, and about webhooks: what belongs to the client that registered it. */
sealed interface VaultOperation extends Operation {
    /** Who may not know of something is told that it is not there. */
    @Override
    default boolean isRefusal(Answer answer) {
        return answer.status() <= 404 || answer.status() == 409;
    }

    private static boolean mayConnect(Model model, Principal by) {
        Set<String> power = model.power(by);
        return power.contains(Model.CONNECT)
                || power.contains(Model.STORAGE_WRITE) && by.user().equals(model.linked.registrant);
    }

    /** Somebody's client makes a link by which a user is to connect an account. */
    record Invite(Principal by, String user, String binding) implements VaultOperation {
        @Override
        public boolean allowed(Model model) {
            return mayConnect(model, by);
        }

        @Override
        public void change(Model model) {}

        @Override
        public Answer call(World world) {
            String how = switch (binding) {
                case "code" -> ",\"returnUrl\":\"" + World.CALLBACK + "\"";
                case "unbound" -> ",\"unbound\":true";
                default -> "";
            };
            return world.as(by).post("/connections/link", """
                            {"user":"%s","connector":"%s"%s}""".formatted(user, world.connector, how));
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            JsonNode made = answer.json();
            URI url = URI.create(made.get("url").asString());
            Invitation link = new Invitation(by, user, binding);
            model.linked.links.add(link);
            world.links.put(
                    link, new World.Url(made.get("linkId").asString(), url.getRawPath() + "?" + url.getRawQuery()));
        }
    }

    /** Somebody opens a link, their own or one that was sent on to them, and enters what connects their account. */
    record Follow(Invitation link, Session session, String entered) implements VaultOperation {
        @Override
        public boolean allowed(Model model) {
            boolean open = !link.usedUp && (link.browser == null || link.browser == session);
            boolean meant = !link.binding.equals("session") || model.isOpen(session) && link.user.equals(session.user);
            return open && meant && mayConnect(model, link.maker);
        }

        @Override
        public void change(Model model) {
            link.usedUp = true;
            link.browser = session;
            if (link.binding.equals("code")) {
                link.waiting = entered;
            } else {
                model.linked.connections.put(link.user, entered);
            }
        }

        @Override
        public Answer call(World world) {
            Browser browser = world.browser(session);
            Answer page = browser.get(world.links.get(link).target());
            return page.status() == 200
                    ? browser.submit(page, Map.of("username", session.user, "password", entered))
                    : page;
        }

        @Override
        public boolean isDone(Answer answer) {
            return answer.status() == 200 && answer.text().contains("is connected")
                    || answer.status() == 303 && answer.header("Location").contains("connect_code=");
        }

        /** A link that is over is gone; who is signed in no more is asked who they are. */
        @Override
        public boolean isRefusal(Answer answer) {
            return answer.status() == 403 || answer.status() == 410 || answer.status() == 422;
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            if (link.waiting != null) {
                world.codes.put(
                        link, ConnectFixture.query(answer.header("Location")).get("connect_code"));
            }
        }
    }

    /** Somebody's client confirms that who came back with the code is this user. */
    record Confirm(Principal by, Invitation link, String user) implements VaultOperation {
        @Override
        public boolean allowed(Model model) {
            return mayConfirm(model) && link.user.equals(user);
        }

        private boolean mayConfirm(Model model) {
            return link.waiting != null && link.maker.user().equals(by.user()) && mayConnect(model, by);
        }

        @Override
        public void change(Model model) {
            model.linked.connections.put(user, link.waiting);
            link.waiting = null;
        }

        /** What somebody else connected is dropped. */
        @Override
        public void refused(Model model) {
            if (mayConfirm(model)) {
                link.waiting = null;
            }
        }

        @Override
        public Answer call(World world) {
            return world.as(by)
                    .post("/connections/link/" + world.links.get(link).linkId() + "/confirm", """
                            {"user":"%s","code":"%s"}""".formatted(
                                    user, world.codes.getOrDefault(link, "x")));
        }
    }

    /** Somebody's client asks for the token of a user's account. */
    record Fetch(Principal by, String user) implements VaultOperation {
        @Override
        public boolean allowed(Model model) {
            return model.power(by).contains(Model.STORAGE_READ)
                    && by.user().equals(model.linked.registrant)
                    && model.linked.connections.containsKey(user);
        }

        @Override
        public void change(Model model) {}

        @Override
        public Answer call(World world) {
            return world.as(by).get("/connections/" + user + "/" + world.connector + "/token");
        }
    }

    /** Somebody's client wants to be called: about connections, or about clients. */
    record Hook(Principal by, boolean ofClients) implements VaultOperation {
        @Override
        public boolean allowed(Model model) {
            Set<String> power = model.power(by);
            boolean hearsEverything = model.people.get(by.user()).administrator;
            boolean reaches = power.contains("oauth.client.r") || power.contains(Model.CLIENT_WRITE);
            return power.contains(Model.STORAGE_WRITE)
                    && (!ofClients || power.contains(Model.ADMIN) || reaches && !hearsEverything);
        }

        @Override
        public void change(Model model) {}

        /** Disabled, as nobody is there to be called. */
        @Override
        public Answer call(World world) {
            return world.as(by).post("/webhook", """
                    {"url":"https://port.example.org/events","status":"disabled","eventTypes":["%s"]}""".formatted(ofClients ? "client.changed" : "connection.connected"));
        }

        @Override
        public void learn(Model model, World world, Answer answer) {
            model.webhooks.put(answer.json().get("webhookId").asString(), by.user());
        }
    }

    /** Somebody's client looks at a webhook. */
    record Look(Principal by, String webhook) implements VaultOperation {
        @Override
        public boolean allowed(Model model) {
            return model.power(by).contains(Model.STORAGE_READ) && mayKnow(model, by, webhook);
        }

        private static boolean mayKnow(Model model, Principal by, String webhook) {
            return model.isAdministrator(by) || by.user().equals(model.webhooks.get(webhook));
        }

        @Override
        public void change(Model model) {}

        @Override
        public Answer call(World world) {
            return world.as(by).get("/webhook/" + webhook);
        }
    }

    /** Somebody's client removes a webhook. */
    record Unhook(Principal by, String webhook) implements VaultOperation {
        @Override
        public boolean allowed(Model model) {
            return model.power(by).contains(Model.STORAGE_WRITE) && Look.mayKnow(model, by, webhook);
        }

        @Override
        public void change(Model model) {
            model.webhooks.remove(webhook);
        }

        @Override
        public Answer call(World world) {
            return world.as(by).delete("/webhook/" + webhook);
        }
    }
}
