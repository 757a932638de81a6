package dev.gatehouse.vault.portservice;

import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.Page;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.ErrorForm;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.syntax.HeaderField;
import dev.gatehouse.vault.connect.ConnectPages;
import dev.gatehouse.vault.connect.VendorAnswer;
import dev.gatehouse.vault.connect.link.ConnectRights;
import dev.gatehouse.vault.connect.link.LinkRoutes;
import dev.gatehouse.vault.tokenstorage.TokenStorageErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /port-service}, in the form existing integrations use, on the admin listener. Thread-safe. */
public final class PortServiceRoutes {
    private static final String ROOT = "/port-service";
    private static final String SERVICE = ROOT + "/service";
    private static final String USER_SERVICE = ROOT + "/user/{userId}/service";
    private static final String PROJECTS = USER_SERVICE + "/{servicename}/projects";
    private static final int SERVICES_AT_ONCE = 1000;
    private static final String CONTRACT = "port-service.yaml";

    private static final Protection READ = Protection.anyScope("token-storage.r");
    private static final Protection WRITE = Protection.anyScope("token-storage.w");
    private static final Protection LOOK = Protection.anyScope("token-storage.r", ConnectRights.SCOPE);
    private static final Protection CONNECT = LinkRoutes.CONNECT;
    private static final Protection RETURN = Protection.open("third parties send people here; the state is signed");
    private static final Protection READING = Protection.open("a page that tells people how connecting ended");

    private final PortService service;
    private final PortAnswers answers;
    private final PortUsers users;
    private final PortProjects projects;
    private final ConnectPages pages;
    private final BodySchema<Exchange> exchangeBody = new BodySchema<>(CONTRACT, "Exchange", Exchange.class);
    private final BodySchema<PortService.CredentialsInput> credentialsBody =
            new BodySchema<>(CONTRACT, "CredentialsInput", PortService.CredentialsInput.class);

    private record Exchange(String jwt) {
        @Override
        public String toString() {
            return "Exchange[hidden]";
        }
    }

    public PortServiceRoutes(
            PortService service, PortAnswers answers, PortUsers users, PortProjects projects, ConnectPages pages) {
        this.service = service;
        this.answers = answers;
        this.users = users;
        this.projects = projects;
        this.pages = pages;
    }

    public List<Route> all() {
        Stream<Route> forClients = Stream.of(
                Route.get(SERVICE, LOOK, this::services).withQuery("pageSize", "after"),
                Route.get(SERVICE + "/{servicename}", LOOK, this::oneService),
                Route.post(ROOT + "/exchange", CONNECT, BodyRule.JSON, this::exchange),
                Route.post(ROOT + "/credentials", CONNECT, BodyRule.JSON, this::credentials),
                Route.get(USER_SERVICE, READ, this::servicesOfUser),
                Route.get(USER_SERVICE + "/{servicename}", READ, this::serviceOfUser),
                Route.delete(USER_SERVICE + "/{servicename}", WRITE, this::disconnect),
                Route.get(PROJECTS, READ, this::projectsOfUser),
                Route.post(PROJECTS, WRITE, BodyRule.NONE, this::createProject),
                Route.get(PROJECTS + "/{projectId}", READ, this::projectOfUser),
                Route.delete(PROJECTS + "/{projectId}", WRITE, this::removeProject));
        Stream<Route> forBrowsers = Stream.of(
                Route.get(ROOT + "/redirect", RETURN, this::redirect)
                        .withQuery(VendorAnswer.PARAMETERS)
                        .ignoringOtherQuery(),
                Route.get(ROOT + "/authorization-success", READING, request -> pages.connected(request, null))
                        .ignoringOtherQuery(),
                Route.get(ROOT + "/authorization-cancel", READING, request -> pages.denied(request, null))
                        .ignoringOtherQuery());
        return Stream.concat(
                        forClients.map(route ->
                                route.withErrors(TokenStorageErrors.below(ROOT)).withClientCredentials()),
                        forBrowsers.map(route -> route.withErrors(new ErrorForm(null, pages::error))))
                .toList();
    }

    private Response services(Request request) {
        Page page = Paging.following(request, SERVICES_AT_ONCE);
        List<PortService.Listed> all = service.services(request.caller(), page.after(), page.size());
        Response response = answer(all.stream().map(PortService.Listed::entry).toList());
        String last = all.isEmpty() ? null : all.getLast().place().key();
        return Paging.withNext(response, request, page, all.size(), last);
    }

    /** A browser is sent on, a program is told where to. */
    private Response oneService(Request request) {
        String name = request.pathParameter("servicename");
        String accept = request.header("Accept");
        boolean browser = accept != null && accept.contains("text/html");
        Optional<String> there = browser ? service.authorizationRequest(request.caller(), name) : Optional.empty();
        return there.map(PortServiceRoutes::found).orElseGet(() -> answer(service.service(request.caller(), name)));
    }

    private Response exchange(Request request) {
        service.exchange(request.caller(), exchangeBody.read(request.body()).jwt());
        return Response.noContent();
    }

    private Response credentials(Request request) {
        service.credentials(request.caller(), credentialsBody.read(request.body()));
        return answer(Map.of("success", true));
    }

    private Response redirect(Request request) {
        boolean connected = answers.take(VendorAnswer.of(request));
        return found(ROOT + (connected ? "/authorization-success" : "/authorization-cancel"));
    }

    private Response servicesOfUser(Request request) {
        return answer(users.services(request.caller(), request.pathParameter("userId")));
    }

    private Response serviceOfUser(Request request) {
        return answer(
                users.service(request.caller(), request.pathParameter("userId"), request.pathParameter("servicename")));
    }

    private Response disconnect(Request request) {
        users.disconnect(request.caller(), request.pathParameter("userId"), request.pathParameter("servicename"));
        return answer(Map.of("success", true));
    }

    private Response projectsOfUser(Request request) {
        return answer(
                projects.list(request.caller(), request.pathParameter("userId"), request.pathParameter("servicename")));
    }

    private Response createProject(Request request) {
        return answer(projects.create(
                request.caller(), request.pathParameter("userId"), request.pathParameter("servicename")));
    }

    private Response projectOfUser(Request request) {
        return answer(projects.get(
                request.caller(),
                request.pathParameter("userId"),
                request.pathParameter("servicename"),
                request.pathParameter("projectId")));
    }

    private Response removeProject(Request request) {
        projects.remove(
                request.caller(),
                request.pathParameter("userId"),
                request.pathParameter("servicename"),
                request.pathParameter("projectId"));
        return Response.noContent();
    }

    private static Response answer(Object body) {
        return Response.of(200, Response.JSON, Json.bytes(body));
    }

    private static Response found(String location) {
        return new Response(302, null, new byte[0], null, List.of(HeaderField.of("Location", location)));
    }
}
